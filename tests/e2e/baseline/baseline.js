// Fetches what Cubeboard fetches, in the same way, and does nothing with it: page 1 first, then the
// others and page 1 again, six in flight. No page that wants every byte can be faster in this browser.
const LANES = 6;

// Asked before the clock starts, which is at the first request for a page.
const targets = await (await fetch("targets.json")).json();

async function load(target) {
  const headers = { Accept: "application/json" };
  const reply = await fetch(target, { headers, redirect: "manual" });
  await reply.arrayBuffer();
}

async function lane() {
  while (targets.length > 0) await load(targets.shift());
}

await load(targets.shift());
await Promise.all(Array.from({ length: LANES }, lane));
performance.mark("baseline:complete");
