// What the tab holds is one value, so that no write that is refused or cut off pairs a record with
// another's binding: the record's text; the id of the kept record that it is, and what was last
// seen of that (null: this text); the answers given beside it while Python wasn't there; and, if there
// is one, the day of the next check.
import { PREFIX } from "../prefix.js";
import { data } from "./page.js";
import { ASIDE, asides, attempt, handed, tooLong } from "./storage.js";

const KEY = `${PREFIX}record`;
// Version 0.4.0 kept here which kept record the tab writes.
const BOUND = `${PREFIX}bound`;
const NOTHING = { text: null, id: null, seen: null, given: {}, day: "" };
const DAY = /^\d{4}-\d\d-\d\d$/;

const list = (json) => {
  const value = attempt(() => JSON.parse(json));
  return Array.isArray(value) ? value : [];
};
const tab = () => {
  const stored = sessionStorage.getItem(KEY);
  const [text, id, seen, given, day] =
    stored?.startsWith("[") && list(stored).length
      ? list(stored)
      : [stored, ...list(sessionStorage.getItem(BOUND))];
  const bound =
    typeof id === "string" && typeof (seen ?? text) === "string" && !tooLong(seen ?? text);
  return {
    text: typeof text === "string" ? text : null,
    id: bound ? id : null,
    seen: bound ? (seen ?? text) : null,
    given: given ?? {},
    day: DAY.test(day) ? day : "",
  };
};

const known = (text) => {
  const record = JSON.parse(text);
  const blank = data("record");
  const ours = ["format", "edition"].every((field) => record[field] === blank[field]);
  return ours && record.version <= blank.version ? record : blank;
};

export const holdTab = () => {
  let revived = false;
  const store = ({ text, id, seen, given, day }) =>
    attempt(() => {
      if (revived) return false;
      const value = [text, id, seen === text ? null : seen, given, ...(day ? [day] : [])];
      sessionStorage.setItem(KEY, JSON.stringify(value));
      sessionStorage.removeItem(BOUND);
      return true;
    });

  // A revived page would show and store what the tab held when it was left. A held lock keeps it out
  // of the back/forward cache; where there are no locks, the page is loaded again before it is used.
  attempt(() =>
    navigator.locks.request(PREFIX, { mode: "shared" }, () => new Promise(() => {})),
  )?.catch(() => {});
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    revived = true;
    document.body.hidden = true;
    location.reload();
  });

  return {
    holds: () => attempt(() => sessionStorage.getItem(KEY) !== null),
    read: () => {
      const { text, id, seen, day } = attempt(tab) ?? NOTHING;
      return { text: handed(text), id, seen, day };
    },
    given: () => JSON.stringify((attempt(tab) ?? NOTHING).given),
    write: (text, id, seen, day) =>
      store({ text, id: id || null, seen: id ? seen : null, given: {}, day }),
    clear: () =>
      attempt(() => {
        for (const key of [KEY, BOUND, ...asides()]) sessionStorage.removeItem(key);
      }),
    // Room for both isn't certain, so the one goes before the other comes; its name is no longer.
    setAside: () =>
      attempt(() => {
        const { text } = tab();
        const free = ["", 1, 2, 3, 4, 5, 6, 7, 8, 9].find(
          (n) => sessionStorage.getItem(ASIDE + n) === null,
        );
        sessionStorage.removeItem(KEY);
        sessionStorage.removeItem(BOUND);
        sessionStorage.setItem(ASIDE + (free ?? Date.now()), text);
      }),
    // Until Python is ready, and if it never is, answers are kept beside the record, whose text stays
    // as it is, and brought back here. Python takes over what the radios say.
    keepGiven: (form) =>
      attempt(() => {
        const given = {};
        for (const radio of form.querySelectorAll(":checked"))
          given[radio.name.slice(1)] = radio.value;
        store({ ...tab(), given });
      }),
    bringBack: (form, carry) =>
      attempt(() => {
        const { text, given } = tab();
        const { answers, items } = attempt(() => known(text)) ?? {};
        const back = { ...answers, ...given };
        for (const radio of form.querySelectorAll("input")) {
          const number = radio.name.slice(1);
          const is = (all) => all?.[number] === radio.value;
          radio.checked ||= is(back);
          if (is(back) && is(answers) && items?.[number]?.carried)
            carry(`#question-${number}`, true);
        }
      }),
  };
};
