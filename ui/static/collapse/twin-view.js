// One twin: what it prints, how many kinds, how sharp, how varied, and what its detective makes of it.

import { h, setText } from "../kit/dom.js";
import { Kinds } from "../kit/kinds.js";
import { Line } from "../arena/line.js";
import { Plane } from "../arena/plane.js";
import { Wall } from "../arena/wall.js";
import { VERDICTS, verdictOfAccuracy } from "../arena/words.js";
import { shared, t } from "../kit/words.js";

const PAINTERS = { image: Wall, points: Plane, line: Line };

export class TwinView {
  constructor(member, title, about) {
    this.member = member;
    this.picture = h("canvas", { role: "img" });
    this.kinds = new Kinds();
    this.accuracy = h("b", {}, "");
    this.verdict = h("span", { class: "tw-verdict" }, "");
    this.detective = h("p", { class: "tw-detective" }, this.accuracy, h("span", {}, h("small", {}, t("its detective is right")), this.verdict));
    this.element = h(
      "section",
      { class: "tw-twin", "aria-label": title },
      h("h2", {}, title, h("small", {}, about)),
      h("div", { class: "tw-body" }, h("div", { class: "tw-picture" }, this.picture), h("div", { class: "tw-numbers" }, this.kinds.element, this.detective)),
    );
    this.title = title;
  }

  prepare(kind) {
    const picture = kind === "image";
    this.picture.className = picture ? "tw-wall" : "tw-plane";
    this.picture.style.height = "";
    this.picture.setAttribute("aria-label", picture ? t("{twin}: its notes", { twin: this.title }) : t("{twin}: its crosses among the real circles", { twin: this.title }));
    this.detective.toggleAttribute("data-empty", true);
  }

  hang(vault) {
    const { header: { kind, extent }, section } = vault;
    this.canvas = new PAINTERS[kind](this.picture);
    this.canvas.setReals?.(section("reals"), extent, section("density"));
    this.kinds.hang(vault);
  }

  draw(frame, ratings) {
    const wall = frame.section("wall", this.member);
    if (wall) this.canvas.draw(wall);
    else this.canvas.draw({ fakes: frame.section("fakes", this.member), heat: frame.section("heat", this.member), grid: frame.section("grid", this.member) });
    this.show(frame.header.members[this.member], ratings);
  }

  show(member, ratings) {
    const measured = member.measured_step !== null;
    this.kinds.show(measured ? member : {}, ratings);
    this.detective.toggleAttribute("data-empty", !measured);
    if (!measured) return;
    setText(this.accuracy, shared(member.d_accuracy));
    setText(this.verdict, t("“{words}”", { words: VERDICTS[verdictOfAccuracy(member.d_accuracy)] }));
  }
}
