// The two forgers side by side, what was measured of both since the beginning, and why the second one does what it does.

import { h, setText } from "../kit/dom.js";
import { t } from "../kit/words.js";
import { Past } from "./past.js";
import { Stripes } from "./stripes.js";
import { TwinView } from "./twin-view.js";

const [HEALTHY, RULED] = [0, 1];
const READABLE = 3000; // ms that a reason stays, so that it can be read
const PART = "collapse";

export class Pair {
  constructor({ root, session }) {
    Object.assign(this, { root, session });
    this.past = new Past();
    this.twins = [new TwinView(HEALTHY, t("Healthy twin"), t("same seed, left alone")), new TwinView(RULED, t("Ruled by the slider"), t("same seed, same start"))];
    this.stripes = [
      new Stripes({ title: t("Kinds printed by the healthy twin"), about: t("the stronger the colour, the more of them"), rowHeight: 6, ticks: false }),
      new Stripes({ title: t("Kinds printed by the forger that the slider rules"), about: t("▾ the slider was moved; ● a cure, ○ taken away"), rowHeight: 14 }),
    ];
    this.why = h("p", { class: "tw-why" });
    this.element = h("div", { class: "tw-pair" }, ...this.twins.map((twin) => twin.element));
    this.moves = [];
  }

  prepare({ kind }) {
    this.element.dataset.kind = kind;
    for (const twin of this.twins) twin.prepare(kind);
  }

  hang(vault) {
    for (const twin of this.twins) twin.hang(vault);
    for (const stripes of this.stripes) stripes.name(vault.header.modes);
  }

  heard({ parts }) {
    const told = parts?.[PART];
    if (told?.marks) this.past.load(told.marks);
    if (told?.moves) this.moves = told.moves;
  }

  note(header) {
    if (!header.close) this.past.add(header.members); // a close look is at the forgers themselves, not at their averages
    this.moves = header.parts[PART]?.moves ?? this.moves;
  }

  rewind(step) {
    this.past.rewind(step);
  }

  paint(frame) {
    const { header } = frame;
    if (header.members.length < 2) return this.session.notice.say(t("This run has only one forger; it belongs to another page."));
    const told = header.parts[PART];
    for (const twin of this.twins) twin.draw(frame, told?.members[twin.member].ratings);
    this.explain(told?.why, header.source);
    const [healthy, ruled] = header.members.map(({ modes, modes_all: all }) => `${modes ?? 0}/${all}`);
    const { d_accuracy: accuracy } = header.members[RULED];
    Object.assign(this.root.dataset, { modes: ruled, twinModes: healthy, dAccuracy: accuracy?.toFixed(4) ?? "" });
  }

  explain(why, source) {
    const now = performance.now();
    if (source === "live" && now - (this.explained ?? -Infinity) < READABLE) return;
    const words = why ? t("Why? {why}", { why }) : "";
    if (words !== this.why.textContent) this.explained = now;
    setText(this.why, words);
  }

  record({ first, last, cursor }) {
    const { moves } = this;
    this.stripes.forEach((stripes, k) => stripes.draw({ looks: this.past.looks[k], moves, first, last, cursor }));
  }

  forget() {
    this.past.clear();
    this.moves = [];
  }
}
