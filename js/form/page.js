// The page as the form's scripts find it.
export const root = document.documentElement;
export const byId = (id) => document.getElementById(id);
export const data = (id) => JSON.parse(byId(id).textContent);
