// A policy can only be made stricter: nothing on this page can open the network again.
import { byId, root } from "./page.js";

// The policy stands at the script that this is part of, so that it is there from the beginning; it
// is missing only where somebody works on the site: live reload needs the network.
const { closed } = document.currentScript.dataset;

// This page may be closed to workers by its policy: another one prepares, and leads back here.
const offerOffline = () => {
  const button = byId("to-offline");
  if (!button || !("serviceWorker" in navigator) || navigator.serviceWorker.controller) return;
  button.addEventListener("click", () => location.assign(button.dataset.address));
  button.hidden = false;
};

export const closeNetwork = () => {
  if (root.dataset.network === "quiet") return;
  if (closed) {
    const policy = document.createElement("meta");
    policy.httpEquiv = "Content-Security-Policy";
    policy.content = closed;
    document.head.append(policy);
  }
  root.dataset.network = "quiet";
  offerOffline();
};
