// The page's service worker: keeps what the page needs to open without a network. That is its own files, whose names hold
// hashes; index.html; of config.json no more than opens the page, all of it where a snapshot was published with it; and
// that snapshot, where it is locked or has no personal data. Whatever else is asked for passes by: nothing of Cube, of a
// relay or of a sign-in is ever read or kept here.
//
// Who has a network gets index.html from the server each time. Where it names other files than the one before, open pages
// are told of a newer version, and go on with their own files, which stay until nobody has such a page open. It takes over
// with the next visit, so that a first one is as if there were no service worker. docs/deploying.md says how to withdraw it.
"use strict";

const FILES = "cubeboard-files-1";
const PAGE = "cubeboard-page-1";
const HERE = self.registration.scope;

// Files that never change. More than these are none of the page's own.
const HASHED = /^[\w.-]+[-_][0-9a-f]{12,16}(_bg)?\.(js|wasm|css|svg)$/;
// The demo invents data, and is no reason to take a reader's disk.
const IS_DEMO = /^demo-worker/;
const LOADER = /_loader-[0-9a-f]+\.js$/;
// Of a relay's configuration.
const KEPT_KEYS = ["title", "language", "time_zone"];

self.addEventListener("activate", (event) => event.waitUntil(dropOtherCaches()));
self.addEventListener("fetch", (event) => {
  const reply = event.request.method === "GET" ? replyTo(event) : undefined;
  if (reply) event.respondWith(reply);
});
self.addEventListener("message", (event) => event.waitUntil(answer(event)));

async function dropOtherCaches() {
  const names = (await caches.keys()).filter((name) => name.startsWith("cubeboard-"));
  await Promise.all(names.filter((name) => name !== FILES && name !== PAGE).map((name) => caches.delete(name)));
}

// A reply to what the page needs to open; nothing for anything else.
function replyTo(event) {
  const url = new URL(event.request.url);
  if (!url.href.startsWith(HERE)) return undefined;
  const name = url.pathname.slice(new URL(HERE).pathname.length);
  if (event.request.mode === "navigate") return name === "" || name === "index.html" ? openPage(event) : undefined;
  if (HASHED.test(name)) return file(name);
  if (name === "config.json") return newest(event, keepConfig);
  if (isSnapshot(name)) return newest(event, (reply) => keepSnapshot(name + url.search, reply));
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
    return (await kept("")) ?? Response.error();
  }
}

// What a server says now, and what it said last where there is none.
async function newest(event, keep) {
  try {
    const reply = await fetch(event.request);
    event.waitUntil(keep(reply.clone()).catch(() => {}));
    return reply;
  } catch (error) {
    return (await kept(event.request.url)) ?? Response.error();
  }
}

async function file(name) {
  const cache = await caches.open(FILES);
  const url = new URL(name, HERE).href;
  const here = await cache.match(url);
  if (here) return here;
  const reply = await fetch(url);
  if (reply.ok) await cache.put(url, reply.clone());
  return reply;
}

// The same; a page that lacks one of its files is not kept.
async function whole(name) {
  const reply = await file(name);
  if (!reply.ok) throw new Error(`${name} is missing`);
  return reply;
}

async function kept(url) {
  const cache = await caches.open(PAGE);
  return cache.match(new URL(url, HERE).href);
}

// A page says that it has started, or looks whether there is a newer version.
async function answer(event) {
  const [what, url] = event.data;
  if (what === "started") {
    // All that a first page loaded, it loaded past this service worker. Its browser has it still.
    if (url) {
      const config = await keepConfig(await asLoaded("config.json"));
      const snapshot = snapshotOf(config);
      if (isSnapshot(config.snapshot)) await keepSnapshot(snapshot, await asLoaded(snapshot));
      // A program that is loaded on demand opens snapshots.
      await keepPage(await (await asLoaded(url)).text(), Boolean(config.snapshot), event.source.id);
    }
    await dropUnused();
  } else if (what === "look") {
    const reply = await fetch(HERE, { cache: "no-cache" });
    if (reply.ok) await keepPage(await reply.text(), true, "");
  }
}

function asLoaded(name) {
  return fetch(new URL(name, HERE), { cache: "force-cache" });
}

// Keeps a page with its files, unless it is none, such as a form for signing in. Where another one was kept before, pages
// but the one that shows this are told.
async function keepPage(html, isWhole, reader) {
  if (!/<meta name="files" content="[^"]+"/.test(html)) return;
  const cache = await caches.open(PAGE);
  const before = await cache.match(HERE);
  const isNewer = before && namesIn(await before.text()).join() !== namesIn(html).join();
  const isWanted = (name) => !IS_DEMO.test(name) && (isWhole || !LOADER.test(name));
  const names = await filesOf(html, isWanted, async (name) => (await whole(name)).text());
  for (const name of names) await whole(name);
  const headers = { "Content-Type": "text/html; charset=utf-8" };
  await cache.put(HERE, new Response(html, { headers }));
  if (!isNewer) return;
  for (const page of await self.clients.matchAll({ includeUncontrolled: true, type: "window" })) {
    if (page.id !== reader && isOwn(page)) page.postMessage("newer");
  }
}

// Another page below may have files of its own.
function isOwn(page) {
  return new URL("./", page.url).href === HERE;
}

function namesIn(text) {
  return [...new Set(text.match(/[\w.-]+/g))].filter((name) => HASHED.test(name));
}

// The names of files that a page has, as they name each other.
async function filesOf(html, isWanted, textOf) {
  const names = new Set(namesIn(html).filter(isWanted));
  // It grows meanwhile.
  for (const name of names) {
    if (name.endsWith(".js")) namesIn(await textOf(name)).filter(isWanted).forEach((other) => names.add(other));
  }
  return names;
}

// Once no other page is open, files that the newest does not name are of no more use.
async function dropUnused() {
  const pages = await self.clients.matchAll({ includeUncontrolled: true, type: "window" });
  const page = await kept("");
  if (!page || pages.filter(isOwn).length > 1) return;
  const cache = await caches.open(FILES);
  const isWanted = () => true;
  const names = await filesOf(await page.text(), isWanted, async (name) => {
    const here = await cache.match(new URL(name, HERE).href);
    return here ? here.text() : "";
  });
  for (const request of await cache.keys()) {
    const name = request.url.slice(HERE.length);
    if (!names.has(name)) await cache.delete(request);
  }
}

// What is needed to open the page, and what it says of a snapshot.
async function keepConfig(reply) {
  const cache = await caches.open(PAGE);
  const url = new URL("config.json", HERE).href;
  if (isPassing(reply)) return {};
  const config = reply.ok ? await reply.json().catch(() => ({})) : {};
  const isPublished = typeof config.snapshot === "string";
  const known = KEPT_KEYS.filter((key) => key in config);
  const needed = isPublished ? config : Object.fromEntries(known.map((key) => [key, config[key]]));
  const headers = { "Content-Type": "application/json" };
  await cache.put(url, new Response(JSON.stringify(needed), { headers }));
  // One that is no longer named is no longer published.
  for (const request of await cache.keys()) {
    const name = request.url.slice(HERE.length).split("?")[0];
    if (isSnapshot(name) && !(isPublished && request.url === new URL(snapshotOf(config), HERE).href)) {
      await cache.delete(request);
    }
  }
  return needed;
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

async function keepSnapshot(name, reply) {
  if (isPassing(reply)) return;
  const cache = await caches.open(PAGE);
  const url = new URL(name, HERE).href;
  const bytes = reply.ok ? new Uint8Array(await reply.arrayBuffer()) : new Uint8Array();
  if (await mayBeKept(bytes)) await cache.put(url, new Response(bytes));
  else await cache.delete(url);
}

// Whether a snapshot is locked, or says in its first line that neither customers nor agents are in it.
async function mayBeKept(bytes) {
  const isLocked = new TextDecoder().decode(bytes.subarray(0, 19)) === "age-encryption.org/";
  if (isLocked) return true;
  try {
    const head = JSON.parse(await firstLine(bytes));
    return head.personal_data === "omit" && head.agents !== "keep";
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
