// What the page's loader calls, at every run of the page: one arena for each place where it is mounted.

import { Arena } from "./arena.js";

const arenas = new WeakMap();

export function show(parent, data) {
  if (!arenas.has(parent)) arenas.set(parent, new Arena(parent.querySelector('[data-testid="arena"]'), data));
  arenas.get(parent).update(data);
  return () => {
    arenas.get(parent)?.close();
    arenas.delete(parent);
  };
}
