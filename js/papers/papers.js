// What the page of papers needs of the browser. It is loaded beside Python, before the network closes;
// the single file has `craft` beside the form's own device.
import { show } from "../form/draw.js";
import { keepRecords } from "../form/keep.js";
import { notify } from "../form/notify.js";
import { afterPress, pressOnce } from "../form/press.js";
import { printPapers } from "../form/print.js";
import { refuse } from "../form/refuse.js";
import { newId, save } from "../form/save.js";
import { fill, heedFields } from "../form/type.js";
import { craft } from "./craft.js";

export { craft };

export const connect = () => {
  let receive = () => {};
  pressOnce();
  const hear = afterPress((json, text) => receive(json, text));
  const tell = (action, { text = null, ...message } = {}) =>
    hear(JSON.stringify({ ...message, action }), text);
  const { settle, notice, withdraw, moveOn } = notify();
  // Before the fields: what is written in place comes before what a click asks for.
  const ours = craft(hear, moveOn);
  const { take } = heedFields(tell);
  return {
    ...ours,
    connected: (handler) => (receive = handler),
    show: (id, json) => show(id, json, settle),
    notice,
    withdraw,
    refuse,
    fill,
    take,
    newId,
    download: (name, type, json) => save(name, type, JSON.parse(json)),
    stamp: () => new Date().toISOString().replace(/[-:]|\.\d+/g, ""),
    ...printPapers(tell, take),
    ...keepRecords(tell, take),
  };
};
