// The twins: two forgers with one seed, trained side by side; a slider rules the second one.

import { Accuracies } from "./accuracies.js";
import { Cures } from "./cures.js";
import { grouped, h, setText } from "./dom.js";
import { Guess } from "./guess.js";
import { helpLine, listen } from "./keyboard.js";
import { Past, lastBefore } from "./past.js";
import { Phase } from "./phase.js";
import { Push } from "./push.js";
import { SEEDS, Session } from "./session.js";
import { Story } from "./story.js";
import { Stripes } from "./stripes.js";
import { Timeline } from "./timeline.js";
import { Transport } from "./transport.js";
import { sentenceOf } from "./twin-words.js";
import { TwinView } from "./twin-view.js";
import { thingsOf } from "./words.js";

const [HEALTHY, RULED] = [0, 1];
const READABLE = 3000;
const OURS = 1500; // so long after a touch the slider stays where the visitor put it, whatever older frames say

export class Twins extends Session {
  // ---- the page -------------------------------------------------------------------------------------------------

  build(data) {
    this.place = 0;
    this.cure = null;
    this.moves = [];
    this.touched = -Infinity;
    this.past = new Past();
    this.story = new Story([]);
    this.push = new Push({ onMove: (place) => this.moved(place), onWord: () => this.sendPush() });
    this.guess = new Guess({ onDone: (kept) => this.guessed(kept) });
    this.twins = [new TwinView(HEALTHY, "Healthy twin", "same seed, left alone"), new TwinView(RULED, "Ruled by the slider", "same seed, same start")];
    this.why = h("p", { class: "tw-why" });
    this.stripes = [new Stripes({ title: "Kinds printed by the healthy twin", about: "the stronger the colour, the more of them", rowHeight: 6, ticks: false }), new Stripes({ title: "Kinds printed by the forger that the slider rules", about: "▾ the slider was moved; ● a cure, ○ taken away", rowHeight: 14 })];
    this.accuracies = new Accuracies();
    this.timeline = new Timeline({ onSeek: (step) => this.seek(step), onLive: () => this.live() });
    this.cures = new Cures({ onChoose: (cure) => this.treat(cure) });
    this.phase = new Phase({ base: data.base });
    this.transport = new Transport({
      play: () => this.togglePlay(),
      round: () => this.step("round"),
      speed: (position) => this.setSpeed(position),
      again: () => this.restart(null),
      fresh: () => this.restart(Math.floor(Math.random() * SEEDS)),
    });
    this.notice = h("p", { class: "gd-notice", role: "status", hidden: true });
    this.figures = h("p", { class: "gd-figures" }, "the press warms up…");
    this.share = h("button", { type: "button", class: "gd-small", "data-testid": "share", title: "Copy a link that comes back to this very moment", onclick: () => this.copyLink() }, "Copy link");
    const keys = this.keys();
    this.stopListening = listen(keys);
    this.pair = h("div", { class: "tw-pair" }, ...this.twins.map((twin) => twin.element));
    this.root.replaceChildren(
      h("div", { class: "gd-top" }, this.story.element, this.figures),
      this.notice,
      h("div", { class: "gd-card tw-rule" }, this.push.element, this.guess.element),
      this.pair,
      h("p", { class: "tw-legend" }, "bar: how often it prints a kind; notch: how often that kind is real; dot above: what its detective thinks of that kind, from fake (low) to real (high)"),
      h("div", { class: "gd-card tw-record" }, this.stripes[HEALTHY].element, this.stripes[RULED].element, this.why, this.accuracies.element, this.timeline.element),
      this.cures.element,
      this.phase.element,
      this.transport.element,
      h("div", { class: "gd-foot" }, helpLine(keys), h("div", { class: "gd-links" }, this.share)),
    );
    this.observer = new ResizeObserver(() => this.painter && this.relayout());
    this.observer.observe(this.pair);
  }

  keys() {
    return [
      [[" "], "Space", "play or pause", () => this.togglePlay()],
      [["r"], "R", "one round", () => this.step("round")],
      [["-", "_"], "−", "slower", () => this.setSpeed(this.position - 8)],
      [["+", "="], "+", "faster", () => this.setSpeed(this.position + 8)],
      [["ArrowLeft"], "←", "back in time", (event) => this.scrub(event.shiftKey ? -10 : -1)],
      [["ArrowRight"], "→", "forward", (event) => this.scrub(event.shiftKey ? 10 : 1)],
      [["l"], "L", "live", () => this.live()],
      [["s"], "S", "same seed again", () => this.restart(null)],
      [["n"], "N", "new seed", () => this.restart(Math.floor(Math.random() * SEEDS))],
    ];
  }

  update(data) {
    const { cures, alone, phase, marks, moves, until } = data.twins;
    this.linked = moves.length || until !== null ? { moves: JSON.stringify(moves), until } : null;
    this.until = until;
    const offered = JSON.stringify([cures, phase, marks]);
    if (offered !== this.offered) {
      this.offered = offered;
      this.cures.offer(cures, alone);
      this.phase.offer(phase);
      this.push.mark(marks);
    }
    this.root.toggleAttribute("data-projector", data.projector);
    super.update(data);
    this.showPush();
  }

  // A link with moves is another run than the same seed without.
  named(experiments) {
    return this.linked ? [...experiments, this.linked] : experiments;
  }

  prepare(data) {
    this.pair.dataset.kind = thingsOf(data).picture ? "image" : "points";
    for (const twin of this.twins) twin.prepare(thingsOf(data).picture);
    this.guess.begin(this.memory.guess(data), Boolean(this.linked || this.moves.length));
  }

  close() {
    super.close();
    this.stopListening();
    this.observer.disconnect();
    this.push.close();
    this.phase.close();
  }

  // ---- what the server says -------------------------------------------------------------------------------------

  opening() {
    const { moves, until } = this.data.twins;
    return { ...super.opening(), ...(this.linked && { moves, until }) };
  }

  opened(message) {
    super.opened(message);
    this.until = message.until ?? null;
    this.adopt(message.moves);
    this.showPush();
  }

  setCurve(message) {
    super.setCurve(message);
    if (message.marks) this.past.load(message.marks);
    this.adopt(message.moves);
    // Who looks at the past gets no live frames, and must still hear that the run has arrived.
    if (this.going && this.last >= this.until) this.sayWhereTo({ step: this.last });
    this.drawRecord();
  }

  hang(vault) {
    for (const twin of this.twins) twin.hang(vault);
    for (const stripes of this.stripes) stripes.name(vault.header.modes);
    return this.twins;
  }

  added(header) {
    this.past.add(header.members);
    this.adopt(header.moves);
    this.sayWhereTo(header);
    // The question was about the slider alone: under a cure the run answers another one.
    this.guess.watch({ place: this.cure ? 0 : this.place, seconds: header.seconds, step: header.step, looks: this.past.looks[RULED] });
  }

  rewind(step) {
    super.rewind(step);
    this.past.rewind(step);
    this.moves = this.moves.filter(([at]) => at <= step);
  }

  // Where the slider stands by the server's own record, unless the visitor has just moved it.
  adopt(moves) {
    if (!moves) return;
    this.moves = moves;
    if (performance.now() - this.touched < OURS) return;
    const [, strength, cure] = moves.at(-1) ?? [0, 0, null];
    this.place = Math.round(100 * strength);
    this.cure = cure ?? null;
    if (moves.length && !this.guess.free) this.guess.begin(null, true);
  }

  // A link leads to a moment: the run replays what was done until it gets there, and stands still.
  sayWhereTo({ step, status }) {
    const going = this.until !== null && step < this.until && status !== "diverged";
    if (going === this.going) return;
    this.going = going;
    this.tell(going ? `Going back to round ${grouped(this.until)}…` : "");
  }

  // ---- painting -------------------------------------------------------------------------------------------------

  paint(frame) {
    const { header } = frame;
    this.cursor = this.moment(header);
    if (header.members.length < 2) return this.tell("This run has only one forger; it belongs to another page.");
    for (const twin of this.twins) twin.draw(frame);
    const data = this.shown[0].data;
    this.story.show({ sentence: sentenceOf(header.members, data, this.moves.length > 0), phase: "round" });
    this.explain(header);
    this.settings = header.members[RULED].settings;
    this.words = header.members[RULED].words;
    this.writeNumbers(header);
    this.showPush();
    this.drawRecordSoon();
  }

  // A reason stays long enough to be read.
  explain({ why, source }) {
    const now = performance.now();
    if (source === "live" && now - (this.explained ?? -Infinity) < READABLE) return;
    const words = why ? `Why? ${why}` : "";
    if (words !== this.why.textContent) this.explained = now;
    setText(this.why, words);
  }

  writeNumbers({ step, members, steps_per_second: pace, status, device }) {
    const [healthy, ruled] = members;
    const count = ({ modes, modes_all: all }) => `${modes ?? 0}/${all}`;
    Object.assign(this.root.dataset, {
      step,
      modes: count(ruled),
      twinModes: count(healthy),
      dAccuracy: ruled.d_accuracy?.toFixed(4) ?? "",
      seed: this.shown[0].seed ?? "0",
    });
    setText(this.figures, `round ${grouped(step)} · ${status === "running" ? `${grouped(pace)} rounds a second · ` : ""}${device} · seed ${this.root.dataset.seed}`);
  }

  // In the past the slider stands where it stood then.
  showPush() {
    const live = this.cursorWanted === null;
    const then = live ? null : lastBefore(this.moves, this.cursor, ([step]) => step);
    const place = live ? this.place : Math.round(100 * (then?.[1] ?? 0));
    const cure = live ? this.cure : (then?.[2] ?? null);
    const free = this.guess.free && !this.spectator && !this.going && this.status !== "diverged";
    const agreed = performance.now() - this.touched > OURS;
    this.push.show({ place, words: agreed ? this.words : null, free });
    this.cures.show(cure, free);
    this.phase.show(place, this.settings?.r1);
    Object.assign(this.root.dataset, { push: place, cure: cure ?? "" });
  }

  drawRecord() {
    const live = this.cursorWanted === null;
    const { first, last, cursor, moves } = this;
    this.stripes.forEach((stripes, k) => stripes.draw({ looks: this.past.looks[k], moves, first, last, cursor }));
    this.accuracies.draw({ looks: this.past.looks, first, last, cursor });
    this.timeline.show({ first, last, cursor, live });
    this.root.toggleAttribute("data-looking-back", !live);
  }

  relayout() {
    super.relayout();
    this.phase.relayout();
  }

  // ---- what the visitor does ------------------------------------------------------------------------------------

  // Whoever takes over on the way does not want to be stopped at the link's moment.
  togglePlay() {
    this.until = null;
    super.togglePlay();
  }

  moved(place) {
    if (this.cursorWanted !== null) this.live();
    this.place = place;
    this.touched = performance.now();
    this.showPush();
  }

  treat(cure) {
    if (this.cursorWanted !== null) this.live();
    this.cure = cure;
    this.touched = performance.now();
    this.sendPush();
    this.showPush();
  }

  sendPush() {
    this.source.send({ type: "push", strength: this.place / 100, cure: this.cure });
  }

  guessed(kept) {
    this.memory.keepGuess(this.wanted[0].data, kept);
    this.showPush();
  }

  restart(seed) {
    if (this.spectator) return;
    this.linked = null;
    this.until = null;
    this.going = false;
    const address = new URL(location.href);
    for (const name of ["moves", "step"]) address.searchParams.delete(name);
    history.replaceState(history.state, "", address);
    super.restart(seed);
  }

  // The page's address with everything that leads to the moment that is shown.
  copyLink() {
    const address = new URL(location.href);
    const moves = this.moves.filter(([step]) => step <= this.cursor);
    const told = moves.map(([step, strength, cure]) => `${step}-${Math.round(100 * strength)}${cure ? `-${cure}` : ""}`);
    const { data, seed } = this.shown[0];
    address.search = "";
    address.searchParams.set("data", data);
    if (seed && seed !== "0") address.searchParams.set("seed", seed);
    if (told.length) address.searchParams.set("moves", told.join(","));
    address.searchParams.set("step", Math.round(this.cursor));
    address.search = address.search.replaceAll("%2C", ",");
    this.copy(address, this.share);
  }

  // ---- small things ---------------------------------------------------------------------------------------------

  open() {
    this.place = 0;
    this.cure = null;
    super.open();
  }

  // Slider and cure stay where they are: a run that begins again begins under them.
  forgetRun() {
    super.forgetRun();
    this.past.clear();
    this.moves = [];
    this.words = this.settings = null;
    this.touched = -Infinity;
    this.going = false;
  }

  setStatus(status) {
    super.setStatus(status);
    if (this.data) this.showPush();
  }
}
