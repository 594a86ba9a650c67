// What you paint with: inks, brushes, stamps of amounts.

import { h } from "../kit/dom.js";
import { t } from "../kit/words.js";

// [name, colour, words]
const INKS = {
  colour: [
    ["black", "#22222a", t("black")], ["grey", "#3a3a42", t("grey")], ["red", "#8c2430", t("red")], ["blue", "#183e80", t("blue")], ["orange", "#a8540a", t("orange")], ["green", "#105c42", t("green")],
    ["paper", "#e8e6e0", t("paper")], ["pink-paper", "#f6ded8", t("pink paper")], ["blue-paper", "#d8e4f4", t("blue paper")], ["sand-paper", "#faeace", t("sand paper")], ["mint-paper", "#daf0dc", t("mint paper")],
  ],
  grey: [["black", "#000000", t("black")], ["dark", "#606060", t("dark")], ["light", "#a8a8a8", t("light")], ["white", "#ffffff", t("white")]],
};
const BRUSHES = [["fine", 1, t("Fine")], ["middle", 3, t("Middle")], ["broad", 7, t("Broad")]];

export class Tools {
  constructor() {
    this.element = h("div", { class: "ea-tools" });
  }

  // `stamps` are {amount: rows of # and .}, or empty; a picture has one channel or three.
  lay({ stamps, channels }) {
    const inks = INKS[channels === 1 ? "grey" : "colour"];
    const brushes = channels === 1 ? BRUSHES.slice(0, 2) : BRUSHES;
    this.now = { colour: inks[channels === 1 ? 3 : 0][1], size: brushes[0][1], stamp: null };
    const swatch = ([name, colour, words]) => this.button(name, words, { colour }, h("i", { style: `background: ${colour}` }), "ea-ink");
    this.all = [
      this.group(t("Ink"), inks.map(swatch)),
      this.group(t("Brush"), brushes.map(([name, size, words]) => this.button(name, words, { size, stamp: null }, words))),
      this.group(t("Stamp"), Object.entries(stamps).map(([amount, stamp]) => this.button(`stamp-${amount}`, t("stamp {amount}", { amount }), { stamp }, amount))),
    ];
    this.element.replaceChildren(...this.all.filter(Boolean));
    this.show();
  }

  group(words, buttons) {
    return buttons.length ? h("div", { class: "ea-group", role: "group", "aria-label": words }, h("span", {}, words), ...buttons.map(({ element }) => element)) : "";
  }

  button(name, words, change, content, className = "") {
    const element = h("button", { type: "button", class: className, title: words, "aria-label": words, "data-testid": `tool-${name}`, onclick: () => this.choose(change) }, content);
    (this.known ??= []).push({ element, change });
    return { element, change };
  }

  choose(change) {
    this.now = { ...this.now, ...change };
    this.show();
  }

  show() {
    for (const { element, change } of this.known) {
      const on = change.colour ? this.now.colour === change.colour : change.stamp ? this.now.stamp === change.stamp : !this.now.stamp && this.now.size === change.size;
      element.setAttribute("aria-pressed", String(on));
    }
  }
}
