// What the page's loader calls, at every run of the page: one arena, or one pair of twins, for each place where it is
// mounted.

import { Arena } from "./arena.js";

const sessions = new WeakMap();

export async function show(parent, data) {
  // The page of the twins is not fetched by those who only play.
  const Page = data.twins ? (await import("./twins.js")).Twins : Arena;
  if (!sessions.has(parent)) sessions.set(parent, new Page(parent.querySelector(".gd"), data));
  sessions.get(parent).update(data);
  return () => {
    sessions.get(parent)?.close();
    sessions.delete(parent);
  };
}
