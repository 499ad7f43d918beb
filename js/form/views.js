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
    for (const link of document.querySelectorAll(".views a")) {
      if (link.hash === `#${shown.id}`) {
        link.setAttribute("aria-current", "page");
        document.title = shown === views[0] ? title : `${link.textContent} - ${title}`;
      } else {
        link.removeAttribute("aria-current");
      }
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
