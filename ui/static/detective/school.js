// t("Train the forger on my verdicts"): what two dozen labels do, beside the same lesson with the truth.

import { Wall } from "../arena/wall.js";
import { h, setText } from "../kit/dom.js";
import { t } from "../kit/words.js";
import { LOT } from "./round.js";

const WALLS = [["before", t("before")], ["verdicts", t("after your verdicts")], ["truth", t("after the truth about the same notes")]];

export class School {
  constructor({ onTeach }) {
    this.button = h("button", { type: "button", class: "de-teach", "data-testid": "teach", onclick: onTeach }, t("Train the forger on my verdicts"));
    this.status = h("p", { class: "de-school-status", role: "status", "data-testid": "school-status" }, "");
    this.walls = WALLS.map(([name, words]) => {
      const canvas = h("canvas", { class: "de-wall", role: "img", "aria-label": words });
      const figures = h("small", {}, "");
      return { name, words, canvas, figures, wall: new Wall(canvas), element: h("figure", {}, h("figcaption", {}, words), canvas, figures) };
    });
    this.room = h("div", { class: "de-walls", hidden: true }, ...this.walls.map(({ element }) => element));
    this.verdict = h("p", { class: "de-school-verdict", "data-testid": "schooled" }, "");
    const about = t("Stamp {lot} notes: your stamps become the only labels that the machine’s detective hears, right or wrong, and its forger learns from that detective.", { lot: LOT });
    this.element = h("section", { class: "gd-card de-school", "aria-label": t("Teach with your verdicts") }, h("h2", {}, t("Your verdicts as its teacher")), h("p", {}, about), this.button, this.status, this.room, this.verdict);
  }

  show({ stamped, busy }) {
    this.button.disabled = stamped < LOT || busy;
    if (!busy && this.room.hidden) setText(this.status, stamped < LOT ? t("{stamped} of {lot} notes of this lot are stamped.", { stamped, lot: LOT }) : t("All stamped."));
  }

  begun() {
    this.room.hidden = true;
    setText(this.verdict, "");
    setText(this.status, t("Training on your verdicts…"));
  }

  going(share) {
    setText(this.status, t("Training on your verdicts: {share:%}", { share }));
  }

  done(frame) {
    const { figures, rounds, right } = frame.header;
    this.frame = frame;
    this.room.hidden = false;
    setText(this.status, t("{rounds} rounds on {lot} notes, of which you had labelled {right} rightly.", { rounds, lot: LOT, right }));
    for (const place of this.walls) {
      const { strict, accuracy } = figures[place.name];
      setText(place.figures, t("{strict:%} pass a strict look; its detective is right {accuracy:%} of the time on notes that it never saw", { strict, accuracy }));
    }
    setText(this.verdict, this.words(figures));
    this.relayout();
  }

  // What it did, by the figures alone.
  words({ before, verdicts, truth }) {
    const moved = verdicts.strict - before.strict;
    const notes = Math.abs(moved) < 0.05 ? t("The notes are about as good as before") : moved > 0 ? t("The notes became better") : t("The notes became worse");
    const same = Math.abs(verdicts.strict - truth.strict) < 0.05;
    const twin = same ? t("and with the truth it came out much the same") : t("with the truth {truth:%} would pass instead of {verdicts:%}", { truth: truth.strict, verdicts: verdicts.strict });
    const lost = before.accuracy - verdicts.accuracy > 0.05 ? [t("Its detective fell from {before:%} to {after:%}: it learnt these {lot} notes by heart, and no rule that holds for others.", { before: before.accuracy, after: verdicts.accuracy, lot: LOT })] : [];
    return [t("{notes}, {twin}.", { notes, twin }), ...lost].join(" ");
  }

  relayout() {
    if (!this.frame || this.room.hidden) return;
    for (const place of this.walls) place.wall.draw(this.frame.section(place.name));
  }

  forget() {
    this.room.hidden = true;
    this.frame = null;
    setText(this.verdict, "");
  }
}
