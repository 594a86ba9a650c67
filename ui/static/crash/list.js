// The list of failures: each leads to its two runs.

import { h } from "../kit/dom.js";
import { t } from "../kit/words.js";
import { seenOn } from "./words.js";

export function list({ data }) {
  const cards = data.about.entries.map(({ name, title, cause, shows }) =>
    h(
      "li",
      { class: "gd-card cr-card" },
      h("h2", {}, title),
      h("p", {}, cause),
      h("p", { class: "cr-seen" }, seenOn(shows)),
      h("a", { class: "cr-open", href: addressOf(name), target: "_self", "data-testid": `open-${name}`, "aria-label": t("Watch it: {title}", { title }) }, t("Watch it happen")),
    ),
  );
  return { rows: [h("ul", { class: "cr-cards", "aria-label": t("Failures") }, ...cards)], relayout() {} };
}

function addressOf(entry) {
  const address = new URL(location.href);
  address.searchParams.set("entry", entry);
  return address.href;
}
