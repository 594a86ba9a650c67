// How often each kind is printed, against how often it is real; over each bar, where it is known, what the detective
// thinks of that kind; and how sharp and how varied all of it is.

import { h, setText } from "./dom.js";
import { Gauge } from "./gauge.js";
import { fixed, shared, t } from "./words.js";

const ROOM = 24; // letters that fit under the bars
const MISSING = 0.25; // of the real share: below it the bar is only an outline

export class Kinds {
  constructor({ title = t("kinds printed") } = {}) {
    this.title = h("span", { class: "gd-kinds-title" }, title);
    this.count = h("b", { class: "gd-count" }, "");
    this.beliefs = h("div", { class: "gd-beliefs", "aria-hidden": "true" });
    this.bars = h("div", { class: "gd-bars", role: "img", "aria-label": t("not measured yet") });
    this.sharp = new Gauge(t("how sharp"), "sharp");
    this.varied = new Gauge(t("how varied"), "varied");
    this.reached = new Gauge(t("how much is reached"), "coverage");
    this.dense = new Gauge(t("how dense"), "density");
    this.element = h("div", { class: "gd-kinds" }, h("p", {}, this.title, this.count), this.beliefs, this.bars, this.sharp.element, this.varied.element, this.reached.element, this.dense.element);
  }

  hang({ header: { modes: names, shares, yardsticks } }) {
    this.names = names;
    this.element.toggleAttribute("data-one-kind", names.length === 1); // then there are no kinds to count
    this.reached.scale(1, yardsticks?.coverage);
    this.dense.scale(1.5, yardsticks?.density);
    this.real = shares ?? names.map(() => 1 / names.length);
    const labelled = names.join("").length <= ROOM;
    this.element.toggleAttribute("data-labelled", labelled);
    this.beliefs.replaceChildren(...names.map(() => h("span", {}, h("i"))));
    this.bars.replaceChildren(...names.map((name) => h("span", {}, h("i"), h("u"), labelled ? h("small", {}, name) : "")));
    this.most = 2 * Math.max(...this.real); // the highest bar that is drawn: twice the commonest real kind
    this.real.forEach((share, i) => (this.bars.children[i].children[1].style.bottom = `${(100 * share) / this.most}%`));
    this.sharp.scale(1, yardsticks?.high_quality);
    this.varied.scale(names.length, yardsticks?.effective);
    setText(this.count, "");
  }

  show(member, ratings) {
    const { modes, modes_all: all, shares } = member;
    if (!this.names || shares?.length !== this.names.length) return this.clear();
    setText(this.count, t("{modes} of {all}", { modes, all }));
    shares.forEach((share, i) => this.bar(this.bars.children[i], share, this.real[i]));
    this.element.toggleAttribute("data-rated", Boolean(ratings?.some((rating) => rating !== null)));
    ratings?.forEach((rating, i) => {
      const tick = this.beliefs.children[i];
      tick.hidden = rating === null;
      tick.firstChild.style.bottom = `${100 * (rating ?? 0)}%`;
    });
    this.sharp.show(member.high_quality, t("{share:%} pass", { share: member.high_quality }));
    this.varied.show(member.effective, t("as if {count:.1f} kinds", { count: member.effective }));
    this.reached.show(member.coverage, shared(member.coverage));
    this.dense.show(member.density, fixed(member.density, 2));
    this.describe(member);
  }

  // A moment of which nothing was measured, such as the start.
  clear() {
    setText(this.count, "");
    for (const bar of this.bars.children) this.bar(bar, 0, 0);
    this.element.toggleAttribute("data-rated", false);
    this.sharp.clear();
    this.varied.clear();
    this.reached.clear();
    this.dense.clear();
    this.bars.setAttribute("aria-label", t("not measured at this moment"));
  }

  bar(bar, share, real) {
    bar.firstChild.style.height = `${Math.min(100, (100 * share) / this.most).toFixed(1)}%`;
    bar.toggleAttribute("data-more", share > this.most);
    bar.toggleAttribute("data-missing", share < MISSING * real);
  }

  describe({ modes, modes_all: all, shares }) {
    const missing = this.names.filter((_, i) => shares[i] < MISSING * this.real[i]);
    const most = shares.indexOf(Math.max(...shares));
    const printed = t("{modes} of {all} kinds printed; most often {kind}, {share:%}", { modes, all, kind: this.names[most], share: shares[most] });
    this.bars.setAttribute("aria-label", missing.length && missing.length < 6 ? t("{printed}; hardly or never: {kinds}", { printed, kinds: missing.join(", ") }) : printed);
  }
}
