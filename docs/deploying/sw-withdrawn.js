// In place of sw.js: takes the service worker away from browsers that have it, with all that it kept, at their next visit.
// Another folder of the host may have a Cubeboard of its own, which stays.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(withdraw()));

async function withdraw() {
  const suffix = `:${new URL(self.registration.scope).pathname}`;
  const isOwn = (name) => name.startsWith("cubeboard-") && name.endsWith(suffix);
  const names = (await caches.keys()).filter(isOwn);
  await Promise.all(names.map((name) => caches.delete(name)));
  await self.registration.unregister();
}
