// In the single file: fetch answers from what the file carries, and knows nothing else.
{
  const carried = JSON.parse(document.getElementById("carried").textContent);
  const address = (name) => new URL(name, document.baseURI).href;
  const files = Object.fromEntries(
    Object.entries(carried).map(([name, content]) => [address(name), content]),
  );
  // A text stands there as it is; anything else as its type and gzip in base64.
  const body = ({ gzip }) =>
    new Blob([Uint8Array.from(atob(gzip), (character) => character.charCodeAt(0))])
      .stream()
      .pipeThrough(new DecompressionStream("gzip"));
  globalThis.fetch = async (name) => {
    const content = files[address(name)];
    if (content === undefined) throw new TypeError(`not in this file: ${name}`);
    if (typeof content === "string") return new Response(content);
    return new Response(body(content), { headers: { "Content-Type": content.type } });
  };
}
