// Takes the place of serve-copy.js when the site no longer wants to be kept: removes its copies, then
// itself.
import { cachesOf } from "../prefix.js";

const OURS = cachesOf(new URL(registration.scope).pathname);

const retire = async () => {
  const names = await caches.keys();
  const ours = names.filter((name) => name.startsWith(OURS));
  await Promise.all(ours.map((name) => caches.delete(name)));
  await registration.unregister();
};

addEventListener("install", (event) => event.waitUntil(skipWaiting()));

addEventListener("activate", (event) => event.waitUntil(retire()));
