// Draws a frame of points onto the board.

import { colours } from "../kit/dom.js";
import { t } from "../kit/words.js";
import { Plane, placeOf } from "./plane.js";

const LABEL = t("The plane: real circles, the forger’s crosses, the detective’s belief");
const KEYS = { ArrowLeft: ["fake", -1], ArrowRight: ["fake", 1], ArrowUp: ["real", 1], ArrowDown: ["real", -1] };
const WALL = 512; // points of either kind that are shown
const LENS = 0.22; // half the width of what the desk shows, in units of the extent

export class PlaneView {
  constructor(board, vault, member = 0) {
    Object.assign(this, { board, vault, member });
    this.plane = new Plane(board.plane);
    this.lens = new Plane(board.desk.note);
    for (const plane of [this.plane, this.lens]) plane.setReals(vault.section("reals"), vault.header.extent);
    board.plane.classList.add("gd-picks");
    board.plane.onclick = ({ offsetX, offsetY }) => this.pick(this.plane.nearest(this.shown, offsetX, offsetY));
    board.plane.onkeydown = (event) => this.press(event);
    board.plane.tabIndex = 0;
    board.plane.setAttribute("aria-label", t("{plane}. Arrow keys left and right lay a fake on the desk, up and down a real one", { plane: LABEL }));
    this.at = { fake: 0, real: 0 };
  }

  pick(found) {
    if (found) this.board.onExamine(found.index, found.real);
  }

  press(event) {
    const [kind, by] = KEYS[event.key] ?? [];
    if (!kind) return;
    event.preventDefault();
    this.at[kind] = (this.at[kind] + by + WALL) % WALL;
    this.pick({ index: this.at[kind], real: kind === "real" });
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
