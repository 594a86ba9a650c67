// Where judges work: on frozen forgers that are sent here, step by step. It has a worker of its own, so that training
// does not wait for it; on a machine of one core it takes small turns beside the training.

import { Expert } from "./expert.js";
import { Referee } from "./referee.js";
import { Shift, aloud } from "./shift.js";
import { Workshop } from "./workshop.js";

const JUDGES = { referee: Referee, expert: Expert };
const OFTEN = 3; // of so many steps the expert has one while a referee is at work
export const NEEDED = ["draws", "reads", "fresh", "referee learns", "referee judges", "expert learns", "expert judges", "expert looks"]; // programs

export class Court {
  // `tell` hears `{judge, id}` and the judge's `word`, or how far it is.
  constructor(workshop, tell) {
    Object.assign(this, { workshop, tell, cases: {}, steps: 0 });
  }

  // A case is {judge, id, step, seed, weights}: the forger's step, and the weights of the one that is shown. It takes the
  // place of that judge's last one; without weights it only drops it.
  hear({ judge, id, ...about }) {
    delete this.cases[judge];
    if (about.weights) this.cases[judge] = { id, who: new JUDGES[judge](this.workshop, about), told: 0 };
  }

  // A small step of a judge; false when nobody has anything to do.
  work() {
    const waiting = Object.keys(JUDGES).filter((name) => name in this.cases);
    if (!waiting.length) return false;
    this.steps = (this.steps + 1) % OFTEN;
    const judge = this.steps ? waiting[0] : waiting.at(-1);
    const { id, who, told } = this.cases[judge];
    const [done, percent] = [who.work(), Math.round(100 * who.progress)];
    if (!done && percent === told) return true;
    this.cases[judge].told = percent;
    if (done) delete this.cases[judge];
    this.tell({ judge, id, progress: who.progress, word: done ? who.word : null });
    return true;
  }
}

// A court in a worker of its own, whose cases come through a port. It is furnished when the first one comes, after the
// first pictures. Two cores are for training and painting as well: there it rests for as long as each step took.
export function sitting({ book, kernel, judges: port }) {
  let [court, opened, took] = [null, null, 0];
  const shift = new Shift(
    () => {
      const started = performance.now();
      const more = court.work();
      took = performance.now() - started;
      return more;
    },
    () => (navigator.hardwareConcurrency > 2 ? 0 : took),
  );
  const furnished = async () => new Court(await Workshop.of(book, kernel, 0, NEEDED), (answer) => port.postMessage(answer));
  const hear = async (one) => {
    court = await (opened ??= furnished());
    court.hear(one);
    shift.go();
  };
  port.onmessage = ({ data }) => hear(data).catch(aloud);
}
