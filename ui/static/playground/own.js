// A visitor's own data: drawn, pasted, spelt or photographed; previewed; and then learnt.

import { h, setText } from "../kit/dom.js";
import { t } from "../kit/words.js";
import { bring } from "./bring.js";
import { Camera } from "./camera.js";
import { Pictures } from "./pictures.js";
import { Preview } from "./preview.js";
import { Sketch } from "./sketch.js";

export class Own {
  // `onTake(header)`: the visitor wants the forger to learn what was previewed.
  constructor({ base, onTake }) {
    this.base = base;
    this.said = h("p", { class: "pg-said", role: "status", "data-testid": "own-said" });
    this.preview = new Preview({ onTake });
    this.sketch = new Sketch();
    this.pictures = new Pictures({ onBring: (about, body) => this.bring(about, body), onFault: (sentence) => this.say(sentence) });
    this.camera = new Camera({ pictures: this.pictures, onBring: (about, body) => this.bring(about, body), onFault: (sentence) => this.say(sentence) });
    this.ways = [
      ["draw", t("Draw"), [this.sketch.element, this.button("own-drawn", t("Take this drawing"), () => this.bring({ way: "table" }, this.sketch.table))]],
      ["word", t("A word"), this.spelling()],
      ["table", t("A table"), this.pasting()],
      ["pictures", t("Pictures"), [this.pictures.element]],
      ["camera", t("Camera"), [this.camera.element]],
    ].map(([name, title, inside]) => ({
      name,
      tab: h("button", { type: "button", "data-testid": `own-${name}`, onclick: () => this.open(name) }, title),
      panel: h("div", { class: "pg-way" }, ...inside),
    }));
    this.element = h(
      "details",
      { class: "gd-card pg-own", "data-testid": "own", ontoggle: () => this.relayout() },
      h("summary", {}, t("Your own data")),
      h("div", { class: "pg-tools", role: "group", "aria-label": t("How you bring it") }, ...this.ways.map(({ tab }) => tab)),
      ...this.ways.map(({ panel }) => panel),
      this.said,
      this.preview.element,
      h("small", {}, t("They stay in this server’s memory and with your run. Nobody sees them but who has your run’s link.")),
    );
    this.open("draw");
  }

  button(name, words, onclick) {
    return h("button", { type: "button", "data-testid": name, onclick }, words);
  }

  spelling() {
    const word = h("input", { type: "text", id: "pg-word", maxlength: 24, placeholder: "GAN", autocomplete: "off" });
    const take = () => this.bring({ way: "word" }, word.value);
    word.onkeydown = (event) => event.key === "Enter" && take();
    return [h("label", { for: "pg-word" }, t("Its letters become points")), word, this.button("own-spelt", t("Show it"), take)];
  }

  pasting() {
    const text = h("textarea", { id: "pg-table", rows: 5, placeholder: "x, y\n0.5, 1.2\n…" });
    const file = h("input", { type: "file", id: "pg-csv", accept: ".csv,.tsv,.txt,text/*", "data-testid": "own-csv" });
    file.onchange = async () => {
      if (file.files.length) await this.bring({ way: "table" }, file.files[0]);
      file.value = "";
    };
    return [
      h("label", { for: "pg-table" }, t("Two numbers a line, x and y")),
      text,
      this.button("own-pasted", t("Show it"), () => this.bring({ way: "table" }, text.value)),
      h("label", { for: "pg-csv" }, t("Or a file of them (CSV)")),
      file,
    ];
  }

  open(name) {
    if (name !== "camera") this.camera.stop();
    for (const way of this.ways) {
      way.panel.hidden = way.name !== name;
      way.tab.setAttribute("aria-pressed", String(way.name === name));
    }
    this.say("");
    this.relayout();
  }

  async bring(about, body) {
    this.say(t("Looking at it…"));
    this.preview.show(null);
    try {
      const frame = await bring(this.base, about, body);
      this.say("");
      this.preview.show(frame);
    } catch (fault) {
      this.say(fault.message);
    }
  }

  say(sentence) {
    setText(this.said, sentence);
  }

  // An exported experiment that has its data in it.
  async bringKept(text) {
    const frame = await bring(this.base, { way: "kept" }, text);
    return frame.header;
  }

  // What was taken is no longer asked about.
  taken() {
    this.camera.stop();
    this.preview.show(null);
    this.element.open = false;
  }

  close() {
    this.camera.stop();
  }

  relayout() {
    this.sketch.draw();
    this.preview.draw();
  }
}
