// Every control by keyboard; the help line is made from the same table.

import { h } from "./dom.js";

const TEXT = "input:not([type=range]):not([type=button]):not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true], [role=combobox], [role=textbox]";
const PRESSED_BY = { " ": "button, summary, a, [role=button], [role=radio]", ArrowLeft: "input[type=range], [role=radio], [role=tab]", ArrowRight: "input[type=range], [role=radio], [role=tab]" };

// keys: [[keys, shown key, words, action], …]
export function listen(keys) {
  const table = new Map(keys.flatMap(([names, , , action]) => names.map((name) => [name, action])));
  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const action = table.get(key);
    const focus = event.target instanceof Element ? event.target : document.body;
    if (!action || focus.closest(TEXT) || (PRESSED_BY[key] && focus.closest(PRESSED_BY[key]))) return;
    // Streamlit has keys of its own (R runs the page again): here they belong to the game.
    event.stopImmediatePropagation();
    event.preventDefault();
    action(event);
  };
  addEventListener("keydown", onKey, true);
  return () => removeEventListener("keydown", onKey, true);
}

export function helpLine(keys) {
  return h("p", { class: "gd-help" }, ...keys.flatMap(([, shown, words]) => [h("span", {}, h("kbd", {}, shown), ` ${words}`), " "]));
}
