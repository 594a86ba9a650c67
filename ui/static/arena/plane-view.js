// Draws a frame of points onto the board.

import { colours } from "../kit/dom.js";
import { t } from "../kit/words.js";
import { pickPoints, withKeys } from "./pick-points.js";
import { Plane, placeOf } from "./plane.js";

const LABEL = t("The plane: real circles, the forger’s crosses, the detective’s belief");
const LENS = 0.22; // half the width of what the desk shows, in units of the extent

export class PlaneView {
  constructor(board, vault, member = 0) {
    Object.assign(this, { board, vault, member });
    this.plane = new Plane(board.plane);
    this.lens = new Plane(board.desk.note);
    for (const plane of [this.plane, this.lens]) plane.setReals(vault.section("reals"), vault.header.extent);
    pickPoints(board.plane, {
      nearest: (x, y) => this.shown && this.plane.nearest(this.shown, x, y),
      onPick: ({ index, real }) => board.onExamine(index, real),
    });
    board.plane.setAttribute("aria-label", withKeys(LABEL));
  }

  draw(frame) {
    const { desk } = frame.header.members[this.member];
    const parts = this.parts(frame);
    this.shown = parts;
    const onDesk = desk && { ...(desk.real ? { x: desk.place[0], y: desk.place[1] } : placeOf(parts.fakes, desk.index)), real: desk.real };
    this.plane.draw(parts, { onDesk });
    if (!onDesk) return;
    this.lens.draw(parts, { onDesk, window: { x: onDesk.x, y: onDesk.y, half: LENS } });
    this.board.dice.show(desk.z, this.vault.header.reach);
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
