// Takes the commands of the page of mode collapse: an office whose run is of two twins.

import { Office } from "./office.js";
import { Twin } from "./twin.js";
import { Twins } from "./twins.js";

export class TwinsOffice extends Office {
  async begun({ experiments: [query], run, parts }) {
    return new Twins(await this.pair(Number(query.seed ?? this.book.experiment.seed)), run ?? "here", parts?.collapse);
  }

  // The slider and the cure stay where they are.
  async again(seed, before) {
    const moves = before.done.slice(-1).map(([, ...ruled]) => [0, ...ruled]);
    const twins = new Twins(await this.pair(seed), before.name, { moves });
    for (const [, ...ruled] of twins.coming.splice(0)) twins.move(...ruled);
    return twins;
  }

  pair(seed) {
    return Promise.all([0, 1].map(() => Twin.of(this.book, this.kernel, seed)));
  }

  get experiments() {
    return [...super.experiments, ...super.experiments];
  }

  on_play() {
    this.run.takeOver();
    super.on_play();
  }

  on_push({ strength, cure = null }) {
    this.run.push(strength, cure);
    if (!this.run.playing) this.run.show((frame) => this.show(frame), true);
  }
}
