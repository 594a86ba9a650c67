// The score: by stage, how often you and the machine were right on the very same notes, as a chart and as a table.

import { h, setText, svg } from "../kit/dom.js";
import { term } from "../kit/term.js";
import { shared, t, woven } from "../kit/words.js";
import { accuracy, band, compared } from "./tally.js";

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, LOW] = [360, 190, 44, 350, 14, 158];
const y = (share) => LOW - (LOW - TOP) * share;
const x = (stage) => LEFT + ((RIGHT - LEFT) * (stage - 0.5)) / 3;

export class Score {
  constructor() {
    this.chart = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "de-chart", role: "img", "aria-label": t("Nothing stamped yet") });
    this.rows = h("tbody");
    const heading = [t("stage"), t("you right"), t("machine right"), t("fakes caught: you, machine"), t("real accused: you, machine")];
    this.table = h("table", { class: "de-table" }, h("thead", {}, h("tr", {}, ...heading.map((words) => h("th", { scope: "col" }, words)))), this.rows);
    this.words = h("p", { class: "de-compared", "data-testid": "compared" }, "");
    const legend = h("p", { class: "gd-legend" }, h("span", { class: "de-key-you" }, t("you")), h("span", { class: "de-key-machine" }, ...woven(t("the machine ({discriminator})"), { discriminator: term("discriminator", t("discriminator")) })), h("span", { class: "gd-key-chance" }, ...woven(t("guessing, with its {band}"), { band: term("band", t("95 % band")) })));
    this.element = h("section", { class: "gd-card de-score", "aria-label": t("The score") }, h("h2", {}, t("Who is right how often?")), legend, this.chart, this.words, this.table);
  }

  show(tallies, stage) {
    const stages = [1, 2, 3].map((k) => ({ stage: k, tally: tallies[k], you: accuracy(tallies[k], tallies[k]), machine: accuracy(tallies[k], tallies[k].machine) }));
    this.draw(stages);
    this.rows.replaceChildren(...stages.map((row) => this.row(row)));
    setText(this.words, compared(tallies[stage], stage));
    const told = stages.filter(({ you }) => you !== null).map((s) => t("stage {stage}: you {you:%}, the machine {machine:%}", s));
    this.chart.setAttribute("aria-label", told.length ? t("Right: {told}. Guessing is 50 %.", { told: told.join("; ") }) : t("Nothing stamped yet"));
  }

  row({ stage, tally, you, machine }) {
    const share = (value) => (value === null ? "–" : shared(value));
    const of = (mine, its, all) => (all ? t("{mine}, {its} of {all}", { mine, its, all }) : "–");
    const cells = [share(you), share(machine), of(tally.caught, tally.machine.caught, tally.fakes), of(tally.accused, tally.machine.accused, tally.reals)];
    return h("tr", {}, h("th", { scope: "row" }, String(stage)), ...cells.map((words) => h("td", {}, words)));
  }

  draw(stages) {
    const parts = [0, 0.5, 1].map((share) => svg("text", { x: LEFT - 8, y: y(share) + 4, class: "de-axis", "text-anchor": "end" }, shared(share)));
    for (const share of [0, 1]) parts.push(svg("line", { x1: LEFT, x2: RIGHT, y1: y(share), y2: y(share), class: "de-grid" }));
    for (const { stage, tally, you } of stages) {
      const half = you === null ? 0 : band(tally);
      if (half) parts.push(svg("rect", { x: x(stage) - 40, width: 80, y: y(0.5 + half), height: y(0.5 - half) - y(0.5 + half), class: "de-band" }));
      parts.push(svg("text", { x: x(stage), y: HEIGHT - 12, class: "de-axis", "text-anchor": "middle" }, t("stage {stage}", { stage })));
    }
    parts.push(svg("line", { x1: LEFT, x2: RIGHT, y1: y(0.5), y2: y(0.5), class: "de-guess" }));
    const known = stages.filter(({ you }) => you !== null);
    for (const who of ["machine", "you"]) {
      const at = known.map((s) => [x(s.stage) + (who === "you" ? -9 : 9), y(s[who])]);
      parts.push(svg("polyline", { points: at.map((p) => p.join(",")).join(" "), class: `de-line de-${who}` }));
      for (const [cx, cy] of at) parts.push(who === "you" ? svg("rect", { x: cx - 6, y: cy - 6, width: 12, height: 12, class: "de-mark de-you" }) : svg("circle", { cx, cy, r: 6, class: "de-mark de-machine" }));
    }
    this.chart.replaceChildren(...parts);
  }
}
