// One table of what a visitor can do makes the keys, the buttons and the line of help.
//   {name, keys, shown, words, run, label?, short?, className?, repeats?, press?}
// An action with a `label` has a button; `repeats` ones go on while their key is held.

import { h } from "./dom.js";
import { t } from "./words.js";

const TEXT = "[data-own-keys], input:not([type=range]):not([type=button]):not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true], [role=combobox], [role=textbox]";
const PRESSED_BY = { " ": "button, summary, a, [role=button], [role=radio]", ArrowLeft: "input[type=range], [role=radio], [role=tab], .gd-picks", ArrowRight: "input[type=range], [role=radio], [role=tab], .gd-picks" };
const TRANSPORT = "[data-testid=transport]"; // among its buttons Space plays and pauses, whichever has the focus

export function listen(actions) {
  const table = new Map(actions.flatMap((action) => action.keys.map((key) => [key, action])));
  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const action = table.get(key);
    // A button under a held Enter would be pressed thirty times a second.
    if (key === "Enter" && event.repeat && event.target instanceof Element && event.target.closest(".gd button")) event.preventDefault();
    const focus = event.target instanceof Element ? event.target : document.body;
    if (!action || focus.closest(TEXT) || pressedBy(key, focus)) return;
    // Streamlit has keys of its own (R runs the page again): here they belong to the game.
    event.stopImmediatePropagation();
    event.preventDefault();
    if (!event.repeat || action.repeats) action.run(event);
  };
  // A button is pressed when Space is let go: that, too, is ours where Space plays and pauses.
  const onKeyUp = (event) => event.key === " " && event.target instanceof Element && event.target.closest(TRANSPORT) && event.preventDefault();
  addEventListener("keydown", onKey, true);
  addEventListener("keyup", onKeyUp, true);
  return () => {
    removeEventListener("keydown", onKey, true);
    removeEventListener("keyup", onKeyUp, true);
  };
}

function pressedBy(key, focus) {
  if (!PRESSED_BY[key] || !focus.closest(PRESSED_BY[key])) return false;
  return !(key === " " && focus.closest(TRANSPORT));
}

export function helpLine(actions) {
  return h("p", { class: "gd-help" }, ...actions.filter(({ shown }) => shown).flatMap(({ shown, words }) => [h("span", {}, h("kbd", {}, shown), ` ${words}`), " "]));
}

// A phone shows the short label.
export function buttonOf({ name, label, short, shown, className = "", run }) {
  return h(
    "button",
    { type: "button", class: className, "data-testid": name, title: `${label} (${shown})`, "aria-label": label, "aria-keyshortcuts": shown, onclick: run },
    h("span", { class: "gd-long" }, label), h("span", { class: "gd-short" }, short ?? label),
  );
}

// What every live page can do, by name; a page takes those that it wants.
export function common(session, { seeds, fullSpeed, slowMotion }) {
  const fresh = () => session.restart(Math.floor(Math.random() * seeds));
  return {
    play: { name: "play", keys: [" "], shown: t("Space"), words: t("play or pause"), run: () => session.togglePlay() },
    detective: { name: "detective", keys: ["d"], shown: "D", words: t("detective’s turn"), label: t("Detective’s turn"), short: t("Detective"), run: () => session.step("detective") },
    forger: { name: "forger", keys: ["f"], shown: "F", words: t("forger’s turn"), label: t("Forger’s turn"), short: t("Forger"), run: () => session.step("forger") },
    round: { name: "round", keys: ["r"], shown: "R", words: t("one round"), label: t("One round"), short: t("Round"), run: () => session.step("round") },
    slow: { name: "slow", keys: ["m"], shown: "M", words: t("slow motion"), label: t("Slow motion"), short: t("Slow"), className: "gd-slow", run: () => session.setSpeed(session.position < 25 ? fullSpeed : slowMotion) },
    slower: { name: "slower", keys: ["-", "_"], shown: "−", words: t("slower"), repeats: true, run: () => session.setSpeed(session.position - 8) },
    faster: { name: "faster", keys: ["+", "="], shown: "+", words: t("faster"), repeats: true, run: () => session.setSpeed(session.position + 8) },
    back: { name: "back", keys: ["ArrowLeft"], shown: "←", words: t("back in time"), repeats: true, run: (event) => session.scrub(event.shiftKey ? -10 : -1) },
    forward: { name: "forward", keys: ["ArrowRight"], shown: "→", words: t("forward"), repeats: true, run: (event) => session.scrub(event.shiftKey ? 10 : 1) },
    live: { name: "now", keys: ["l"], shown: "L", words: t("live"), run: () => session.backToLive() },
    again: { name: "again", keys: ["s"], shown: "S", words: t("same seed again"), label: t("Same seed again"), short: t("Again"), run: () => session.restart(null) },
    fresh: { name: "fresh", keys: ["n"], shown: "N", words: t("new seed"), label: t("New seed"), short: t("New"), run: fresh },
    undo: { name: "undo", keys: ["z"], shown: "Z", words: t("undo a new start"), run: () => session.notice.accept() },
  };
}
