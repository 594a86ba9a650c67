import { h } from "./dom.js";
import { t } from "./words.js";

// Lines of a file, with their numbers.
export function codeOf({ file, first, text }) {
  const last = first + text.split("\n").length - 1;
  return h("figure", { class: "gd-code" }, h("figcaption", {}, t("gan_core/{file}, lines {first}–{last}", { file, first, last })), h("pre", { tabindex: 0 }, h("code", {}, text)));
}
