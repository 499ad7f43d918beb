// What the site keeps in a browser has a name that begins like this, and nothing else writes it down:
// erasing everything goes by it.
export const PREFIX = "selfcheck5.";

// Sites at other paths of the origin have caches, too; no path holds a "#", so none can begin alike.
export const cachesOf = (path) => `${PREFIX}${path}#`;
