// Draws a frame of notes onto the board.

import { colours, still } from "../kit/dom.js";
import { t } from "../kit/words.js";
import { feedbackPicture } from "./feedback.js";
import { Picker } from "./picker.js";
import { Wall } from "./wall.js";

const FLIGHT = 420;

export class NotesView {
  constructor(board, vault, member = 0) {
    Object.assign(this, { board, vault, member });
    this.fakes = new Wall(board.forgerWall);
    this.reals = new Wall(board.vaultWall);
    const { things } = vault.header.vocabulary;
    this.pickers = [
      picker(board.forgerWall, this.fakes, t("The forger’s {things}", { things }), (index) => board.onExamine(index, false)),
      picker(board.vaultWall, this.reals, t("Real {things}", { things }), (index) => board.onExamine(index, true)),
    ];
  }

  draw(frame) {
    const { phase, members } = frame.header;
    const { desk } = members[this.member];
    const wall = frame.section("wall", this.member);
    this.fakes.draw(wall);
    this.hangVault(desk?.real ? desk.index : null);
    if (!desk) return;
    if (!desk.real) this.fakes.mark(desk.index, colours(this.board.element).fake);
    this.pickers.forEach((picker, real) => picker.show(Boolean(real) === Boolean(desk.real) ? desk.index : null));
    this.drawDesk(frame, desk, noteOf(frame.section("desk", this.member), desk.real ? this.vault.section("wall") : wall, desk.index));
    if (phase === "examine" && this.phase !== "examine") this.fly(desk.real ? this.reals : this.fakes, desk.index);
    this.phase = phase;
  }

  // The real notes never change: they are drawn again only where the wall has, or where another one is taken off it.
  hangVault(taken = null) {
    const width = this.board.vaultWall.clientWidth;
    if (width === this.hung && taken === this.taken) return;
    [this.hung, this.taken] = [width, taken];
    this.reals.draw(this.vault.section("wall"));
    if (taken !== null) this.reals.mark(taken, colours(this.board.element).real);
  }

  drawDesk(frame, desk, note) {
    if (!note) return;
    copy(this.board.desk.note, note);
    this.board.dice.show(desk.z, this.vault.header.reach);
    const feedback = frame.section("feedback", this.member);
    if (!feedback) return;
    const image = feedbackPicture(feedback, note);
    const picture = { image, x: 0, y: 0, width: image.width, height: image.height };
    copy(this.board.feedback, picture);
    copy(this.board.desk.overlay, picture);
  }

  // In slow motion the note is carried from the wall to the desk.
  fly(wall, index) {
    const from = wall.box(index);
    if (!from || still.please) return;
    const to = this.board.desk.note.getBoundingClientRect();
    const origin = this.board.element.getBoundingClientRect();
    const on = this.board.desk.note;
    const note = document.createElement("canvas");
    copy(note, { image: on, x: 0, y: 0, width: on.width, height: on.height });
    note.className = "gd-flying";
    Object.assign(note.style, { left: `${from.left - origin.left}px`, top: `${from.top - origin.top}px`, width: `${from.width}px`, height: `${from.height}px` });
    this.board.element.append(note);
    const move = `translate(${to.left - from.left}px, ${to.top - from.top}px) scale(${to.width / from.width}, ${to.height / from.height})`;
    note.animate([{ transform: "none" }, { transform: move }], { duration: FLIGHT, easing: "ease-in-out" }).onfinish = () => note.remove();
  }

  // The picture of a moment: four notes of the wall.
  drawMoment(frame, context, width, height) {
    const wall = frame.section("wall", this.member);
    const [cols, rows] = wall.width / wall.height > 1.4 ? [2, 2] : [4, 2];
    const gap = 2;
    const w = Math.min((width - gap * (cols - 1)) / cols, ((height - gap * (rows - 1)) / rows) * (wall.width / wall.height));
    const tall = (w * wall.height) / wall.width;
    context.imageSmoothingEnabled = false;
    context.clearRect(0, 0, width, height);
    for (let i = 0; i < cols * rows; i++) {
      context.drawImage(
        wall.image,
        (i % wall.cols) * wall.width, Math.floor(i / wall.cols) * wall.height, wall.width, wall.height,
        (i % cols) * (w + gap), Math.floor(i / cols) * (tall + gap), w, tall,
      );
    }
  }
}

// The note on the desk: its own lossless picture where the frame brings one, else as it hangs on the wall.
function noteOf(own, wall, index) {
  const { width, height } = wall;
  if (own) return { image: own.image, x: 0, y: 0, width, height };
  if (index >= wall.rows * wall.cols) return null; // the vault has more than hangs here
  return { image: wall.image, x: (index % wall.cols) * width, y: Math.floor(index / wall.cols) * height, width, height };
}

function picker(canvas, wall, name, onPick) {
  return new Picker(canvas, { name, indexAt: (x, y) => wall.indexAt(x, y), count: () => wall.plan?.shown ?? 1, onPick });
}

function copy(canvas, { image, x, y, width, height }) {
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  canvas.getContext("2d").drawImage(image, x, y, width, height, 0, 0, width, height);
}
