// Draws a frame of points onto the board.

import { colours } from "../kit/dom.js";
import { drawDice } from "./dice.js";
import { Plane, placeOf } from "./plane.js";

const LENS = 0.22; // half the width of what the desk shows, in units of the extent

export class PlaneView {
  constructor(board, vault, member = 0) {
    Object.assign(this, { board, vault, member });
    this.plane = new Plane(board.plane);
    this.lens = new Plane(board.desk.note);
    for (const plane of [this.plane, this.lens]) plane.setReals(vault.section("reals"), vault.header.extent);
  }

  draw(frame) {
    const { desk } = frame.header.members[this.member];
    const parts = this.parts(frame);
    this.plane.draw(parts, { onDesk: desk?.index ?? null });
    const place = desk && placeOf(parts.fakes, desk.index);
    if (!place) return;
    this.lens.draw(parts, { onDesk: desk.index, window: { ...place, half: LENS } });
    drawDice(this.board.dice, desk.z);
  }

  // At full speed only now and then a frame brings arrows: between two of them the last ones stay.
  parts(frame) {
    const [fakes, heat, grid, arrows] = ["fakes", "heat", "grid", "arrows"].map((name) => frame.section(name, this.member));
    this.arrows = arrows ?? (frame.header.source === "live" ? this.arrows : null);
    return { fakes, heat, grid, arrows: this.arrows };
  }

  // The picture of a moment: the whole plane, small.
  drawMoment(frame, context, width, height) {
    const side = Math.min(width, height);
    const look = { onDesk: null, window: { x: 0, y: 0, half: 1 }, colours: colours(this.board.element) };
    this.plane.drawOn(context, side, side, { ...this.parts(frame), arrows: null }, look);
  }
}
