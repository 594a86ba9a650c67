// What the page's loader calls, at every run of the page: one page for each place where one is mounted.

import { LivePage } from "./kit/live-page.js";
import { StillPage } from "./kit/still-page.js";

const pages = new WeakMap();

export function show(parent, data, tell, page) {
  if (!pages.has(parent)) pages.set(parent, new (data.still ? StillPage : LivePage)(parent.querySelector(".gd"), data, page));
  pages.get(parent).update(data, () => tell("address", location.search));
  return () => {
    pages.get(parent)?.close();
    pages.delete(parent);
  };
}
