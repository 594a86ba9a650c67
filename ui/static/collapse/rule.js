// Who rules the second forger: the slider, the cures, the guess before them, and the link that does it all again.

import { t } from "../kit/words.js";
import { Cures } from "./cures.js";
import { Found } from "./found.js";
import { Guess } from "./guess.js";
import { lastBefore } from "./past.js";
import { Phase } from "./phase.js";
import { Push } from "./push.js";

const OURS = 1500; // so long after a touch the slider stays where the visitor put it, whatever older frames say
const PART = "collapse";

export class Rule {
  constructor({ root, session, past, about, assets }) {
    Object.assign(this, { root, session, past, place: 0, cure: null, moves: [], touched: -Infinity, until: null });
    this.found = new Found(past);
    this.push = new Push({ onMove: (place) => this.moved(place), onWord: () => this.send() });
    this.guess = new Guess({ onDone: (kept) => this.guessed(kept) });
    this.cures = new Cures({ onChoose: (cure) => this.treat(cure) });
    this.phase = new Phase({ assets });
    this.offer(about);
  }

  // What is known of the data set: how few kinds are a collapse, the cures' measured results, the map, the marks.
  offer({ cures, alone, given, few, freed, phase, marks }) {
    this.found.begin(few);
    this.cures.offer(cures, alone, given);
    this.phase.offer(phase);
    this.push.mark(marks, freed);
  }

  // ---- what the session tells -----------------------------------------------------------------------------------

  prepare(_, session) {
    this.data = session.wanted[0].data;
    const { about, part } = session.data;
    if (this.offered !== about) this.offer((this.offered = about));
    const linked = part && (part.moves.length || part.until !== null);
    this.guess.begin(session.memory.guess(this.data), Boolean(linked || this.moves.length));
    this.show(session);
  }

  heard(message, session) {
    const told = message.parts?.[PART];
    if (!told) return;
    if (message.type === "opened") this.until = told.until ?? null;
    this.adopt(told.moves);
    this.show(session);
  }

  note(header, session) {
    const { moves, until = null, lost = 0 } = header.parts[PART] ?? {};
    Object.assign(this, { until, lost });
    this.adopt(moves);
    this.sayWhereTo(header);
    // The question was about the slider alone: under a cure the run answers another one.
    this.guess.watch({ place: this.cure ? 0 : this.place, seconds: header.seconds, step: header.step, looks: this.past.looks });
    this.show(session);
  }

  paint({ header }, session) {
    const ruled = header.parts[PART]?.members[1];
    this.settings = ruled?.settings;
    this.words = ruled?.words;
    this.show(session);
  }

  rewind(step) {
    this.moves = this.moves.filter(([at]) => at <= step);
  }

  // Slider and cure stay where they are: a run that begins again begins under them. The link's moment is left behind.
  again() {
    const address = new URL(location.href);
    for (const name of ["moves", "step"]) address.searchParams.delete(name);
    history.replaceState(history.state, "", address);
    this.until = null;
  }

  forget() {
    this.moves = [];
    this.words = this.settings = null;
    this.touched = -Infinity;
    this.going = false;
  }

  relayout() {
    this.phase.relayout();
  }

  close() {
    this.push.close();
    this.phase.close();
  }

  // ---- what follows ---------------------------------------------------------------------------------------------

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
    if (going === Boolean(this.going)) return;
    this.going = going;
    this.session.notice.say(going ? t("Going back to round {round:,}…", { round: this.until }) : "");
  }

  // In the past the slider stands where it stood then.
  show({ live, cursor, spectator, status }) {
    const then = live ? null : lastBefore(this.moves, cursor, ([step]) => step);
    const place = live ? this.place : Math.round(100 * (then?.[1] ?? 0));
    const cure = live ? this.cure : (then?.[2] ?? null);
    const free = this.guess.free && !spectator && !this.going && status !== "diverged";
    const agreed = performance.now() - this.touched > OURS;
    this.push.show({ place, words: agreed ? this.words : null, free, overruled: this.cures.calm.has(cure) });
    this.found.look(this.moves, Boolean(this.guess.kept?.answer));
    this.cures.show({ chosen: cure, free, place, found: this.found });
    this.phase.show({ place, y: this.settings?.r1, found: this.found });
    Object.assign(this.root.dataset, { push: place, cure: cure ?? "" });
  }

  // ---- what the visitor does ------------------------------------------------------------------------------------

  moved(place) {
    this.session.backToLive();
    this.place = place;
    this.touched = performance.now();
    this.show(this.session);
  }

  treat(cure) {
    this.session.backToLive();
    this.cure = cure;
    this.touched = performance.now();
    this.send();
    this.show(this.session);
  }

  send() {
    this.until = null;
    this.session.source.send({ type: "push", strength: this.place / 100, cure: this.cure });
  }

  guessed(kept) {
    this.session.memory.keepGuess(this.data, kept);
    this.show(this.session);
  }

  // The page's address with everything that leads to the moment that is shown.
  link(address, { shown, cursor, notice }) {
    if (this.lost) {
      notice.say(t("This run has had {moves:,} moves, more than a link holds: it would lead to another run. The watching link leads to this one.", { moves: this.lost + this.moves.length }), true);
      return null;
    }
    const moves = this.moves.filter(([step]) => step <= cursor);
    const told = moves.map(([step, strength, cure]) => `${step}-${Math.round(100 * strength)}${cure ? `-${cure}` : ""}`);
    const { data, seed } = shown[0];
    address.search = "";
    address.searchParams.set("data", data);
    if (seed && seed !== "0") address.searchParams.set("seed", seed);
    if (told.length) address.searchParams.set("moves", told.join(","));
    address.searchParams.set("step", Math.round(cursor));
    address.search = address.search.replaceAll("%2C", ",");
    return address;
  }
}
