// The forger's dice roll z: bars up and down that can be dragged, as many as there is room for.

import { h } from "../kit/dom.js";
import { fixed, t } from "../kit/words.js";

const OFTEN = 60; // ms between two rolls that are sent while a bar is dragged
const MINE = 600; // ms after a drag for which the bars stay as the hand left them
const SLOTS = { true: 40, false: 26 }; // px of a bar, for fingers and for mice

export class Dice {
  // `onRoll(z)` hears all the bars' numbers.
  constructor({ onRoll }) {
    this.onRoll = onRoll;
    this.bars = [];
    this.element = h("span", { class: "gd-dice", role: "group", "aria-label": t("The dice roll z: drag a number, and the note follows"), "data-testid": "dice" });
    this.dragged = -Infinity;
  }

  // No numbers: what lies on the desk was made by nobody's dice.
  show(z, reach = 2.5) {
    this.element.toggleAttribute("data-none", !z.length);
    if (!z.length || performance.now() - this.dragged < MINE) return;
    if (this.bars.length !== z.length) this.lay(z.length, reach);
    z.forEach((number, i) => this.set(this.bars[i], number));
    this.fit();
  }

  lay(count, reach) {
    this.bars = Array.from({ length: count }, (_, i) => {
      const fill = h("i");
      const input = h("input", { type: "range", min: -reach, max: reach, step: 0.05, "aria-label": `z ${i + 1}`, "aria-orientation": "vertical" });
      input.oninput = () => this.drag(i);
      return { input, fill, element: h("label", { class: "gd-die", title: t("Drag: the note follows") }, fill, input) };
    });
    this.element.replaceChildren(...this.bars.map(({ element }) => element));
  }

  set(bar, number) {
    bar.value = number;
    bar.input.value = number;
    this.fill(bar);
  }

  fill({ input, fill, value }) {
    const tall = 50 * Math.max(-1, Math.min(1, value / input.max));
    Object.assign(fill.style, { bottom: `${50 + Math.min(0, tall)}%`, height: `${Math.abs(tall)}%` });
    input.setAttribute("aria-valuetext", fixed(value, 1));
  }

  drag(i) {
    const bar = this.bars[i];
    bar.value = Number(bar.input.value);
    this.fill(bar);
    this.dragged = performance.now();
    this.sending ??= setTimeout(() => {
      this.sending = null;
      this.onRoll(this.bars.map(({ value }) => value));
    }, OFTEN);
  }

  // Bars that find no room are not there for the keyboard either.
  fit() {
    const slot = SLOTS[matchMedia("(pointer: coarse)").matches];
    const room = Math.max(2, Math.floor(this.element.clientWidth / slot));
    this.bars.forEach(({ element }, i) => (element.hidden = i >= room));
  }

  enable(on) {
    for (const { input } of this.bars) input.disabled = !on;
  }

  close() {
    clearTimeout(this.sending);
  }
}
