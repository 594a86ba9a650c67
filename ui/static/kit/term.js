// A word that the glossary explains: pressed, it says what it means where it stands. The frame brings the entries; in a
// part of a page that is embedded, which has no frame, it is a word like any other.

import { h } from "./dom.js";
import { t } from "./words.js";

const GAP = 6; // px
let known = null; // {key: [term, plain words]}, and where the glossary is

export function explain(entries, address) {
  known = { entries, address };
  for (const button of document.querySelectorAll(".gd-term")) button.disabled = false;
}

export function term(key, words) {
  const card = h("span", { popover: "auto", class: "gd-meaning", role: "note" });
  const button = h("button", { type: "button", class: "gd-term", "data-term": key, disabled: !known }, words);
  button.popoverTargetElement = card;
  card.addEventListener("beforetoggle", ({ newState }) => card.replaceChildren(...(newState === "open" ? meaning(key) : [])));
  card.addEventListener("toggle", ({ newState }) => newState === "open" && lay(card, button));
  return h("span", { class: "gd-explained" }, button, card);
}

function meaning(key) {
  const [name, plain] = known.entries[key];
  return [h("b", {}, name), h("span", {}, plain), h("a", { href: `${known.address}#${key}` }, t("In the glossary"))];
}

// Below the word, or above it where there is no room below.
function lay(card, button) {
  const word = button.getBoundingClientRect();
  const { width, height } = card.getBoundingClientRect();
  const below = word.bottom + GAP + height <= innerHeight;
  card.style.left = `${Math.max(GAP, Math.min(word.left, innerWidth - width - GAP))}px`;
  card.style.top = `${Math.max(GAP, below ? word.bottom - GAP : word.top - height + GAP)}px`;
}
