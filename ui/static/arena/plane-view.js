// Draws a frame of points onto the board.

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

  resize() {}

  draw(frame) {
    const { desk } = frame.header.members[this.member];
    const parts = this.parts(frame);
    this.plane.draw(parts, { onDesk: desk?.index ?? null });
    const place = desk && placeOf(parts.fakes, desk.index);
    if (!place) return;
    this.lens.draw(parts, { onDesk: desk.index, window: { ...place, half: LENS } });
    drawDice(this.board.dice, desk.z);
  }

  parts(frame) {
    return Object.fromEntries(["fakes", "heat", "grid", "arrows"].map((name) => [name, frame.section(name, this.member)]));
  }

  // The picture of a moment: the plane as it stands, small.
  drawMoment(frame, context, width, height) {
    context.clearRect(0, 0, width, height);
    context.drawImage(this.board.plane, 0, 0, height, height);
  }
}
