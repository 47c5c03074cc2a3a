// The page's service worker: keeps what the page needs to open without a network. That is its own files, whose names hold
// hashes; index.html; of config.json no more than opens the page, all of it where a snapshot was published with it; and
// that snapshot, where it is locked or has no personal data. Whatever else is asked for passes by: nothing of Cube, of a
// relay or of a sign-in is ever read or kept here.
//
// Who has a network gets index.html from the server each time. Where it names other files than the one before, open pages
// are told of a newer version, and go on with their own files, which stay until nobody has such a page open. It takes over
// from a first visit once that page is kept. docs/deploying.md says how to withdraw it.
"use strict";

const HERE = self.registration.scope;

// Caches belong to all pages of a host, and another folder of it may have a Cubeboard of its own.
const PREFIX = "cubeboard-";
const SUFFIX = `:${new URL(HERE).pathname}`;
const FILES = `${PREFIX}files-1${SUFFIX}`;
const PAGE = `${PREFIX}page-1${SUFFIX}`;

// Files that never change. More than these are none of the page's own.
const HASHED = /^[\w.-]+[-_][0-9a-f]{12,16}(_bg)?\.(js|wasm|css|svg)$/;
// The demo invents data, and is no reason to take a reader's disk.
const IS_DEMO = /^demo-worker/;
const LOADER = /_loader-[0-9a-f]+\.js$/;
// Of a relay's configuration.
const KEPT_KEYS = ["title", "language", "time_zone"];

self.addEventListener("activate", (event) => event.waitUntil(deleteOldCaches()));
self.addEventListener("fetch", (event) => {
  const reply = event.request.method === "GET" ? replyTo(event) : undefined;
  if (reply) event.respondWith(reply);
});
self.addEventListener("message", (event) => event.waitUntil(onMessage(event)));

// Of earlier versions of this service worker.
async function deleteOldCaches() {
  const isOwn = (name) => name.startsWith(PREFIX) && name.endsWith(SUFFIX);
  const old = (await caches.keys()).filter((name) => isOwn(name) && name !== FILES && name !== PAGE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

// A reply to what the page needs to open; nothing for anything else.
function replyTo(event) {
  const url = new URL(event.request.url);
  if (!url.href.startsWith(HERE)) return undefined;
  const name = url.pathname.slice(new URL(HERE).pathname.length);
  if (event.request.mode === "navigate") return name === "" || name === "index.html" ? openPage(event) : undefined;
  if (HASHED.test(name)) return cacheFirst(event, name);
  if (name === "config.json") return networkFirst(event, keepConfig);
  if (isSnapshot(name)) return networkFirst(event, (reply) => keepSnapshot(name + url.search, reply));
  return undefined;
}

// Servers that say nothing of caching leave browsers to guess, and index.html is asked for each time.
async function openPage(event) {
  try {
    const reply = await fetch(new Request(event.request, { cache: "no-cache" }));
    if (reply.ok) {
      const html = reply.clone().text();
      event.waitUntil(html.then((html) => keepPage(html, true, event.resultingClientId)).catch(() => {}));
    }
    return reply;
  } catch (error) {
    return (await cached(PAGE, "")) ?? Response.error();
  }
}

// What a server says now, and what it said last where there is none.
async function networkFirst(event, keep) {
  try {
    const reply = await fetch(event.request);
    event.waitUntil(keep(reply.clone()).catch(() => {}));
    return reply;
  } catch (error) {
    return (await cached(PAGE, event.request.url)) ?? Response.error();
  }
}

// A file of the page, for the page: whether it can be kept is not its concern.
async function cacheFirst(event, name) {
  const here = await cached(FILES, name);
  if (here) return here;
  const reply = await fetch(new URL(name, HERE));
  event.waitUntil(keepFile(name, reply.clone()).catch(() => {}));
  return reply;
}

// What is kept; nothing also where a browser refuses to say.
async function cached(cache, name) {
  const here = caches.open(cache).then((cache) => cache.match(new URL(name, HERE).href));
  return here.catch(() => undefined);
}

// Some servers answer with their own page for what they lack, or send on to one.
async function keepFile(name, reply) {
  const isHtml = /html/.test(reply.headers.get("Content-Type"));
  if (!reply.ok || reply.redirected || isHtml) throw new Error(`${name} is missing`);
  const cache = await caches.open(FILES);
  await cache.put(new URL(name, HERE).href, reply);
}

// A file of the page, kept from now on.
async function ensureFile(name) {
  const here = await cached(FILES, name);
  if (here) return here;
  const reply = await fetch(new URL(name, HERE));
  await keepFile(name, reply.clone());
  return reply;
}

// A page says that it has started, or looks whether there is a newer version.
async function onMessage(event) {
  const [what, url] = event.data;
  if (what === "started") {
    if (url) await adopt(url, event.source.id);
    await deleteUnused();
  } else if (what === "look") {
    const reply = await fetch(HERE, { cache: "no-cache" });
    if (reply.ok) await keepPage(await reply.text(), true, "");
  }
}

// All that a first page loaded, it loaded past this service worker. Its browser has it still.
async function adopt(url, client) {
  const config = await keepConfig(await fromHttpCache("config.json"));
  const snapshot = snapshotOf(config);
  if (isSnapshot(config.snapshot)) await keepSnapshot(snapshot, await fromHttpCache(snapshot));
  // A program that is loaded on demand opens snapshots.
  await keepPage(await (await fromHttpCache(url)).text(), Boolean(config.snapshot), client);
  await self.clients.claim();
}

function fromHttpCache(name) {
  return fetch(new URL(name, HERE), { cache: "force-cache" });
}

// Runs alone among whatever changes what is kept: files are deleted by what index.html names, which another visit may be
// about to keep.
function alone(change) {
  return navigator.locks.request(`cubeboard${SUFFIX}`, change);
}

// Keeps a page with its files, unless it is none, such as a form for signing in, or lacks one of them. Where another one
// was kept before, pages but the one that shows this are told.
function keepPage(html, isWhole, reader) {
  return alone(async () => {
    if (!/<meta name="files" content="[^"]+"/.test(html)) return;
    const before = await cached(PAGE, "");
    const isNewer = before && namesIn(await before.text()).join() !== namesIn(html).join();
    const isWanted = (name) => !IS_DEMO.test(name) && (isWhole || !LOADER.test(name));
    const names = await filesOf(html, isWanted, async (name) => (await ensureFile(name)).text());
    for (const name of names) await ensureFile(name);
    const headers = { "Content-Type": "text/html; charset=utf-8" };
    const cache = await caches.open(PAGE);
    await cache.put(HERE, new Response(html, { headers }));
    if (!isNewer) return;
    for (const page of await openPages()) {
      if (page.id !== reader) page.postMessage("newer");
    }
  });
}

// Pages below may be another Cubeboard's.
async function openPages() {
  const pages = await self.clients.matchAll({ includeUncontrolled: true, type: "window" });
  return pages.filter((page) => new URL("./", page.url).href === HERE);
}

function namesIn(text) {
  return [...new Set(text.match(/[\w.-]+/g))].filter((name) => HASHED.test(name));
}

// The names of files that a page has, as they name each other.
async function filesOf(html, isWanted, textOf) {
  const names = new Set(namesIn(html).filter(isWanted));
  // A set goes on to what is added while it is walked.
  for (const name of names) {
    if (name.endsWith(".js")) namesIn(await textOf(name)).filter(isWanted).forEach((other) => names.add(other));
  }
  return names;
}

// Once no other page is open, files that the newest does not name are of no more use.
function deleteUnused() {
  return alone(async () => {
    const page = await cached(PAGE, "");
    if (!page || (await openPages()).length > 1) return;
    const isWanted = () => true;
    const names = await filesOf(await page.text(), isWanted, async (name) => {
      const here = await cached(FILES, name);
      return here ? here.text() : "";
    });
    const cache = await caches.open(FILES);
    for (const request of await cache.keys()) {
      if (!names.has(request.url.slice(HERE.length))) await cache.delete(request);
    }
  });
}

// Keeps what is needed to open the page, and returns what it says of a snapshot.
function keepConfig(reply) {
  return alone(async () => {
    if (isPassing(reply)) return {};
    const config = reply.ok ? await reply.json().catch(() => ({})) : {};
    const isPublished = typeof config.snapshot === "string";
    const known = KEPT_KEYS.filter((key) => key in config);
    const needed = isPublished ? config : Object.fromEntries(known.map((key) => [key, config[key]]));
    const headers = { "Content-Type": "application/json" };
    // For a page that needs all of it (src/net/client.rs).
    if (!isPublished) headers["Cubeboard-Kept"] = "part";
    const cache = await caches.open(PAGE);
    await cache.put(new URL("config.json", HERE).href, new Response(JSON.stringify(needed), { headers }));
    // One that is no longer named is no longer published.
    for (const request of await cache.keys()) {
      const name = request.url.slice(HERE.length).split("?")[0];
      if (isSnapshot(name) && !(isPublished && request.url === new URL(snapshotOf(config), HERE).href)) {
        await cache.delete(request);
      }
    }
    return needed;
  });
}

// What a server says while it fails, says nothing of what it has.
function isPassing(reply) {
  return reply.status >= 500 || reply.status === 429;
}

// The address of the published snapshot, as the page asks for it.
function snapshotOf(config) {
  return config.snapshot_hash ? `${config.snapshot}?hash=${config.snapshot_hash}` : config.snapshot;
}

function isSnapshot(name) {
  return /^[\w.-]+\.(cubeboard|age)$/.test(name);
}

function keepSnapshot(name, reply) {
  return alone(async () => {
    if (isPassing(reply)) return;
    const cache = await caches.open(PAGE);
    const url = new URL(name, HERE).href;
    const bytes = reply.ok ? new Uint8Array(await reply.arrayBuffer()) : new Uint8Array();
    if (await mayBeKept(bytes)) await cache.put(url, new Response(bytes));
    else await cache.delete(url);
  });
}

// Whether a snapshot is locked, or says in its first line that neither customers nor agents are in it.
async function mayBeKept(bytes) {
  const isLocked = new TextDecoder().decode(bytes.subarray(0, 19)) === "age-encryption.org/";
  if (isLocked) return true;
  try {
    const head = JSON.parse(await firstLine(bytes));
    return head.personal_data === "omit" && head.agents === "pseudonyms";
  } catch (error) {
    return false;
  }
}

// The first line of a file of several members of gzip. The browser reads one, and takes what is behind it for a mistake:
// byte by byte, it has told all of the first before it meets the second.
async function firstLine(bytes) {
  const { readable, writable } = new DecompressionStream("gzip");
  const [reader, writer] = [readable.getReader(), writable.getWriter()];
  const write = async () => {
    for (const byte of bytes) await writer.write(Uint8Array.of(byte));
    await writer.close();
  };
  write().catch(() => {});
  const decoder = new TextDecoder();
  let text = "";
  while (!text.includes("\n")) {
    const { value, done } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
  }
  reader.cancel().catch(() => {});
  return text.split("\n")[0];
}
