// What tools/bench.py measures in a page; it is there before anything of the page.
(() => {
  const times = {};
  const tasks = [];
  let shift = 0;
  const now = () => performance.now();
  const watch = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().map(note)).observe({
      type,
      buffered: true,
    });
  watch("paint", ({ name, startTime }) => {
    if (name === "first-contentful-paint") times.first_paint = startTime;
  });
  watch("largest-contentful-paint", ({ startTime }) => {
    times.largest_paint = startTime;
  });
  watch("layout-shift", ({ value, hadRecentInput }) => {
    if (!hadRecentInput) shift += value;
  });
  watch("longtask", ({ startTime, duration }) => tasks.push([startTime, duration]));

  // A memory of WebAssembly isn't part of the heap.
  const memories = new Set();
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await original.apply(WebAssembly, given);
      const known = { ...given[1]?.env, ...(made.instance ?? made).exports };
      for (const one of Object.values(known))
        if (one instanceof WebAssembly.Memory) memories.add(one);
      return made;
    };
  }

  // An observer hears of "ready" when Python pauses; what it asked for before that came later.
  let said;
  const quiet = new Promise((resolve, reject) => {
    const look = () => {
      const root = document.documentElement;
      root.setAttribute = (...given) => {
        if (given[1] === "ready") said ??= now();
        Element.prototype.setAttribute.apply(root, given);
      };
      const { engine, network } = root.dataset;
      if (engine === "failed") reject(new Error("the engine failed"));
      if (engine === "ready") times.ready ??= now();
      if (engine !== "ready" || network !== "quiet") return;
      times.quiet ??= now();
      resolve();
    };
    const names = ["data-engine", "data-network"];
    new MutationObserver(look).observe(document, {
      subtree: true,
      attributeFilter: names,
    });
    setTimeout(() => reject(new Error("not quiet after 3 minutes")), 180_000);
  });
  quiet.catch(() => {});

  const held = () => [...memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
  const frame = () => new Promise(requestAnimationFrame);
  // What the last task caused is painted, and told, by then.
  const told = () => new Promise((resolve) => setTimeout(resolve, 300));
  // A message that is sent while a frame is made arrives when style, layout and paint are done.
  const painted = () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resolve;
      port2.postMessage(null);
    });
  const radios = () => {
    const groups = new Map();
    for (const radio of document.querySelectorAll("input[type=radio]")) {
      groups.set(radio.name, [...(groups.get(radio.name) ?? []), radio]);
    }
    return [...groups.values()];
  };

  globalThis.bench = {
    load: async () => {
      await quiet;
      await told();
      const after = tasks.filter(([start]) => start >= times.first_paint).map(([, took]) => took);
      return {
        ...times,
        layout_shift: shift,
        longest_task: Math.max(0, ...after),
        blocking: after.reduce((sum, took) => sum + took - 50, 0),
        wasm: held(),
        said: performance.timeOrigin + (said ?? times.ready),
      };
    },
    // From the click, made as a frame begins, until the total is new, and until that frame is painted:
    // each click changes the answer, and no two answers have the same points.
    clicks: async (count) => {
      const total = document.getElementById("total");
      const groups = radios();
      const took = [];
      for (let done = 0; done < count; done++) {
        const group = groups[done % groups.length];
        const radio = group[Math.floor(done / groups.length) % group.length];
        await frame();
        const before = total.textContent;
        const begun = now();
        radio.click();
        while (total.textContent === before) {
          if (now() - begun > 10_000) throw new Error(`nothing came of click ${done + 1}`);
          await painted();
          await frame();
        }
        const changed = now() - begun;
        await painted();
        took.push([changed, now() - begun]);
      }
      return took;
    },
    // From a click on what `click` finds, or the dropping of files, until what `awaited` finds is
    // another element than before; and of that time the longest task and the longest frame.
    act: async (click, awaited, files) => {
      const before = document.querySelector(awaited);
      const carried = new DataTransfer();
      for (const [name, text] of files) carried.items.add(new File([text], name));
      const drop = new DragEvent("drop", { dataTransfer: carried, bubbles: true });
      let last = await frame();
      let longest = 0;
      const begun = now();
      if (files.length) document.querySelector("h1").dispatchEvent(drop);
      else document.querySelector(click).click();
      while ([null, before].includes(document.querySelector(awaited))) {
        const next = await frame();
        longest = Math.max(longest, next - last);
        last = next;
        if (now() - begun > 120_000) throw new Error(`${awaited} isn't there after two minutes`);
      }
      const took = now() - begun;
      await told();
      const after = tasks.filter(([start]) => start >= begun).map(([, took]) => took);
      return { took, frame: longest, task: Math.max(0, ...after), wasm: held() };
    },
    // From the click on a view's link until the last frame in which something of the page changed.
    draw: async (view) => {
      let changed = 0;
      const observer = new MutationObserver(() => {
        changed = now();
      });
      await frame();
      const begun = now();
      let shown = begun;
      const all = { subtree: true, childList: true, characterData: true, attributes: true };
      observer.observe(document, all);
      document.querySelector(`.views a[href="#${view}"]`).click();
      while (shown === begun || now() - shown < 250) {
        await painted();
        if (changed > shown) shown = now();
        if (now() - begun > 60_000) throw new Error(`${view} isn't drawn after a minute`);
        await frame();
      }
      observer.disconnect();
      return shown - begun;
    },
  };
})();
