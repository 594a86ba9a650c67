// What the forger will be asked to learn, before it is asked.

import { Plane } from "../arena/plane.js";
import { Wall } from "../arena/wall.js";
import { h, setText } from "../kit/dom.js";
import { grouped } from "../kit/words.js";
import { release } from "../kit/frames.js";

export class Preview {
  constructor({ onTake }) {
    this.onTake = onTake;
    this.words = h("p", {});
    this.canvas = h("canvas", { role: "img", "data-testid": "own-preview" });
    this.take = h("button", { type: "button", class: "pg-start", "data-testid": "own-take", onclick: () => this.onTake(this.frame.header) }, "Let the forger learn this");
    this.element = h("div", { class: "pg-preview", hidden: true }, this.words, this.canvas, this.take);
  }

  show(frame) {
    release(this.frame);
    this.frame = frame;
    this.element.hidden = !frame;
    if (!frame) return;
    const { kind, count, vocabulary } = frame.header;
    const words = `This is what the forger will be asked to learn: ${grouped(count)} ${vocabulary.things}${kind === "image" ? ", 24 of them here" : ""}.`;
    setText(this.words, words);
    this.canvas.className = kind === "image" ? "pg-wall" : "pg-plane";
    this.canvas.style.height = "";
    this.canvas.setAttribute("aria-label", words);
    requestAnimationFrame(() => this.draw());
  }

  draw() {
    if (!this.frame || this.element.hidden) return;
    const { header, section } = this.frame;
    if (header.kind === "image") return new Wall(this.canvas).draw(section("wall"));
    const plane = new Plane(this.canvas);
    plane.setReals(section("reals"), header.extent);
    plane.draw({});
  }
}
