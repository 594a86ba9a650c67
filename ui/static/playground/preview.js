// What the forger will be asked to learn, before it is asked.

import { Plane } from "../arena/plane.js";
import { Wall } from "../arena/wall.js";
import { h, setText } from "../kit/dom.js";
import { t } from "../kit/words.js";
import { release } from "../kit/frames.js";

const FEW = 200; // pictures: fewer are soon known by heart

export class Preview {
  constructor({ onTake }) {
    this.onTake = onTake;
    this.words = h("p", {});
    this.few = h("p", { "data-testid": "own-few" }, t("So few are soon known by heart: then the detective’s accuracy, taken on some that it never saw, may fall below 50 % and says little about the fakes. A few hundred teach more."));
    this.canvas = h("canvas", { role: "img", "data-testid": "own-preview" });
    this.take = h("button", { type: "button", class: "pg-start", "data-testid": "own-take", onclick: () => this.onTake(this.frame.header) }, t("Let the forger learn this"));
    this.element = h("div", { class: "pg-preview", hidden: true }, this.words, this.few, this.canvas, this.take);
  }

  show(frame) {
    release(this.frame);
    this.frame = frame;
    this.element.hidden = !frame;
    if (!frame) return;
    const { kind, count, vocabulary } = frame.header;
    const asked = { count, things: vocabulary.things };
    const words = kind === "image" ? t("This is what the forger will be asked to learn: {count:,} {things}, 24 of them here.", asked) : t("This is what the forger will be asked to learn: {count:,} {things}.", asked);
    setText(this.words, words);
    this.few.hidden = kind !== "image" || count >= FEW;
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
