// What you paint with: inks, brushes, stamps of amounts.

import { h } from "../kit/dom.js";

const INKS = { colour: [["black", "#22222a"], ["grey", "#3a3a42"], ["red", "#8c2430"], ["blue", "#183e80"], ["orange", "#a8540a"], ["green", "#105c42"], ["paper", "#e8e6e0"], ["pink paper", "#f6ded8"], ["blue paper", "#d8e4f4"], ["sand paper", "#faeace"], ["mint paper", "#daf0dc"]], grey: [["black", "#000000"], ["dark", "#606060"], ["light", "#a8a8a8"], ["white", "#ffffff"]] };
const BRUSHES = [["Fine", 1], ["Middle", 3], ["Broad", 7]];

export class Tools {
  constructor() {
    this.element = h("div", { class: "ea-tools" });
  }

  // `stamps` are {amount: rows of # and .}, or empty; a picture has one channel or three.
  lay({ stamps, channels }) {
    const inks = INKS[channels === 1 ? "grey" : "colour"];
    const brushes = channels === 1 ? BRUSHES.slice(0, 2) : BRUSHES;
    this.now = { colour: inks[channels === 1 ? 3 : 0][1], size: brushes[0][1], stamp: null };
    const swatch = ([name, colour]) => this.button(name, { colour }, h("i", { style: `background: ${colour}` }), "ea-ink");
    this.all = [
      this.group("Ink", inks.map(swatch)),
      this.group("Brush", brushes.map(([words, size]) => this.button(words, { size, stamp: null }, words))),
      this.group("Stamp", Object.entries(stamps).map(([amount, stamp]) => this.button(`stamp ${amount}`, { stamp }, amount))),
    ];
    this.element.replaceChildren(...this.all.filter(Boolean));
    this.show();
  }

  group(words, buttons) {
    return buttons.length ? h("div", { class: "ea-group", role: "group", "aria-label": words }, h("span", {}, words), ...buttons.map(({ element }) => element)) : "";
  }

  button(name, change, content, className = "") {
    const element = h("button", { type: "button", class: className, title: name, "aria-label": name, "data-testid": `tool-${name.replaceAll(" ", "-").toLowerCase()}`, onclick: () => this.choose(change) }, content);
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
