// The address says which view is shown, never anything of the answers.
import { byId, root } from "./page.js";
import { now } from "./soon.js";
import { attempt } from "./storage.js";

const named = () => byId(attempt(() => decodeURIComponent(location.hash.slice(1))) ?? "");

/** Return the view that a `target` on the page calls for, while `current` (its id) is shown. */
export const viewOf = (views, target, current, failed) => {
  const found = target && views.find((view) => view.contains(target));
  const same = target && views.find((view) => view.id === current);
  return (!failed && (found ?? same)) || views[0];
};

export const showViews = () => {
  const title = document.title;
  const show = () => {
    const views = [...document.querySelectorAll(".view")];
    const shown = viewOf(views, named(), root.dataset.view, root.dataset.engine === "failed");
    for (const view of views) view.hidden = view !== shown;
    const links = [...document.querySelectorAll(".views a")];
    const own = links.find((link) => link.hash === `#${shown.id}`);
    // Of a view within another, that one's tab is the current one, too.
    const tab = own?.dataset.within ?? shown.id;
    for (const link of links) {
      const { within } = link.dataset;
      link.hidden = Boolean(within && within !== tab);
      const current = link === own ? "page" : link.hash === `#${tab}` && "true";
      if (current) link.setAttribute("aria-current", current);
      else link.removeAttribute("aria-current");
    }
    if (own) {
      // The same for everybody: what follows a tab's name isn't.
      const name = own.firstChild.textContent.trim();
      document.title = shown === views[0] ? title : `${name} - ${title}`;
    }
    const changed = root.dataset.view !== shown.id;
    root.dataset.view = shown.id;
    return changed ? shown : null;
  };
  // Who comes back to a view finds the place that was left.
  const markPlace = () => history.replaceState({ top: scrollY }, "");
  const arrive = () => {
    now();
    const shown = show();
    const place = named();
    // Who skips to something outside the views, and loads the page again, is still in this one.
    if (place && !place.closest(".view"))
      history.replaceState(history.state, "", `#${root.dataset.view}`);
    if (place?.matches("details")) place.open = true;
    // Where the browser hasn't found it itself.
    const folded = place?.matches(".question[hidden]");
    if (folded) place.dispatchEvent(new Event("beforematch", { bubbles: true }));
    if (!shown && !folded) return;
    if (!shown) {
      place.scrollIntoView();
      return;
    }
    document.dispatchEvent(new Event("viewchange"));
    if (place !== shown) {
      place?.scrollIntoView();
      return;
    }
    shown.focus({ preventScroll: true });
    if (history.state) scrollTo(0, history.state.top);
    else shown.scrollIntoView();
  };
  const go = (view) => {
    if (root.dataset.view === view) return;
    markPlace();
    history.pushState(null, "", `#${view}`);
    arrive();
  };
  return { show, arrive, go, markPlace };
};
