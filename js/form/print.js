// Paper: what the page prints, whoever asks for it, is what html[data-print] names.
import { root } from "./page.js";

export const printPapers = (tell, takeTyped) => {
  let printing = false;
  // The browser's own command prints what the view stands for.
  addEventListener("beforeprint", () => {
    takeTyped();
    // Some browsers say that printing ended before they draw the paper: what is printed stays what
    // it is until something else is printed, or another view is shown.
    if (!printing) delete root.dataset.print;
    if (!root.dataset.print) tell("paper", { view: root.dataset.view });
    printing = false;
  });

  return {
    paper: (kind) => (root.dataset.print = kind),
    print: () => {
      printing = typeof globalThis.print === "function";
      if (printing) setTimeout(() => print(), 0);
      else tell("unprinted");
    },
    forgetPaper: () => delete root.dataset.print,
  };
};
