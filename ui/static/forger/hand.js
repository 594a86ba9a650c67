// You as the forger: your points, the detective's last answer about them, and what you do with them.

import { h, setText } from "../kit/dom.js";
import { t } from "../kit/words.js";
import { Guesses } from "./guesses.js";

export const PART = "forger";
const MOST = 32;
const SOON = 80; // ms between two questions while a point is dragged

// A heap in the middle, which knows nothing of where real points lie.
const START = Array.from({ length: 8 }, (_, k) => [0.12 * Math.cos(k * 2.4) * (0.4 + k / 10), 0.12 * Math.sin(k * 2.4) * (0.4 + k / 10)]);

export class Hand {
  constructor({ session, board, ledger, passing }) {
    Object.assign(this, { session, board, ledger, passing });
    this.guesses = new Guesses(this);
    this.line = h("p", { class: "gd-sentence fo-line", role: "status", "data-testid": "line" }, t("The detective takes its first look…"));
    this.forget();
  }

  get mine() {
    return !this.session.spectator && !this.told?.driven;
  }

  // ---- what is heard --------------------------------------------------------------------------------------------

  heard({ type }) {
    if (type !== "opened" || this.session.spectator) return;
    this.send(this.begun ? "lay" : "fresh_detective");
    this.begun = true;
  }

  take(frame) {
    const { header } = frame;
    if (header.part !== PART || header.what !== "scored") return false;
    const wasDriven = this.told?.driven;
    this.told = { ...header, heat: frame.section("heat") };
    if (header.driven || wasDriven || this.session.spectator) this.points = header.points;
    if (header.round + header.moves > this.counted || !this.passing.points.length) this.passing.take(header);
    this.counted = header.round + header.moves;
    this.ledger.show(header);
    this.show();
    return true;
  }

  // ---- what the visitor does ------------------------------------------------------------------------------------

  send(type, more = {}) {
    this.session.source?.send({ type, points: this.points, ...more });
  }

  move(i, place) {
    if (!this.mine) return;
    this.points = this.points.with(i, place);
    this.changed();
  }

  add(place = [0, 0]) {
    if (!this.mine || this.points.length >= MOST) return;
    this.points = [...this.points, place];
    this.changed();
  }

  remove(i = this.board.chosen ?? this.points.length - 1) {
    if (!this.mine || this.points.length < 2 || i >= this.points.length) return;
    this.points = this.points.toSpliced(i, 1);
    this.changed();
  }

  // One point, or all of them, to the tips of their arrows.
  follow(only = null) {
    if (!this.mine || !this.answer) return;
    const { arrows } = this.answer;
    this.points = this.points.map((place, i) => (only === null || only === i ? place.map((value, axis) => Math.max(-1, Math.min(1, value + arrows[i][axis]))) : place));
    this.changed();
  }

  // The detective learns from them: one round.
  handIn() {
    if (this.mine) this.send("lay", { hand_in: true });
  }

  drive() {
    if (!this.session.spectator) this.session.source.send({ type: "drive", on: !this.told?.driven });
  }

  startOver() {
    if (this.session.spectator) return;
    this.points = START;
    this.passing.forget();
    this.counted = -1;
    this.send("fresh_detective");
  }

  // The detective is asked about points that are being moved, now and then.
  changed() {
    this.show();
    this.asking ??= setTimeout(() => {
      this.asking = null;
      this.send("lay");
    }, SOON);
  }

  // ---- what is shown --------------------------------------------------------------------------------------------

  // The last answer, as far as it is about these points.
  get answer() {
    return this.told?.points.length === this.points.length ? this.told : null;
  }

  show() {
    this.board.show(this.points, this.answer);
    const { root } = this.session;
    const { round = 0, moves = 0, driven = false } = this.told ?? {};
    Object.assign(root.dataset, { round, moves, driven, points: this.points.length, passing: this.passed ?? "" });
    if (this.told) setText(this.line, this.sentence());
    this.guesses.look();
    this.onShow?.();
  }

  get passed() {
    return this.answer?.scores.filter((score) => score > 0.5).length;
  }

  sentence() {
    const { round, moves, driven, reals_pass: reals, found, kinds } = this.told;
    if (this.answer === null) return "…";
    const count = t("{passed} of {all} points pass; of real ones, {share:%} do.", { passed: this.passed, all: this.points.length, share: reals });
    const place = this.board.view === "all" ? [t("You reach {found} of {all} {kinds}.", { found, all: kinds, kinds: this.kinds })] : [];
    if (driven) return [t("The machine: {moves} moves.", { moves }), count, ...place].join(" ");
    if (!round && !moves) return `${t("Drag a point along its arrow, and see the detective believe in it more.")} ${count}`;
    const told = moves ? t("Round {round}, and {moves} moves of the machine: {count}", { round, moves, count }) : t("Round {round}: {count}", { round, count });
    return [told, ...place].join(" ");
  }

  hang(vault) {
    this.kinds = vault.header.vocabulary.kinds;
    const [{ data, seed = "0" }] = vault.header.experiments;
    this.guesses.begin(`${data}:${seed}`);
    this.board.hang(vault);
    this.show();
  }

  relayout() {
    this.board.draw();
    this.passing.draw();
  }

  forget() {
    clearTimeout(this.asking);
    Object.assign(this, { points: START, told: null, begun: false, counted: -1, asking: null });
    this.passing.forget();
  }

  close() {
    clearTimeout(this.asking);
  }
}
