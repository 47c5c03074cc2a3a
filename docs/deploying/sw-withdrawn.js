// In place of sw.js: takes the service worker away from browsers that have it, with all that it kept, at their next visit.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(withdraw()));

async function withdraw() {
  const names = (await caches.keys()).filter((name) => name.startsWith("cubeboard-"));
  await Promise.all(names.map((name) => caches.delete(name)));
  await self.registration.unregister();
}
