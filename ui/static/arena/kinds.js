// How often each kind is printed, against how often it is real; over each bar, what the detective thinks of that kind.

import { h, percent, setText } from "./dom.js";

const ROOM = 24; // letters that fit under the bars
const MISSING = 0.25; // of the real share: below it the bar is only an outline

export class Kinds {
  constructor() {
    this.count = h("b", { class: "tw-count" }, "–");
    this.beliefs = h("div", { class: "tw-beliefs", "aria-hidden": "true" });
    this.bars = h("div", { class: "tw-bars", role: "img", "aria-label": "not measured yet" });
    this.element = h("div", { class: "tw-kinds" }, h("p", {}, "kinds printed ", this.count), this.beliefs, this.bars);
  }

  // `names` of the kinds and the `shares` they have among the real items, where they are known.
  name(names, shares) {
    this.names = names;
    this.real = shares ?? names.map(() => 1 / names.length);
    const labelled = names.join("").length <= ROOM;
    this.element.toggleAttribute("data-labelled", labelled);
    this.beliefs.replaceChildren(...names.map(() => h("span", {}, h("i"))));
    this.bars.replaceChildren(...names.map((name) => h("span", {}, h("i"), h("u"), labelled ? h("small", {}, name) : "")));
    this.most = 2 * Math.max(...this.real); // the highest bar that is drawn: twice the commonest real kind
    this.real.forEach((share, i) => (this.bars.children[i].children[1].style.bottom = `${(100 * share) / this.most}%`));
    setText(this.count, "–");
  }

  show({ modes, modes_all: all, shares, ratings }) {
    if (!shares || !this.names || shares.length !== this.names.length) return;
    setText(this.count, `${modes} of ${all}`);
    shares.forEach((share, i) => {
      const bar = this.bars.children[i];
      bar.firstChild.style.height = `${Math.min(100, (100 * share) / this.most).toFixed(1)}%`;
      bar.toggleAttribute("data-more", share > this.most);
      bar.toggleAttribute("data-missing", share < MISSING * this.real[i]);
    });
    this.element.toggleAttribute("data-rated", Boolean(ratings?.some((rating) => rating !== null)));
    ratings?.forEach((rating, i) => {
      const tick = this.beliefs.children[i];
      tick.hidden = rating === null;
      tick.firstChild.style.bottom = `${100 * (rating ?? 0)}%`;
    });
    const missing = this.names.filter((_, i) => shares[i] < MISSING * this.real[i]);
    const words = missing.length && missing.length < 6 ? `; hardly or never: ${missing.join(", ")}` : "";
    const most = shares.indexOf(Math.max(...shares));
    this.bars.setAttribute("aria-label", `${modes} of ${all} kinds printed; most often ${this.names[most]}, ${percent(shares[most])} %${words}`);
  }
}
