// What is wrong with how a page is drawn, told by where its boxes are. geometry.py asks it in the page.

// Less than this is rounding.
const SLACK = 1;
// Of a line of text only the middle of its letters counts: how high a line's box is depends on the font.
const LETTERS = 0.8;
const MAIN_TARGET = 44;
const TARGET = 24;
// So many lines, with so few letters in each, aren't read any more.
const MANY_LINES = 4;
const FEW_LETTERS = 2;
// So many of what can have the focus are tried, spread over the page.
const TRIED = 40;
const PHRASE = /\p{L}{2,}/u;

// What may begin elsewhere than at the view's left edge, and why.
const INDENTED = [
  // their marks, terms and lines hang at the edge, or say that it is another's text
  "ul, ol, dl, blockquote",
  // it stands in the middle, or at the right, by its own nature
  "figure, caption",
];
const IMAGES = "img, svg, canvas, video";
const BUTTONS = "button, [role=button], a.button, input[type=submit], input[type=button]";
const FIELDS = "input:not([type=hidden]), select, textarea";
const CONTROLS = `${BUTTONS}, ${FIELDS}, progress, meter, iframe`;
const TARGETS = `${BUTTONS}, ${FIELDS}, a[href], summary, [tabindex="0"]`;
const FRAMES = `${BUTTONS}, summary, label, td, th`;
const WRAPPERS = "main, div, section, article, form";

/**
 * Return what is wrong by each of the rules named, as {rule, at: [elements], says}.
 *
 * An open dialog stands alone: what it lies over is left aside.
 */
export function geometry(rules, limits) {
  const found = [];
  const styles = new Map();
  const layers = new Map();
  const heard = new Map();
  const shown = new Map();
  const insides = new Map();
  const dialog = document.querySelector("dialog:modal");
  const root = dialog ?? document.body;

  function tell(rule, at, says) {
    found.push({ rule, at: at.map(name), says });
  }

  function name(element) {
    const tag = element.localName;
    const own = element.classList[0];
    const said = element.labels?.[0] ?? element;
    // biome-ignore lint/performance/useDomNodeTextContent: what nobody sees names nothing
    const text = (said.innerText ?? said.textContent).replace(/\s+/g, " ").trim().slice(0, 20);
    const called = element.id ? `#${element.id}` : own ? `${tag}.${own}` : tag;
    return element.id || !text ? called : `${called} “${text}”`;
  }

  function styleOf(element) {
    if (!styles.has(element)) styles.set(element, getComputedStyle(element));
    return styles.get(element);
  }

  /** Whether somebody who looks at the page may see an element. */
  function isShown(element) {
    if (!shown.has(element)) shown.set(element, isDrawn(element));
    return shown.get(element);
  }

  function isDrawn(element) {
    let drawn = element;
    // What has no box of its own has that of what stands in it.
    while (styleOf(drawn).display === "contents") drawn = drawn.parentElement;
    if (!drawn.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    return !isHeard(drawn);
  }

  /** Whether an element, or what it stands in, is there for screen readers alone. */
  function isHeard(element) {
    if (element === document.body) return false;
    if (!heard.has(element))
      heard.set(element, isHidden(element) || isHeard(element.parentElement));
    return heard.get(element);
  }

  function isHidden(element) {
    const style = styleOf(element);
    if (!isTaken(style.position)) return false;
    const box = element.getBoundingClientRect();
    return (
      style.clipPath.startsWith("inset(50%") ||
      (style.overflowX !== "visible" && box.width <= 1 && box.height <= 1) ||
      box.bottom + scrollY <= 0 ||
      box.right + scrollX <= 0
    );
  }

  function isTaken(position) {
    return position === "absolute" || position === "fixed";
  }

  /** Return what an element stays on the screen with, while the page moves beneath; else null. */
  function layerOf(element) {
    if (!element || element === document.documentElement) return null;
    if (!layers.has(element)) {
      const stays = ["fixed", "sticky"].includes(styleOf(element).position);
      layers.set(element, stays ? element : layerOf(element.parentElement));
    }
    return layers.get(element);
  }

  function isPainted(element) {
    const style = styleOf(element);
    const clear = /^(transparent|rgba\(.*, 0\)|.*\/ 0\))$/.test(style.backgroundColor);
    const lines =
      Number.parseFloat(style.borderLeftWidth) + Number.parseFloat(style.borderRightWidth);
    return !clear || lines > 0;
  }

  function isInline(element) {
    return ["inline", "contents"].includes(styleOf(element).display);
  }

  /** Return {left, top, right, bottom} of an element within its borders. */
  function inside(element) {
    if (!insides.has(element)) insides.set(element, measured(element));
    return insides.get(element);
  }

  function measured(element) {
    const box = element.getBoundingClientRect();
    if (element.localName === "svg") return box;
    return {
      left: box.left + element.clientLeft,
      top: box.top + element.clientTop,
      right: box.left + element.clientLeft + element.clientWidth,
      bottom: box.top + element.clientTop + element.clientHeight,
    };
  }

  /** Return where the content of an element begins and ends sideways. */
  function columnOf(element) {
    const style = styleOf(element);
    const { left, right } = inside(element);
    return {
      left: left + Number.parseFloat(style.paddingLeft),
      right: right - Number.parseFloat(style.paddingRight),
    };
  }

  /** Return the parts that nothing stands in: {element, box, text}, a line of text being one. */
  function allLeaves() {
    const all = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      if (!/\S/.test(walker.currentNode.data) || element.closest("select, textarea")) continue;
      if (isShown(element)) {
        for (const box of linesOf(walker.currentNode)) all.push({ element, box, text: true });
      }
    }
    for (const element of root.querySelectorAll(`${CONTROLS}, ${IMAGES}`)) {
      const box = element.getBoundingClientRect();
      if (isShown(element) && box.width && box.height && !element.parentElement.closest("svg")) {
        all.push({ element, box, text: false });
      }
    }
    return all.map((leaf) => ({ ...leaf, ...seen(leaf), layer: layerOf(leaf.element) }));
  }

  function linesOf(node) {
    const range = document.createRange();
    range.selectNodeContents(node);
    const size = Number.parseFloat(styleOf(node.parentElement).fontSize);
    const lines = [...range.getClientRects()].filter((box) => box.width > SLACK && box.height);
    return lines.map(({ left, right, top, bottom, height }) => {
      const half = (Math.min(size, height) * LETTERS) / 2;
      const middle = (top + bottom) / 2;
      return { left, right, top: middle - half, bottom: middle + half };
    });
  }

  /** Return {seen, cut}: what is left of a leaf's box by what it stands in, and what cuts it. */
  function seen({ element, box, text }) {
    let { left, top, right, bottom } = box;
    let cut = null;
    let taken = false;
    for (let up = element; up !== document.documentElement; up = up.parentElement) {
      const style = styleOf(up);
      // What is placed by another isn't cut by what stands between the two.
      if (taken && style.position !== "static") taken = false;
      if (
        !taken &&
        (!isInline(up) || up.localName === "svg") &&
        (text || up !== element) &&
        up !== document.body
      ) {
        const frame = inside(up);
        if (style.overflowX !== "visible") {
          const beyond = left < frame.left - SLACK || right > frame.right + SLACK;
          if (beyond && ["hidden", "clip"].includes(style.overflowX)) cut ??= up;
          left = Math.max(left, frame.left);
          right = Math.min(right, frame.right);
        }
        if (style.overflowY !== "visible") {
          const beyond = top < frame.top - SLACK || bottom > frame.bottom + SLACK;
          if (beyond && ["hidden", "clip"].includes(style.overflowY)) cut ??= up;
          top = Math.max(top, frame.top);
          bottom = Math.min(bottom, frame.bottom);
        }
      }
      if (style.position === "fixed") break;
      taken ||= style.position === "absolute";
    }
    return { seen: { left, top, right, bottom }, cut };
  }

  const wrong = {
    /** Two leaves overlap, though neither has the other in it. */
    overlaps() {
      const all = leaves.filter(({ seen: box }) => box.right > box.left && box.bottom > box.top);
      all.sort((one, other) => one.seen.top - other.seen.top);
      const told = new Map();
      let open = [];
      for (const leaf of all) {
        open = open.filter((other) => other.seen.bottom > leaf.seen.top + SLACK);
        for (const other of open) {
          const wide =
            Math.min(leaf.seen.right, other.seen.right) - Math.max(leaf.seen.left, other.seen.left);
          const high = Math.min(leaf.seen.bottom, other.seen.bottom) - leaf.seen.top;
          if (wide <= SLACK || high <= SLACK || mayOverlap(other, leaf)) continue;
          if (!told.has(other.element)) told.set(other.element, new Set());
          if (told.get(other.element).has(leaf.element)) continue;
          told.get(other.element).add(leaf.element);
          const size = `${Math.round(wide)} × ${Math.round(high)} px`;
          tell("overlaps", [other.element, leaf.element], `overlap by ${size}`);
        }
        open.push(leaf);
      }
    },

    /** Text is cut off, or leaves the box of its control, cell or panel. */
    cuts() {
      const told = new Set();
      for (const leaf of leaves) {
        if (leaf.cut && !told.has(leaf.cut)) {
          told.add(leaf.cut);
          tell("cuts", [leaf.element, leaf.cut], "the first is cut off by the second");
        }
        const frame = leaf.text && !leaf.cut && frameOf(leaf.element);
        if (!frame || told.has(frame)) continue;
        const [box, within] = [leaf.seen, frame.getBoundingClientRect()];
        const sideways = box.left < within.left - SLACK || box.right > within.right + SLACK;
        if (sideways || box.top < within.top - SLACK || box.bottom > within.bottom + SLACK) {
          told.add(frame);
          tell("cuts", [leaf.element, frame], "the first leaves the box of the second");
        }
      }
      for (const element of root.querySelectorAll("*")) {
        const style = styleOf(element);
        const shortened = style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none";
        if (!shortened || told.has(element) || !isShown(element)) continue;
        const { scrollWidth, scrollHeight, clientWidth, clientHeight } = element;
        if (scrollWidth > clientWidth + SLACK || scrollHeight > clientHeight + SLACK) {
          tell("cuts", [element, element], "the first is shortened by …");
        }
      }
    },

    /** What is seen leaves the screen sideways, or, standing in main, main's column. */
    leaves() {
      const screen = { left: 0, right: document.documentElement.clientWidth };
      const main = document.querySelector("main");
      const column = main && columnOf(narrowest(main));
      const told = new Set();
      for (const { element, seen: box, layer } of leaves) {
        if (told.has(element) || box.right <= box.left || box.bottom <= box.top) continue;
        const within = !dialog && !layer && main?.contains(element) ? column : screen;
        const far = Math.max(within.left - box.left, box.right - within.right);
        if (far > SLACK) {
          told.add(element);
          const what = within === screen ? "the screen" : "main's column";
          tell("leaves", [element], `leaves ${what} by ${Math.round(far)} px`);
        }
      }
      const { scrollWidth, clientWidth } = document.documentElement;
      if (scrollWidth > clientWidth) {
        tell("leaves", [document.documentElement], "the page scrolls sideways");
      }
    },

    /** A text has many lines, and hardly a letter in each. */
    squeezed() {
      const lines = new Map();
      for (const { element, text } of leaves) {
        if (text && !element.closest("svg")) lines.set(element, (lines.get(element) ?? 0) + 1);
      }
      for (const [element, count] of lines) {
        const letters = element.textContent.replace(/\s+/g, "").length;
        if (count < MANY_LINES || letters / count >= FEW_LETTERS) continue;
        tell("squeezed", [element], `has ${letters} letters in ${count} lines`);
      }
    },

    /** On a phone, what comes first in the page stands above, or at the left of, what follows. */
    order() {
      for (const parent of [top(), ...top().querySelectorAll("*:not(svg, svg *)")]) {
        const blocks = isShown(parent) ? flowing(parent) : [];
        for (const [index, block] of blocks.entries()) {
          const next = blocks[index + 1];
          if (!next) continue;
          const [one, other] = [block.getBoundingClientRect(), next.getBoundingClientRect()];
          const above = other.bottom <= one.top + SLACK;
          const shared = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
          const beside = shared > Math.min(one.height, other.height) / 2;
          if (above || (beside && other.right <= one.left + SLACK)) {
            tell("order", [next, block], "the first stands before the second, which precedes it");
          }
        }
      }
    },

    /** The blocks of a view share so many left edges at most. */
    edges() {
      const edges = [];
      for (const block of stacked(top())) {
        if (block.matches(INDENTED.join()) || styleOf(block).textAlign === "center") continue;
        const content = columnOf(block).left;
        const border = block.getBoundingClientRect().left;
        edges.push({ block, lefts: isPainted(block) ? [border, content] : [content] });
      }
      const counts = new Map();
      for (const { lefts } of edges) {
        for (const left of lefts.map(Math.round)) counts.set(left, (counts.get(left) ?? 0) + 1);
      }
      const usual = [...counts].sort(([left, count], [l, c]) => c - count || left - l);
      const shared = usual.slice(0, limits.edges).map(([left]) => left);
      for (const { block, lefts } of edges) {
        if (lefts.some((left) => shared.some((edge) => Math.abs(edge - left) <= SLACK))) continue;
        const says = `begins at ${lefts.map(Math.round)} px, others at ${shared}`;
        tell("edges", [block], says);
      }
    },

    /** There are so many sizes of letters at most; those in drawings go with the drawing. */
    sizes() {
      const sizes = new Map();
      for (const { element, text } of leaves) {
        if ((!text && !element.matches(FIELDS)) || element.closest("svg")) continue;
        const size = Math.round(Number.parseFloat(styleOf(element).fontSize) * 100) / 100;
        if (!sizes.has(size)) sizes.set(size, element);
      }
      if (sizes.size <= limits.sizes) return;
      const sorted = [...sizes].sort(([one], [other]) => one - other);
      const says = `${sizes.size} sizes of letters: ${sorted.map(([size]) => size).join(", ")}`;
      tell("sizes", [root], says);
    },

    /** Buttons and answers are high enough for a thumb, and whatever can be pressed for a finger. */
    targets() {
      const all = [...root.querySelectorAll(TARGETS)].filter(isPressed);
      const boxes = new Map(all.map((element) => [element, targetOf(element)]));
      for (const [element, box] of boxes) {
        const main = element.matches(`${BUTTONS}, input[type=radio]`);
        const size = `${Math.round(box.right - box.left)} × ${Math.round(box.bottom - box.top)} px`;
        if (main && box.bottom - box.top < MAIN_TARGET - SLACK / 2) {
          tell("targets", [element], `${size}, and ${MAIN_TARGET} high is what a thumb needs`);
        } else if (isSmall(box) && !isInSentence(element) && isCrowded(element, boxes)) {
          tell("targets", [element], `${size}, and ${TARGET} is what a finger needs`);
        }
      }
    },

    /** Nothing that has the focus lies under what stays on the screen. */
    covered() {
      const lids = [...document.body.querySelectorAll("*")].filter(layerOf);
      if (!lids.length) return;
      const page = document.documentElement;
      const [x, y, behaviour] = [scrollX, scrollY, page.style.scrollBehavior];
      page.style.scrollBehavior = "auto";
      const all = [...root.querySelectorAll(TARGETS)].filter(
        (element) => isPressed(element) && !element.disabled && layerOf(element) === layerOf(root),
      );
      const step = Math.max(1, (all.length - 1) / (TRIED - 1));
      const tried = all.filter((_, index) => Math.floor(index % step) === 0);
      for (const element of new Set([...tried, ...all.slice(-1)])) {
        for (const block of ["end", "start"]) {
          document.activeElement?.blur();
          // Where it would lie under what is at the foot or the head, if the focus brought it no further.
          const box = targetOf(element);
          const far = block === "end" ? box.bottom - innerHeight : box.top;
          scrollBy(0, far);
          element.focus();
          const lid = lidOf(element, lids);
          if (!lid) continue;
          tell("covered", [element, lid], `the first, with the focus, lies under the second`);
          break;
        }
      }
      document.activeElement?.blur();
      scrollTo(x, y);
      page.style.scrollBehavior = behaviour;
    },
  };

  function mayOverlap(one, other) {
    if (one.layer !== other.layer) return true;
    // Two lines of one text; a control and what it holds.
    if (one.element === other.element || holds(one, other) || holds(other, one)) return true;
    // A radio laid over the whole of its label is how the label is pressed.
    return [one, other].some(
      ({ element }) => isTaken(styleOf(element).position) && element.labels?.length,
    );
  }

  function holds(one, other) {
    return !one.text && one.element.contains(other.element);
  }

  /** Return what a text belongs into: its control or cell, or whatever has a ground or lines. */
  function frameOf(element) {
    for (let up = element; up && up !== root && up.localName !== "main"; up = up.parentElement) {
      const style = styleOf(up);
      if (up.closest("svg")) return null;
      if (!isInline(up) && (up.matches(FRAMES) || isPainted(up))) return up;
      if (isTaken(style.position) || style.overflowX !== "visible") return null;
    }
    return null;
  }

  /** Return the element within main that holds its column: the last that has all of it. */
  function narrowest(main) {
    let column = main;
    while (true) {
      const parts = [...column.children].filter((part) => isShown(part) && part.clientHeight);
      if (parts.length !== 1 || isInline(parts[0]) || !parts[0].matches(WRAPPERS)) return column;
      [column] = parts;
    }
  }

  /** Return what holds what the page is about. */
  function top() {
    return dialog ?? document.querySelector("main") ?? root;
  }

  /** Return the blocks that stand one beneath the other, those within mere wrappers for these. */
  function stacked(container) {
    return flowing(container).flatMap((block) => (isWrapper(block) ? stacked(block) : [block]));
  }

  /** Whether an element only stacks blocks, by how they stand. */
  function isWrapper(element) {
    if (!element.matches(WRAPPERS) || isPainted(element)) return false;
    const parts = [...element.children].filter((part) => isShown(part) && part.clientHeight);
    const boxes = flowing(element).map((block) => block.getBoundingClientRect());
    return (
      boxes.length > 0 &&
      parts.every((part) => !styleOf(part).display.startsWith("inline")) &&
      boxes.every((box, index) => !index || box.top >= boxes[index - 1].bottom - SLACK)
    );
  }

  /** Return the blocks of a container that stand in the flow. */
  function flowing(container) {
    return [...container.children].filter(
      (block) =>
        isShown(block) &&
        !isInline(block) &&
        block.getBoundingClientRect().height > 0 &&
        ["static", "relative"].includes(styleOf(block).position),
    );
  }

  /** Whether somebody can press it, seeing it or its label. */
  function isPressed(element) {
    if (element.closest("[inert]")) return false;
    return isShown(element) || [...(element.labels ?? [])].some(isShown);
  }

  /** Return the box in which a press counts: that of the element and of its labels. */
  function targetOf(element) {
    const all = [element, ...(element.labels ?? [])].filter(isShown);
    const boxes = all.map((one) => one.getBoundingClientRect());
    return {
      left: Math.min(...boxes.map(({ left }) => left)),
      top: Math.min(...boxes.map(({ top }) => top)),
      right: Math.max(...boxes.map(({ right }) => right)),
      bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
    };
  }

  function isSmall(box) {
    return Math.min(box.right - box.left, box.bottom - box.top) < TARGET - SLACK / 2;
  }

  /** Whether a link stands among words, whose lines decide how high it is. */
  function isInSentence(element) {
    if (!isInline(element)) return false;
    let block = element;
    while (isInline(block)) block = block.parentElement;
    const words = block.cloneNode(true);
    for (const link of words.querySelectorAll(TARGETS)) link.remove();
    return PHRASE.test(words.textContent);
  }

  /** Whether another target is so near that one may be pressed for the other. */
  function isCrowded(element, boxes) {
    const mine = boxes.get(element);
    const x = (mine.left + mine.right) / 2;
    const y = (mine.top + mine.bottom) / 2;
    for (const [other, box] of boxes) {
      if (other === element || element.contains(other) || other.contains(element)) continue;
      const aside = Math.max(box.left - x, 0, x - box.right);
      const beneath = Math.max(box.top - y, 0, y - box.bottom);
      if (Math.hypot(aside, beneath) < TARGET / 2) return true;
      if (!isSmall(box)) continue;
      const far = Math.hypot((box.left + box.right) / 2 - x, (box.top + box.bottom) / 2 - y);
      if (far < TARGET) return true;
    }
    return false;
  }

  /** Return what stays on the screen and lies over an element, or null. */
  function lidOf(element, lids) {
    const box = targetOf(element);
    if (!lids.some((lid) => meet(lid.getBoundingClientRect(), box))) return null;
    const inset = 3;
    for (const y of [box.top + inset, (box.top + box.bottom) / 2, box.bottom - inset]) {
      for (const x of [box.left + inset, (box.left + box.right) / 2, box.right - inset]) {
        const layer = layerOf(document.elementFromPoint(x, y));
        if (layer && layer !== layerOf(element) && !element.contains(layer)) return layer;
      }
    }
    return null;
  }

  function meet(one, other) {
    return (
      Math.max(one.left, other.left) < Math.min(one.right, other.right) &&
      Math.max(one.top, other.top) < Math.min(one.bottom, other.bottom)
    );
  }

  let leaves = null;
  for (const rule of rules) {
    leaves ??= allLeaves();
    wrong[rule]();
  }
  return found;
}
