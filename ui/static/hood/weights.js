// The weights themselves: what the detective's first layer looks for, what each number of z does, a walk between rolls.

import { atlas } from "../kit/tensor.js";
import { h, setText, still } from "../kit/dom.js";
import { fixed, t } from "../kit/words.js";
import { Asker } from "./asker.js";

const SLIDERS = 8;
const STEPS = 15; // of a walk, both ends included
const PAUSE = 140; // ms between two of them

const gauss = () => Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
const roll = (size) => Array.from({ length: size }, () => Math.max(-3, Math.min(3, Number(gauss().toFixed(2)))));

// Between two rolls on the way along the sphere on which rolls lie: halfway a straight line would be too short.
export function between(a, b, share) {
  const length = (v) => Math.hypot(...v);
  const cosine = a.reduce((sum, value, i) => sum + value * b[i], 0) / (length(a) * length(b));
  const angle = Math.acos(Math.max(-1, Math.min(1, cosine)));
  const part = (t) => (angle < 1e-6 ? t : Math.sin(t * angle) / Math.sin(angle));
  return a.map((value, i) => part(1 - share) * value + part(share) * b[i]);
}

class Filters {
  constructor() {
    this.canvas = h("canvas", { class: "ho-filters", role: "img", "aria-label": t("Not known yet"), "data-testid": "filters" });
    this.words = h("p", { class: "ho-words" }, "");
    this.element = h("section", { class: "gd-card", "aria-label": t("What the detective looks for") }, h("h2", {}, t("What the detective looks for")), this.canvas, this.words);
  }

  draw(frame) {
    const [count] = frame.header.layers.detective[0];
    atlas(this.canvas, frame.section("filters"), { count, across: 8 });
    setText(this.words, t("The {count} filters of its first layer, each of 4 × 4 pixels in three colours; grey is 0. A filter answers loudly where a patch of the note looks like it.", { count }));
    this.canvas.setAttribute("aria-label", this.words.textContent);
  }
}

class Rolls {
  constructor({ session, size }) {
    Object.assign(this, { session, size, z: roll(size), from: roll(size), to: roll(size), at: 0 });
    this.note = h("canvas", { class: "ho-note", role: "img", "aria-label": t("Not printed yet"), "data-testid": "printed" });
    this.score = h("p", { class: "ho-words", "data-testid": "printed-words" }, "");
    this.sliders = Array.from({ length: SLIDERS }, (_, i) => this.slider(i));
    const button = (name, words, run) => h("button", { type: "button", "data-testid": name, onclick: run }, words);
    const fresh = button("roll", t("Roll all dice"), () => this.set(roll(size)));
    this.element = h("section", { class: "gd-card", "aria-label": t("What each number of z does") }, h("h2", {}, t("What each number of z does")), this.note, this.score, h("div", { class: "ho-sliders" }, ...this.sliders.map(({ label }) => label)), fresh, h("p", { class: "gd-legend" }, t("The first {sliders} of its {size} numbers; the others stay as they were rolled.", { sliders: SLIDERS, size })));
    this.wall = h("canvas", { class: "ho-walk", role: "img", "aria-label": t("Not printed yet"), "data-testid": "walk" });
    this.range = h("input", { type: "range", min: 0, max: STEPS - 1, value: 0, "aria-label": t("Where on the walk"), "data-testid": "walk-place" });
    this.range.oninput = () => this.place(Number(this.range.value));
    this.told = h("p", { class: "ho-words", "data-testid": "walk-words" }, "");
    this.walk = h("section", { class: "gd-card", "aria-label": t("A walk in z") }, h("h2", {}, t("A walk in z")), this.wall, this.range, this.told, h("div", { class: "ho-controls" }, button("walk-go", t("Walk"), () => this.go()), button("walk-new", t("Two other ends"), () => this.ends())));
  }

  slider(i) {
    const input = h("input", { type: "range", min: -3, max: 3, step: 0.05, value: this.z[i], "aria-label": t("z, number {n}", { n: i + 1 }), "data-testid": `z-${i + 1}` });
    const shown = h("output", { "aria-live": "off" }, fixed(this.z[i], 2));
    input.oninput = () => this.set(this.z.map((value, k) => (k === i ? Number(input.value) : value)));
    return { input, shown, label: h("label", {}, h("span", {}, `z${i + 1}`), input, shown) };
  }

  set(z) {
    this.z = z;
    this.sliders.forEach(({ input, shown }, i) => {
      input.value = z[i];
      setText(shown, fixed(z[i], 2));
    });
    this.ask();
  }

  ends() {
    Object.assign(this, { from: this.to, to: roll(this.size), at: 0 });
    this.ask();
  }

  // The note of the sliders and the whole walk, in one question; the newest counts.
  ask() {
    if (this.session.spectator || this.timer) return;
    this.timer = setTimeout(() => {
      this.timer = null;
      const walk = Array.from({ length: STEPS }, (_, k) => between(this.from, this.to, k / (STEPS - 1)));
      this.session.source.send({ type: "print", rolls: [this.z, ...walk].map((z) => z.map((value) => Number(Math.max(-4, Math.min(4, value)).toFixed(3)))) });
    }, 60);
  }

  take(frame) {
    this.frame = frame;
    this.draw();
  }

  draw() {
    const { frame } = this;
    if (!frame) return;
    const notes = frame.section("notes");
    atlas(this.note, notes, { count: 1 });
    setText(this.score, t("The detective believes {share:%} in it.", { share: frame.header.scores[0] }));
    this.note.setAttribute("aria-label", `${t("The note of these numbers.")} ${this.score.textContent}`);
    this.place(this.at);
  }

  place(at) {
    this.at = at;
    if (!this.frame) return;
    const section = this.frame.section("notes");
    const k = at + 1; // the first note is that of the sliders
    atlas(this.wall, section, { count: 1, first: k });
    this.range.value = at;
    const words = t("Step {at} of {steps}: the detective believes {share:%} in it.", { at: at + 1, steps: STEPS, share: this.frame.header.scores[k] });
    setText(this.told, words);
    this.range.setAttribute("aria-valuetext", words);
    this.wall.setAttribute("aria-label", `${t("The note on the way between two rolls.")} ${words}`);
  }

  go() {
    clearInterval(this.walking);
    if (still.please) return this.place((this.at + 1) % STEPS);
    this.place(0);
    this.walking = setInterval(() => (this.at + 1 < STEPS ? this.place(this.at + 1) : clearInterval(this.walking)), PAUSE);
  }

  close() {
    clearInterval(this.walking);
    clearTimeout(this.timer);
  }
}

export function weights({ session, root, data, figures }) {
  const filters = new Filters();
  const rolls = new Rolls({ session, size: data.about.z_dim });
  let inside = null;
  const panel = {
    hang: () => rolls.ask(),
    take(frame) {
      if (frame.header.what === "inside") filters.draw((inside = frame));
      else if (frame.header.what === "print") rolls.take(frame);
      else return false;
      Object.assign(root.dataset, { [frame.header.what]: frame.header.step });
      return true;
    },
    relayout() {
      if (inside) filters.draw(inside);
      rolls.draw();
    },
    close: () => rolls.close(),
  };
  return {
    panels: [panel, new Asker(session, () => ({ type: "inside" }), 1000), { note: ({ status }) => status === "running" && rolls.ask() }],
    rows: [h("div", { class: "gd-top" }, h("p", {}, t("Everything that a network knows is in its weights. Here they are, as they are now.")), figures), h("div", { class: "ho-pair" }, filters.element, rolls.element), rolls.walk],
    actions: ["play", "round", "slower", "faster", "again", "fresh", "undo"],
  };
}
