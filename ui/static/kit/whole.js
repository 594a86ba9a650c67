// The way out of a frame in somebody else's page, to the whole of ours.

import { h } from "./dom.js";
import { t } from "./words.js";

const PARTS = ["embed", "embed_options", "view"]; // of an address: what makes it a part

export function wholePage() {
  const address = new URL(location.href);
  for (const name of PARTS) address.searchParams.delete(name);
  return h("a", { class: "gd-whole", target: "_blank", href: address.href }, t("Open the whole page"));
}
