// You are the forger of a picture: paint it, and a live detective says what it thinks and where it looks.

import { Dials } from "../easel/dials.js";
import { Paper, bytesOf } from "../easel/paper.js";
import { Tools } from "../easel/tools.js";
import { Verdict } from "../easel/verdict.js";
import { h, setText } from "../kit/dom.js";
import { ThreeStages } from "../kit/three-stages.js";
import { t } from "../kit/words.js";

const PART = "easel";
const SOON = 120; // ms between two questions while one paints
const FAR = 40; // of 255: how far a pixel goes when it follows the map

class Studio {
  constructor(session, about) {
    Object.assign(this, { session, about, stage: 1, ready: [] });
    this.tools = new Tools();
    this.paper = new Paper({ tool: () => this.tools.now, onStroke: () => this.ask() });
    this.verdict = new Verdict();
    this.dials = new Dials({ onPrint: (roll, z) => this.send({ type: "print_note", stage: this.stage, roll, z }) });
    this.stages = new ThreeStages({ label: t("Whose opinion: the detective after so much training"), onChoose: (stage) => this.choose(stage) });
    this.line = h("p", { class: "gd-sentence de-line", "data-testid": "line" }, t("The first detective is being trained…"));
    this.nudge = h("button", { type: "button", "data-testid": "nudge", onclick: () => this.feedback && this.paper.nudge(this.feedback, FAR) }, t("Follow the map one step"));
    this.undo = h("button", { type: "button", "data-testid": "undo-stroke", onclick: () => this.paper.undo() }, t("Undo"));
    this.blank = h("button", { type: "button", "data-testid": "blank", onclick: () => this.paper.blank() }, t("Blank paper"));
  }

  prepare({ vocabulary }) {
    this.vocabulary = vocabulary;
  }

  hang(vault) {
    const [height, width] = vault.header.item;
    const colours = this.about.channels;
    if (this.channels === colours && this.paper.canvas.width === width) return this.ask();
    this.channels = colours;
    this.tools.lay({ stamps: this.about.stamps, channels: colours });
    this.paper.size(height, width);
  }

  note({ step, parts }) {
    const told = parts[PART];
    if (!told) return;
    const first = !this.ready.length && told.ready.length;
    Object.assign(this, { ready: told.ready, rounds: told.rounds, step });
    if (first) this.choose(told.ready.includes(this.stage) ? this.stage : told.ready[0]);
    this.show();
  }

  take(frame) {
    const { part, what, stage, z, score } = frame.header;
    if (part !== PART || stage !== this.stage) return false;
    if (what === "printed" && z.length) {
      this.paper.lay(frame.section("note").image);
      this.dials.show(z);
    } else if (what === "judged" && score !== null) {
      this.feedback = frame.section("feedback");
      this.verdict.show(frame, this.paper.canvas, this.vocabulary);
      this.session.root.dataset.score = score.toFixed(4);
    }
    this.show();
    return true;
  }

  send(command) {
    if (!this.session.spectator && this.ready.includes(this.stage)) this.session.source?.send(command);
  }

  // The detective is asked while one paints, now and then, and once more at the end.
  ask() {
    this.asking ??= setTimeout(() => {
      this.asking = null;
      this.send({ type: "judge_note", stage: this.stage, pixels: bytesOf(this.paper.pixels, this.channels) });
    }, SOON);
  }

  choose(stage) {
    this.stage = stage;
    this.show();
    this.ask();
  }

  show() {
    const { ready, rounds, step, stage, session } = this;
    if (rounds) this.stages.show({ ready, rounds, step, chosen: stage });
    const on = ready.includes(stage) && !session.spectator;
    this.dials.enable(on);
    this.nudge.disabled = !on || !this.feedback;
    if (ready.length) setText(this.line, t("Paint a {thing} that this detective takes for real.", { thing: this.vocabulary.thing }));
    session.root.dataset.ready = ready.join("");
  }

  forget() {
    Object.assign(this, { ready: [], feedback: null });
  }

  close() {
    clearTimeout(this.asking);
  }
}

export default function easel({ session, data }) {
  const studio = new Studio(session, data.about);
  const { paper, tools, verdict, dials, stages, nudge, undo, blank } = studio;
  return {
    panels: [studio],
    rows: [
      studio.line,
      h(
        "div",
        { class: "ea-room" },
        h("div", { class: "ea-left" }, stages.element, paper.element, tools.element, h("div", { class: "ea-buttons" }, undo, blank, nudge), dials.element),
        verdict.element,
      ),
    ],
    actions: [{ name: "undo-stroke", keys: ["z"], shown: "Z", words: t("undo a stroke"), run: () => paper.undo() }],
  };
}
