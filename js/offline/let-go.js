// Takes the place of worker.js when the site no longer wants to be kept: removes its copies, then itself.

const PREFIX = `selfcheck5.${new URL(registration.scope).pathname}#`;

const retire = async () => {
  const names = await caches.keys();
  const ours = names.filter((name) => name.startsWith(PREFIX));
  await Promise.all(ours.map((name) => caches.delete(name)));
  await registration.unregister();
};

addEventListener("install", (event) => event.waitUntil(skipWaiting()));

addEventListener("activate", (event) => event.waitUntil(retire()));
