// The menu behind its button: Escape closes it, and the focus is where it was before.
const menu = document.getElementById("menu");
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !menu.open || !menu.parentElement.contains(event.target)) return;
  menu.open = false;
  menu.firstElementChild.focus();
});
