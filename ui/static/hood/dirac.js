// The Dirac-GAN: all fakes are one number θ, the detective is a line of slope ψ. The smallest game in which GANs circle.

import { colours, h, setText, sized, still } from "../kit/dom.js";
import { plain, t } from "../kit/words.js";

const REACH = 2;
const STEP = 0.1;
const FINGER = 36; // px
const TICK = 30; // ms in which it plays three steps

export class Dirac {
  constructor({ laboratory, root }) {
    Object.assign(this, { laboratory, root, place: [1, 0.5], rules: { loss: "nonsaturating", rate: 0.1, r1: 0, way: "together" }, at: 0 });
    this.canvas = h("canvas", { class: "ho-square", tabindex: 0, role: "application", "aria-label": t("The Dirac-GAN"), "data-testid": "dirac" });
    this.words = h("p", { class: "ho-words", "data-testid": "dirac-words" }, "");
    const button = (name, words, run) => h("button", { type: "button", "data-testid": name, onclick: run }, words);
    this.go = button("dirac-go", t("Play 600 steps"), () => this.play());
    const steps = button("dirac-step", t("One step"), () => this.show(Math.min(this.at + 1, this.last)));
    const back = button("dirac-back", t("Back to the start"), () => this.show(0));
    this.element = h(
      "section",
      { class: "gd-card ho-game", "aria-label": t("The Dirac-GAN") },
      h("h2", {}, t("The Dirac-GAN: two numbers that chase each other")),
      h("p", {}, t("Every real item is 0. The forger can only choose θ, where all its fakes are; the detective only ψ, how steeply its belief rises. At 0, 0 nobody gains by moving. Drag the start, or move it with the arrow keys.")),
      this.canvas,
      this.words,
      h("div", { class: "ho-controls" }, this.go, steps, back),
      this.settings(),
    );
    this.listen();
  }

  settings() {
    const choice = (name, label, options) => {
      const select = h("select", { "aria-label": label, "data-testid": `dirac-${name}` }, ...options.map(([value, words]) => h("option", { value }, words)));
      select.value = this.rules[name];
      select.onchange = () => this.set({ [name]: name === "r1" || name === "rate" ? Number(select.value) : select.value });
      return h("label", { class: "ho-choice" }, h("span", {}, label), select);
    };
    return h(
      "div",
      { class: "ho-controls" },
      choice("loss", t("Loss"), [["nonsaturating", t("non-saturating")], ["saturating", t("saturating")], ["wasserstein", t("Wasserstein")]]),
      choice("way", t("They move"), [["together", t("together")], ["in turn", t("in turn")]]),
      choice("r1", "R1", [[0, t("none")], ...[0.1, 0.3, 1, 2].map((value) => [value, plain(value)])]),
      choice("rate", t("Steps"), [[0.03, t("small")], [0.1, t("middle")], [0.3, t("large")]]),
    );
  }

  set(rules) {
    Object.assign(this.rules, rules);
    this.ask();
  }

  move(place) {
    this.place = place.map((value) => Math.max(-REACH, Math.min(REACH, Number(value.toFixed(2)))));
    this.ask();
  }

  ask() {
    clearInterval(this.playing);
    const [theta, psi] = this.place;
    this.laboratory.ask({ ask: "dirac", theta, psi, ...this.rules }, (answer) => {
      this.answer = answer;
      this.show(0);
    });
  }

  get last() {
    return this.answer.section("path").shape[0] - 1;
  }

  play() {
    clearInterval(this.playing);
    if (still.please) return this.show(this.last);
    this.show(0);
    this.playing = setInterval(() => (this.at < this.last ? this.show(Math.min(this.last, this.at + 3)) : clearInterval(this.playing)), TICK);
  }

  show(at) {
    if (!this.answer) return;
    this.at = at;
    this.root.dataset.dirac = at;
    this.draw();
    const { values } = this.answer.section("path");
    const [first, last] = this.answer.header.far;
    const now = Math.hypot(values[2 * at], values[2 * at + 1]);
    const ends = last < 0.05 ? t("In the end they are at 0, 0.") : last < 0.8 * first ? t("They come nearer, slowly.") : last > 1.2 * first ? t("They circle away from it.") : t("They circle it and come no nearer.");
    const words = `${t("After {at} steps θ = {theta:.2f}, ψ = {psi:.2f}: {now:.2f} from equilibrium, {first:.2f} at the start.", { at, theta: values[2 * at], psi: values[2 * at + 1], now, first })} ${ends}`;
    setText(this.words, words);
    this.canvas.setAttribute("aria-label", `${t("The Dirac-GAN, θ to the right and ψ upwards.")} ${words}`);
  }

  draw() {
    const context = sized(this.canvas);
    if (!context) return;
    const { ink, mute, back, fake } = colours(this.canvas);
    const side = this.canvas.clientWidth;
    const at = (theta, psi) => [((theta / REACH + 1) / 2) * side, ((1 - psi / REACH) / 2) * side];
    const [arrows, path] = ["arrows", "path"].map((name) => this.answer.section(name).values);
    context.clearRect(0, 0, side, side);
    const longest = Math.max(...Array.from({ length: arrows.length / 4 }, (_, i) => Math.hypot(arrows[4 * i + 2], arrows[4 * i + 3])));
    context.beginPath();
    for (let i = 0; i < arrows.length; i += 4) {
      const [x, y] = at(arrows[i], arrows[i + 1]);
      const scale = (side / 13) * (0.85 / longest);
      const [dx, dy] = [arrows[i + 2] * scale, -arrows[i + 3] * scale];
      context.moveTo(x, y);
      context.lineTo(x + dx, y + dy);
      context.lineTo(x + 0.65 * dx - 0.2 * dy, y + 0.65 * dy + 0.2 * dx);
      context.moveTo(x + dx, y + dy);
      context.lineTo(x + 0.65 * dx + 0.2 * dy, y + 0.65 * dy - 0.2 * dx);
    }
    Object.assign(context, { strokeStyle: mute, lineWidth: 1.2, globalAlpha: 0.8 });
    context.stroke();
    context.globalAlpha = 1;
    context.beginPath();
    for (let i = 0; i <= this.at; i++) context.lineTo(...at(path[2 * i], path[2 * i + 1]));
    Object.assign(context, { strokeStyle: fake, lineWidth: 2.4 });
    context.stroke();
    this.dot(context, at(0, 0), back, 5);
    this.dot(context, at(...this.place), ink, 8, true);
    this.dot(context, at(path[2 * this.at], path[2 * this.at + 1]), fake, 6);
    Object.assign(context, { fillStyle: mute, font: `13px ${getComputedStyle(this.canvas).fontFamily}`, textAlign: "right" });
    context.fillText("θ →", side - 6, side / 2 - 6);
    context.textAlign = "left";
    context.fillText("↑ ψ", side / 2 + 6, 14);
  }

  dot(context, [x, y], colour, size, hollow = false) {
    context.beginPath();
    context.arc(x, y, size, 0, 7);
    Object.assign(context, { fillStyle: colour, strokeStyle: colour, lineWidth: 2.5 });
    if (hollow) context.stroke();
    else context.fill();
  }

  listen() {
    dragged(this.canvas, () => this.place.map((value) => (value / REACH + 1) / 2), (x, y) => this.move([x * 2 * REACH - REACH, y * 2 * REACH - REACH]), (dx, dy) => this.move([this.place[0] + dx * STEP, this.place[1] + dy * STEP]));
  }

  close() {
    clearInterval(this.playing);
  }
}

// Places of a square, from 0 to 1 to the right and upwards, by hand; single steps by arrow keys. A finger that begins
// near the ring drags it; anywhere else it scrolls the page.
export function dragged(canvas, ring, place, step) {
  let held = false;
  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    const within = (value) => Math.max(0, Math.min(1, value));
    return [within((event.clientX - box.left) / box.width), within(1 - (event.clientY - box.top) / box.height)];
  };
  const near = (event) => Math.hypot(...at(event).map((value, k) => value - ring()[k])) * canvas.clientWidth < FINGER;
  canvas.onpointerdown = (event) => {
    held = event.pointerType !== "touch" || near(event);
    if (!held) return;
    canvas.setPointerCapture(event.pointerId);
    place(...at(event));
  };
  canvas.onpointermove = (event) => held && place(...at(event));
  canvas.addEventListener("touchstart", (event) => near(event.touches[0]) && event.preventDefault(), { passive: false });
  canvas.onpointerup = canvas.onpointercancel = () => (held = false);
  canvas.onkeydown = (event) => {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (!way) return;
    event.preventDefault();
    event.stopPropagation();
    step(...way);
  };
}
