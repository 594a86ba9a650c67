// Draws a frame of notes onto the board.

import { colours, stillPlease } from "./dom.js";
import { drawDice } from "./dice.js";
import { feedbackPicture } from "./feedback.js";
import { Wall } from "./wall.js";

const FLIGHT = 420;

export class NotesView {
  constructor(board, vault, member = 0) {
    Object.assign(this, { board, vault, member });
    this.fakes = new Wall(board.forgerWall);
    this.reals = new Wall(board.vaultWall);
  }

  resize() {
    this.reals.draw(this.vault.section("wall"));
  }

  draw(frame) {
    const { phase, members } = frame.header;
    const { desk } = members[this.member];
    const wall = frame.section("wall", this.member);
    this.fakes.draw(wall);
    if (desk) this.fakes.mark(desk.index, colours(this.board.element).fake);
    if (this.reals.plan?.width !== undefined || !this.reals.plan) this.resize();
    this.drawDesk(frame, desk, phase);
    this.phase = phase;
  }

  drawDesk(frame, desk, phase) {
    const note = frame.section("desk", this.member);
    if (!note || !desk) return;
    copy(this.board.desk.note, note.image);
    drawDice(this.board.dice, desk.z);
    const feedback = frame.section("feedback", this.member);
    if (feedback) {
      const picture = feedbackPicture(feedback, note);
      copy(this.board.feedback, picture);
      copy(this.board.desk.overlay, picture);
    }
    if (phase === "examine" && this.phase !== "examine") this.fly(desk.index, note.image);
  }

  // In slow motion the note is carried from the wall to the desk.
  fly(index, image) {
    const from = this.fakes.box(index);
    if (!from || stillPlease()) return;
    const to = this.board.desk.note.getBoundingClientRect();
    const origin = this.board.element.getBoundingClientRect();
    const note = document.createElement("canvas");
    copy(note, image);
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

function copy(canvas, image) {
  if (canvas.width !== image.width || canvas.height !== image.height) Object.assign(canvas, { width: image.width, height: image.height });
  canvas.getContext("2d").drawImage(image, 0, 0);
}
