// Another version took over while the page is open: it is said, and nothing reloads by itself.
const notice = document.querySelector("#new-version p");
const [reload, later] = notice.querySelectorAll("button");
reload.addEventListener("click", () => location.reload());
later.addEventListener("click", () => {
  notice.hidden = true;
  document.getElementById("content").focus({ preventScroll: true });
});
navigator.serviceWorker?.addEventListener("controllerchange", () => (notice.hidden = false));
