// A small gauge with two marks on it: where a perfect forger and where a collapsed one would stand.

import { h, setText } from "./dom.js";
import { term } from "./term.js";
import { t } from "./words.js";

const APART = 0.3; // of the gauge's length: nearer to each other, two marks share one label

export class Gauge {
  // `key` is the glossary's, if it explains what is measured.
  constructor(label, key) {
    this.label = label;
    this.words = h("span", { class: "gd-reading" }, "–"); // not an output: a screen reader would read out every look
    this.fill = h("i");
    this.marks = h("div", { class: "gd-marks", "aria-hidden": "true" });
    this.track = h("div", { class: "gd-track" }, this.fill, this.marks);
    this.element = h("div", { class: "gd-gauge" }, h("p", {}, key ? term(key, label) : h("span", {}, label), this.words), this.track);
  }

  // `most` is the gauge's right end; `marks` are [perfect, collapsed] in the same unit, where they are known.
  scale(most, marks) {
    this.most = most;
    const [perfect, collapsed] = (marks ?? []).map((value) => Math.max(0, Math.min(1, value / most)));
    this.marks.replaceChildren();
    if (perfect === undefined) return;
    const together = Math.abs(perfect - collapsed) < APART;
    const mark = (at, words) => {
      const side = at > 0.7 ? "right" : at < 0.3 ? "left" : "middle";
      return h("span", { style: `left: ${100 * at}%`, "data-side": side }, h("small", {}, words));
    };
    this.marks.append(mark(perfect, together ? t("perfect and collapsed") : t("perfect")), mark(collapsed, together ? "" : t("collapsed")));
  }

  clear() {
    this.fill.style.width = "0";
    setText(this.words, "–");
  }

  show(value, words) {
    if (value === null || value === undefined) return this.clear();
    this.fill.style.width = `${100 * Math.max(0, Math.min(1, value / this.most))}%`;
    setText(this.words, words);
  }
}
