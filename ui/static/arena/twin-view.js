// One twin: what it prints, how many kinds, how sharp, how varied, and what its detective makes of it.

import { h, percent, setText } from "./dom.js";
import { Gauge } from "./gauge.js";
import { Kinds } from "./kinds.js";
import { Plane } from "./plane.js";
import { Wall } from "./wall.js";
import { VERDICTS, verdictOfAccuracy } from "./words.js";

export class TwinView {
  constructor(member, title, about) {
    this.member = member;
    this.picture = h("canvas", { role: "img" });
    this.kinds = new Kinds();
    this.sharp = new Gauge("how sharp");
    this.varied = new Gauge("how varied");
    this.accuracy = h("b", {}, "–");
    this.verdict = h("span", { class: "tw-verdict" }, "");
    this.detective = h("p", { class: "tw-detective" }, this.accuracy, h("span", {}, h("small", {}, "its detective is right"), this.verdict));
    this.element = h(
      "section",
      { class: "tw-twin", "aria-label": title },
      h("h2", {}, title, h("small", {}, about)),
      h("div", { class: "tw-body" }, h("div", { class: "tw-picture" }, this.picture), h("div", { class: "tw-numbers" }, this.kinds.element, this.sharp.element, this.varied.element, this.detective)),
    );
    this.title = title;
  }

  prepare(picture) {
    this.picture.className = picture ? "tw-wall" : "tw-plane";
    this.picture.style.height = "";
    this.picture.setAttribute("aria-label", picture ? `${this.title}: its notes` : `${this.title}: its crosses among the real circles`);
  }

  hang({ header, section }) {
    const { kind, modes, shares, yardsticks, extent } = header;
    this.canvas = kind === "points" ? new Plane(this.picture) : new Wall(this.picture);
    if (kind === "points") this.canvas.setReals(section("reals"), extent);
    this.kinds.name(modes, shares);
    this.sharp.scale(1, yardsticks?.high_quality);
    this.varied.scale(modes.length, yardsticks?.effective);
  }

  draw(frame) {
    const wall = frame.section("wall", this.member);
    if (wall) this.canvas.draw(wall);
    else this.canvas.draw({ fakes: frame.section("fakes", this.member), heat: frame.section("heat", this.member), grid: frame.section("grid", this.member) });
    this.show(frame.header.members[this.member]);
  }

  show(member) {
    if (member.measured_step === null) return;
    this.kinds.show(member);
    this.sharp.show(member.high_quality, `${percent(member.high_quality)} % pass`);
    this.varied.show(member.effective, `as if ${member.effective?.toFixed(1)} kinds`);
    setText(this.accuracy, `${percent(member.d_accuracy)} %`);
    setText(this.verdict, `“${VERDICTS[verdictOfAccuracy(member.d_accuracy)]}”`);
  }
}
