// Two kinds of models: generative and discriminative on the same points, without labels, and the perfect detective.

import { h, setText } from "../kit/dom.js";
import { Laboratory } from "../kit/laboratory.js";
import { Notice } from "../kit/notice.js";
import { t } from "../kit/words.js";
import { Cloud } from "../models/cloud.js";
import { Learning } from "../models/learning.js";
import { discriminative, generative, unlabelled } from "../models/pictures.js";
import { Ratio } from "../models/ratio.js";

const SEEDS = 100000;

class Models {
  constructor({ root, data }) {
    Object.assign(this, { root, about: data.about, world: "bells", count: 20, seed: 0, rolls: 0 });
    this.notice = new Notice();
    this.laboratory = new Laboratory(data.base, (words) => words !== this.said && this.notice.say((this.said = words)));
    this.cloud = new Cloud({ onChange: (moved = true) => (moved ? this.fit() : this.draw()) });
    const draw = h("button", { type: "button", "data-testid": "draw", onclick: () => this.drawNew() }, t("Draw new points"));
    this.pictures = [generative(this.cloud, draw), discriminative(this.cloud), unlabelled(this.cloud)];
    this.learning = new Learning();
    this.ratio = new Ratio({ onChange: () => this.compare() });
    this.controls = this.makeControls();
    this.choose();
  }

  makeControls() {
    const { labels, worlds } = this.about;
    const world = (name) => h("button", { type: "button", "data-testid": `world-${name}`, onclick: () => this.choose({ world: name }) }, worlds[name]);
    this.worlds = Object.keys(worlds).map((name) => [name, world(name)]);
    this.range = h("input", { type: "range", min: 0, max: labels.length - 1, value: labels.indexOf(this.count), "aria-label": t("How many labelled points"), "data-testid": "labels" });
    this.range.oninput = () => this.choose({ count: labels[Number(this.range.value)] });
    this.shown = h("output", { "aria-live": "off" }, "");
    const fresh = h("button", { type: "button", "data-testid": "fresh", onclick: () => this.choose({ seed: Math.floor(Math.random() * SEEDS) }) }, t("Other points"));
    return h(
      "div",
      { class: "mo-controls", role: "group", "aria-label": t("The points") },
      h("div", { class: "mo-worlds", role: "group", "aria-label": t("The world that they come from") }, ...this.worlds.map(([, button]) => button)),
      h("label", { class: "mo-slider" }, h("span", {}, t("Labels")), this.range, this.shown),
      fresh,
    );
  }

  // ---- questions

  choose(changes = {}) {
    Object.assign(this, changes);
    for (const [name, button] of this.worlds) button.setAttribute("aria-pressed", String(name === this.world));
    setText(this.shown, String(this.count));
    this.range.setAttribute("aria-valuetext", t("{count} labelled points", { count: this.count }));
    const { world, count, seed } = this;
    this.laboratory.ask({ ask: "points", world, count, seed }, (answer) => this.take(answer));
    this.laboratory.ask({ ask: "learning", world }, (answer) => this.learning.show(answer, this.count));
  }

  take({ section }) {
    const { values } = section("points");
    const points = Array.from({ length: values.length / 2 }, (_, i) => [...values.subarray(2 * i, 2 * i + 2)]);
    this.cloud.set(points, [...section("kinds").values]);
    this.fit();
  }

  get labelled() {
    return { points: this.cloud.points.map((point) => point.map((value) => Number(value.toFixed(3)))), kinds: this.cloud.kinds };
  }

  fit() {
    this.draw();
    this.laboratory.ask({ ask: "models", ...this.labelled, world: this.world, seed: this.rolls }, (answer) => {
      this.answer = answer;
      this.root.dataset.wrong = answer.header.wrong.map((share) => share.toFixed(4)).join(" ");
      this.draw();
    });
    this.compare();
  }

  compare() {
    this.laboratory.ask({ ask: "ratio", ...this.labelled, ...this.ratio.question }, (answer) => this.ratio.draw(answer));
  }

  drawNew() {
    this.cloud.drawing = true;
    this.rolls++;
    this.fit();
  }

  draw() {
    for (const picture of this.pictures) picture.draw(this.answer, this.cloud);
  }

  relayout() {
    this.draw();
    this.learning.draw();
    this.ratio.draw();
  }
}

export default function models(mounted) {
  const page = new Models(mounted);
  const [gen, dis, none] = page.pictures;
  const how = t("Drag a point, or choose one with , and . and move it with the arrow keys; K, or a double click, makes it the other kind. Both answers change at once.");
  return {
    rows: [page.notice.element, page.controls, h("div", { class: "mo-pair" }, gen.element, dis.element), h("p", { class: "mo-how" }, how), page.learning.element, h("div", { class: "mo-pair" }, none.element, page.ratio.element)],
    relayout: () => page.relayout(),
    close: () => page.notice.close(),
  };
}
