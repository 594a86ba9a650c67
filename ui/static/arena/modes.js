// How often each mode is made, against how often it is real.

import { h, percent, setText } from "./dom.js";
import { Gauge } from "./gauge.js";
import { MODES } from "./words.js";

const ROOM = 16; // letters that fit under the bars

export class Modes {
  constructor() {
    this.title = h("b", {}, "");
    this.count = h("span", {});
    this.bars = h("div", { class: "gd-bars" });
    this.sharp = new Gauge("how sharp");
    this.varied = new Gauge("how varied");
    this.element = h("section", { class: "gd-modes" }, h("p", {}, this.title, this.count), this.bars, h("small", {}, "bar: the forger’s share; line: the real share"), this.sharp.element, this.varied.element);
  }

  name(data, names, yardsticks) {
    this.sharp.scale(1, yardsticks?.high_quality);
    this.varied.scale(names.length, yardsticks?.effective);
    setText(this.title, MODES[data] ?? "Blobs it reaches");
    this.names = names;
    this.bars.replaceChildren();
  }

  show(member) {
    if (member.measured_step === null || (member.measured_step === this.measured && this.bars.childElementCount)) return;
    this.measured = member.measured_step;
    const all = member.modes_all;
    setText(this.count, `${member.modes} of ${all}`);
    this.sharp.show(member.high_quality, `${percent(member.high_quality)}\u00a0% pass`);
    this.varied.show(member.effective, `as if ${member.effective?.toFixed(1)} kinds`);
    if (this.bars.childElementCount !== member.shares.length) this.build(member.shares.length);
    member.shares.forEach((share, i) => {
      // The real share stands at half the height.
      this.bars.children[i].firstChild.style.height = `${Math.min(100, 50 * share * all).toFixed(0)}%`;
      this.bars.children[i].toggleAttribute("data-missing", share * all < 0.25);
    });
    this.bars.setAttribute("role", "img");
    this.bars.setAttribute("aria-label", `${member.modes} of ${all} covered`);
  }

  build(count) {
    const labelled = (this.names ?? []).join("").length <= ROOM;
    this.bars.replaceChildren(
      ...Array.from({ length: count }, (_, i) => h("span", {}, h("i"), labelled ? h("small", {}, this.names?.[i] ?? "") : "")),
    );
  }
}
