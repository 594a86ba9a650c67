// Matching pennies: the forger shows heads in a share p of its rounds, the detective in a share q.

import { colours, h, setText, sized } from "../kit/dom.js";
import { t } from "../kit/words.js";
import { dragged } from "./dirac.js";

export class Pennies {
  constructor({ laboratory, root }) {
    Object.assign(this, { laboratory, root, place: [0.7, 0.6] });
    this.canvas = h("canvas", { class: "ho-square", tabindex: 0, role: "application", "aria-label": t("Matching pennies"), "data-testid": "pennies" });
    this.words = h("p", { class: "ho-words", "data-testid": "pennies-words" }, "");
    this.bars = [["forger", t("the forger would gain")], ["detective", t("the detective would gain")]].map(([who, words]) => [who, h("i", { class: `ho-bar-${who}` }), words]);
    const gains = h("div", { class: "ho-gains", "aria-hidden": "true" }, ...this.bars.flatMap(([, bar, words]) => [h("span", {}, words), h("span", { class: "ho-track" }, bar)]));
    const half = h("button", { type: "button", "data-testid": "pennies-half", onclick: () => this.move([0.5, 0.5]) }, t("To ½, ½"));
    this.element = h(
      "section",
      { class: "gd-card ho-game", "aria-label": t("Matching pennies") },
      h("h2", {}, t("Matching pennies: what “no one gains by moving” looks like")),
      h("p", {}, t("Both show a coin. If both are alike the detective wins a point from the forger, else the forger from it. Across: how often the forger shows heads. Upwards: how often the detective does. Drag the ring, or use the arrow keys.")),
      this.canvas,
      this.words,
      gains,
      h("div", { class: "ho-controls" }, half),
    );
    dragged(this.canvas, () => this.place, (x, y) => this.move([x, y]), (dx, dy) => this.move([this.place[0] + dx * 0.05, this.place[1] + dy * 0.05]));
  }

  move(place) {
    this.place = place.map((value) => Math.max(0, Math.min(1, Number(value.toFixed(2)))));
    this.ask();
  }

  ask() {
    const [p, q] = this.place;
    this.laboratory.ask({ ask: "pennies", p, q }, (answer) => {
      Object.assign(this, { answer, shown: [p, q] });
      this.tell();
    });
  }

  tell() {
    const { payoff, gains, best } = this.answer.header;
    const [p, q] = this.shown;
    const side = (share) => (share === null ? t("nothing better") : share ? t("always heads") : t("always tails"));
    const atRest = gains.forger + gains.detective < 1e-9;
    const [forger, detective] = best.map(side);
    const rest = atRest ? t("Nobody gains by moving: this is the Nash equilibrium, and it is played by dice.") : t("By moving alone the forger would gain {one:.2f} ({forger}), the detective {other:.2f} ({detective}).", { one: gains.forger, forger, other: gains.detective, detective });
    const shown = t("The forger shows heads {p:%} of the time, the detective {q:%}. The detective wins {payoff:.2f} a round.", { p, q, payoff });
    const circle = atRest ? [] : [t("If both follow their slopes they circle ½, ½ and never rest there: the orange line.")];
    setText(this.words, [shown, rest, ...circle].join(" "));
    this.canvas.setAttribute("aria-label", this.words.textContent);
    this.root.dataset.pennies = `${p} ${q}`;
    for (const [who, bar] of this.bars) bar.style.width = `${50 * gains[who]}%`;
    this.draw();
  }

  draw() {
    const context = this.answer && sized(this.canvas);
    if (!context) return;
    const { ink, line, mute, fake, back } = colours(this.canvas);
    const side = this.canvas.clientWidth;
    const at = (p, q) => [10 + p * (side - 20), side - 10 - q * (side - 20)];
    const { values } = this.answer.section("path");
    context.clearRect(0, 0, side, side);
    context.fillStyle = line;
    context.fillRect(side / 2, 10, 1, side - 20);
    context.fillRect(10, side / 2, side - 20, 1);
    context.beginPath();
    for (let i = 0; i < values.length; i += 2) context.lineTo(...at(values[i], values[i + 1]));
    Object.assign(context, { strokeStyle: fake, lineWidth: 1.8 });
    context.stroke();
    const dot = (place, colour, size, hollow) => {
      context.beginPath();
      context.arc(...place, size, 0, 7);
      Object.assign(context, { fillStyle: colour, strokeStyle: colour, lineWidth: 2.5 });
      if (hollow) context.stroke();
      else context.fill();
    };
    dot(at(0.5, 0.5), back, 5);
    dot(at(...this.shown), ink, 9, true);
    Object.assign(context, { fillStyle: mute, font: `12px ${getComputedStyle(this.canvas).fontFamily}`, textAlign: "right" });
    context.fillText(t("forger: heads →"), side - 12, side - 14);
    context.textAlign = "left";
    context.fillText(t("↑ detective: heads"), 14, 22);
  }
}
