// The colours, before the first paint: what the visitor chose here, else what the device says.
// Only a choice is kept, and choosing 自動 again removes it.
import { PREFIX } from "../prefix.js";

const KEY = `${PREFIX}scheme`;
const select = document.getElementById("scheme");
const device = matchMedia("(prefers-color-scheme: dark)");
const show = () => {
  document.body.dataset.mdColorScheme = select.value || (device.matches ? "slate" : "default");
};
select.hidden = false;
try {
  select.value = localStorage.getItem(KEY) ?? "";
} catch {}
show();
device.addEventListener("change", show);
select.addEventListener("change", () => {
  try {
    if (select.value) localStorage.setItem(KEY, select.value);
    else localStorage.removeItem(KEY);
  } catch {}
  show();
});
