  // On the site, fetch asks for each part by the address that the page names, and takes nothing that
  // isn't what the page was built with. The import map has both; PyScript's core knows of neither.
  const parts = new Map();
  {
    const { imports, integrity } = data("parts");
    for (const [name, address] of Object.entries(imports)) {
      parts.set(new URL(name, document.baseURI).href, [address, integrity[address]]);
    }
  }
  const unchecked = globalThis.fetch;
  globalThis.fetch = async (name, options) => {
    const part = parts.get(String(new URL(name, document.baseURI)));
    if (!part) return unchecked(name, options);
    const [address, integrity] = part;
    // What a browser remembers under this address may have come from between two versions.
    return unchecked(address, { ...options, integrity }).catch(() =>
      unchecked(address, { ...options, integrity, cache: "reload" }),
    );
  };
  // A module is asked for once; what fetch finds in its place, the next load of the page has.
  mend = () => Promise.allSettled([...parts.keys()].map((name) => fetch(name)));
