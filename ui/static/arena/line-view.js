// Draws a frame of a line onto the board.

import { colours } from "../kit/dom.js";
import { t } from "../kit/words.js";
import { Line } from "./line.js";
import { pickPoints, withKeys } from "./pick-points.js";

const LABEL = t("The line: real numbers, the forger’s, and what the detective believes of each place");

export class LineView {
  constructor(board, vault, member = 0) {
    Object.assign(this, { board, vault, member });
    this.line = new Line(board.plane);
    this.lens = new Line(board.desk.note);
    pickPoints(board.plane, {
      nearest: (x, y) => this.shown && this.line.nearest(this.shown, x, y),
      onPick: ({ index, real }) => board.onExamine(index, real),
    });
    board.plane.setAttribute("aria-label", withKeys(LABEL));
    for (const line of [this.line, this.lens]) line.setReals(vault.section("reals"), vault.header.extent, vault.section("density"));
  }

  draw(frame) {
    const { desk } = frame.header.members[this.member];
    const parts = partsOf(frame, this.member);
    this.arrows = parts.arrows ?? (frame.header.source === "live" ? this.arrows : null);
    this.shown = parts;
    const onDesk = placeOnLine(desk, parts.fakes);
    this.line.draw({ ...parts, arrows: this.arrows }, { onDesk });
    this.lens.draw({ ...parts, grid: null, arrows: null }, { onDesk });
    if (desk) this.board.dice.show(desk.z, this.vault.header.reach);
  }

  // The picture of a moment: the curves, small.
  drawMoment(frame, context, width, height) {
    this.line.drawOn(context, width, height, { ...partsOf(frame, this.member), grid: null, arrows: null }, { colours: colours(this.board.element) });
  }
}

// Where the desk's number lies, in units of the extent.
export function placeOnLine(desk, fakes) {
  if (!desk) return null;
  return desk.real ? desk.place[0] : fakes.values[desk.index] / 32767;
}

export function partsOf(frame, member) {
  const [fakes, heat, grid, arrows] = ["fakes", "heat", "grid", "arrows"].map((name) => frame.section(name, member));
  return { fakes, heat, grid, arrows };
}
