// Nodes, as Python gives them, become elements.
const SVG = "http://www.w3.org/2000/svg";

// A node is [name, attributes, ...children]; texts become text, never markup.
export const build = ([name, attributes, ...children], inSvg = false) => {
  if (name === "copy") return document.querySelector(attributes.from)?.cloneNode(true) ?? "";
  const isSvg = inSvg || name === "svg";
  const element = isSvg ? document.createElementNS(SVG, name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children.map((child) => (Array.isArray(child) ? build(child, isSvg) : child)));
  return element;
};

export const fillWith = (place, json) =>
  place.replaceChildren(...JSON.parse(json).map((node) => build(node)));
