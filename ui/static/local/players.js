// Two players at work without a server: the state of a pair, its dice, and its turns, as `book` (gan_core/engine/portable/
// book.py) says them. Nothing of the mathematics is here: turns and looks are programs.

import { toTell } from "../kit/words.js";
import { floats } from "./bytes.js";
import { Machine } from "./machine.js";
import { Workshop } from "./workshop.js";

const ROWS = 0;
const BETWEEN = 3;
const EXPLODED = 1e6; // a logit beyond this is an explosion

export class Players extends Workshop {
  // `goOn`: from where the book's run was left, if it was begun elsewhere.
  static async of(book, kernel, seed = book.experiment.seed, goOn = false) {
    const players = new Players(book, await Machine.of(kernel), seed);
    if (goOn && book.since && seed === book.experiment.seed) players.goOn(book.since);
    return players;
  }

  constructor(book, machine, seed) {
    super(book, machine, seed);
    Object.assign(this, { settings: book.experiment, step: 0, counts: { detective: 0, forger: 0 }, turns: { detective: 0, forger: 0 }, level: 0, diverged: null });
    for (const player of ["forger", "detective"]) this.begin(player, this.rolls(`first ${player}`)(0));
    book.first.forger.forEach((_, k) => machine.state(`shown.${k}`).set(machine.state(`forger.weights.${k}`)));
    this.fixed = this.latents(this.rolls("wall")(0), book.sizes.wall);
  }

  goOn({ step, counts, turns, tensors }) {
    Object.assign(this, { step, counts: { ...counts }, turns: { ...turns } });
    for (const [name, packed] of Object.entries(tensors)) this.machine.state(name).set(typeof packed === "string" ? floats(packed) : packed);
  }

  // ---- training

  round() {
    for (let k = 0; k < this.settings.d_steps; k++) this.turn("detective");
    for (let k = 0; k < this.settings.g_steps; k++) this.turn("forger");
    this.step += 1;
  }

  // What this player would be dealt if its turn came now.
  peek(player) {
    const rolls = this.rolls(player)(this.turns[player]);
    const batch = this.book.sizes.batch;
    return { player, rows: rolls.rows(batch, this.train.count, ROWS), ...this.latents(rolls, batch), between: this.settings.gp ? rolls.uniform(batch, BETWEEN) : null };
  }

  turn(player) {
    if (this.diverged) return;
    const dealt = this.peek(player);
    this.counts[player] += 1;
    this.turns[player] += 1;
    const program = this.programs[player];
    const given = { z: dealt.z, grain: dealt.grain, between: dealt.between, reals: () => this.reals(dealt.rows), dials: this.dials(player), penalties: this.penalties() };
    for (const [name, values] of Object.entries(given)) if (program.inputs[name]) program.input(name).set(typeof values === "function" ? values() : values);
    program.run();
    if (player === "detective") this.watch(program.output("logits"));
  }

  reals(rows) {
    return this.train.rows(rows);
  }

  dials(player) {
    const { lr_d, lr_g, anneal, anneal_to, ema } = this.settings;
    const annealing = anneal ? anneal_to + ((1 - anneal_to) * (1 + Math.cos(Math.PI * Math.min(this.step / anneal, 1)))) / 2 : 1;
    const halfLife = Math.min(ema, 0.1 * this.step);
    const move = player === "detective" ? 0 : halfLife > 0 ? 1 - 0.5 ** (1 / halfLife) : 1;
    return [(player === "detective" ? lr_d : lr_g) * annealing, this.counts[player], move];
  }

  penalties() {
    const { r1, r2, gp, relax } = this.settings;
    const relaxing = relax ? this.book.relaxed ** Math.min(this.step / relax, 1) : 1;
    return [r1 * relaxing, r2 * relaxing, gp];
  }

  watch(logits) {
    const worst = logits.reduce((most, logit) => (Math.abs(logit) < most ? most : Math.abs(logit)), 0);
    if (worst < EXPLODED) return;
    const got = Number.isNaN(worst) ? toTell("stopped being numbers (NaN)") : toTell("reached {size}", { size: worst.toExponential(0) });
    this.diverged = toTell("This run blew up in round {step}: the detective's scores {got}. Too large a learning rate, or a loss without a penalty, does that.", { step: this.step, got });
  }

  // ---- looking; items are as the networks see them, (n, d) in one row

  // What the forger makes of dice: the averaged one, or `live` the forger itself.
  print(name, latents, live) {
    return this.printedBy(this.shown(live), name, latents);
  }

  // The weights of the forger that is shown.
  shown(live = false) {
    const whose = live || !this.settings.ema ? "forger.weights" : "shown";
    return this.book.first.forger.map((_, k) => this.machine.state(`${whose}.${k}`));
  }

  // Scores, and feedback where the program gives any, of as many rows as there are; they are judged among held-out ones.
  examine(name, rows, level = this.level) {
    const program = this.programs[name];
    const { size } = this.book.items;
    const given = program.input("rows");
    given.fill(0).set(rows);
    program.input("level")[0] = level;
    if (program.inputs.others) program.input("others").set(this.heldOut.rows(Array.from({ length: given.length / size }, (_, k) => k)));
    program.run();
    return { scores: program.output("scores").slice(0, rows.length / size), feedback: program.outputs.feedback && program.output("feedback").slice(0, rows.length) };
  }
}
