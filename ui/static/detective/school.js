// "Train the forger on my verdicts": what two dozen labels do, beside the same lesson with the truth.

import { Wall } from "../arena/wall.js";
import { h, percent, setText } from "../kit/dom.js";
import { LOT } from "./round.js";

const WALLS = [["before", "before"], ["verdicts", "after your verdicts"], ["truth", "after the truth about the same notes"]];

export class School {
  constructor({ onTeach }) {
    this.button = h("button", { type: "button", class: "de-teach", "data-testid": "teach", onclick: onTeach }, "Train the forger on my verdicts");
    this.status = h("p", { class: "de-school-status", role: "status", "data-testid": "school-status" }, "");
    this.walls = WALLS.map(([name, words]) => {
      const canvas = h("canvas", { class: "de-wall", role: "img", "aria-label": words });
      const figures = h("small", {}, "");
      return { name, words, canvas, figures, wall: new Wall(canvas), element: h("figure", {}, h("figcaption", {}, words), canvas, figures) };
    });
    this.room = h("div", { class: "de-walls", hidden: true }, ...this.walls.map(({ element }) => element));
    this.verdict = h("p", { class: "de-school-verdict", "data-testid": "schooled" }, "");
    const about = `Stamp ${LOT} notes: your stamps become the only labels that the machine’s detective hears, right or wrong, and its forger learns from that detective.`;
    this.element = h("section", { class: "gd-card de-school", "aria-label": "Teach with your verdicts" }, h("h2", {}, "Your verdicts as its teacher"), h("p", {}, about), this.button, this.status, this.room, this.verdict);
  }

  show({ stamped, busy }) {
    this.button.disabled = stamped < LOT || busy;
    if (!busy && this.room.hidden) setText(this.status, stamped < LOT ? `${stamped} of ${LOT} notes of this lot are stamped.` : "All stamped.");
  }

  begun() {
    this.room.hidden = true;
    setText(this.verdict, "");
    setText(this.status, "Training on your verdicts…");
  }

  going(share) {
    setText(this.status, `Training on your verdicts: ${percent(share)} %`);
  }

  done(frame) {
    const { figures, rounds, right } = frame.header;
    this.frame = frame;
    this.room.hidden = false;
    setText(this.status, `${rounds} rounds on ${LOT} notes, of which you had labelled ${right} rightly.`);
    for (const place of this.walls) {
      const { strict, accuracy } = figures[place.name];
      setText(place.figures, `${percent(strict)} % pass a strict look; its detective is right ${percent(accuracy)} % of the time on notes that it never saw`);
    }
    setText(this.verdict, this.words(figures));
    this.relayout();
  }

  // What it did, by the figures alone.
  words({ before, verdicts, truth }) {
    const moved = verdicts.strict - before.strict;
    const notes = Math.abs(moved) < 0.05 ? "The notes are about as good as before" : `The notes became ${moved > 0 ? "better" : "worse"}`;
    const same = Math.abs(verdicts.strict - truth.strict) < 0.05;
    const twin = same ? "and with the truth it came out much the same" : `with the truth ${percent(truth.strict)} % would pass instead of ${percent(verdicts.strict)} %`;
    const lost = before.accuracy - verdicts.accuracy > 0.05 ? ` Its detective fell from ${percent(before.accuracy)} % to ${percent(verdicts.accuracy)} %: it learnt these ${LOT} notes by heart, and no rule that holds for others.` : "";
    return `${notes}, ${twin}.${lost}`;
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
