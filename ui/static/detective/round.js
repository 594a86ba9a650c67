// A sitting: notes of one forger, dealt in lots of 24 and judged one by one; what was stamped stays in this browser.

import { progress } from "../kit/progress.js";
import { counted, empty } from "./tally.js";

export const LOT = 24;

export class Sitting {
  constructor() {
    this.lots = {}; // dealt frames by stage
  }

  // Another training has another score.
  begin({ data, seed = "0" }) {
    this.name = `detective:${data}:${seed}`;
    const kept = progress.get(this.name) ?? {};
    this.tallies = { 1: empty(), 2: empty(), 3: empty(), ...kept.tallies };
    this.place = { 1: [0, []], 2: [0, []], 3: [0, []], ...kept.place }; // stage → [lot, stamps in it]
    this.stage = kept.stage ?? 1;
    this.lots = {};
  }

  keep() {
    progress.set(this.name, { tallies: this.tallies, place: this.place, stage: this.stage });
  }

  choose(stage) {
    this.stage = stage;
    this.keep();
  }

  get lot() {
    return this.place[this.stage][0];
  }

  get stamps() {
    return this.place[this.stage][1];
  }

  get full() {
    return this.stamps.length >= LOT;
  }

  take(frame) {
    this.lots[frame.header.stage] = frame;
  }

  // The note that is next to be judged; null until the lot has been dealt, or once it is through.
  get note() {
    const frame = this.lots[this.stage];
    if (!frame || frame.header.lot !== this.lot || this.full) return null;
    const index = this.stamps.length;
    return { ...frame.header.notes[index], index, atlas: frame.section("notes") };
  }

  stamp(note, saidReal) {
    this.tallies[this.stage] = counted(this.tallies[this.stage], note, saidReal);
    this.stamps.push(saidReal);
    this.keep();
  }

  nextLot() {
    this.place[this.stage] = [this.lot + 1, []];
    this.keep();
  }
}
