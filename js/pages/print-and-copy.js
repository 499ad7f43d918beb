// An item's page: prints the hand-out, copies the question to ask. Both buttons exist only here,
// so that nobody without JavaScript meets a dead one.
const words = JSON.parse(document.getElementById("item-words").textContent);
const root = document.documentElement;

const printer = document.getElementById("print-handout");
printer.hidden = typeof globalThis.print !== "function";
printer.addEventListener("click", () => {
  root.dataset.print = "handout";
  addEventListener("afterprint", () => delete root.dataset.print, { once: true });
  print();
});

for (const question of document.querySelectorAll(".ask__question")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button ask__copy";
  button.dataset.variant = "quiet";
  button.textContent = words.button;
  const status = document.createElement("span");
  status.role = "status";
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(question.textContent.trim());
      status.textContent = words.done;
    } catch {
      getSelection().selectAllChildren(question);
      status.textContent = words.failed;
    }
  });
  question.after(button, status);
}
