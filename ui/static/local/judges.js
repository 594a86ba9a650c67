// The judges beside a run: a quick referee now and then, an expert seldom (live/worker/judges.py, consultation.py). They
// work in a court, which is elsewhere, or which gets its turns here.

import { Allowance } from "./allowance.js";
import { Court } from "./court.js";
import { lacksReferee } from "./gauges.js";
import { measured } from "./measuring.js";

const EVERY = 5000; // ms between two referees
const FIRST = 500; // ms before the first: the first pictures come before it
const STUDIES = 4000; // ms before the first expert begins …
const REST = 20000; // … and between two
const JUDGING = 0.1; // share of the time that a court here may take …
const WANTED = 0.25; // … and where nothing but the referee's word is missing
let cases = 0;

export class Judges {
  // `far` is a court elsewhere: whatever it has to say is brought to `hear`.
  constructor(run, far = null) {
    Object.assign(this, { run, asked: {}, spoken: false, near: far ? null : new Court(run.players, (answer) => this.hear(answer)) });
    this.court = far ?? this.near;
    this.referees = new Allowance(1, EVERY, performance.now() + FIRST);
    this.judging = new Allowance(JUDGING, 0);
    this.expertAt = performance.now() + STUDIES;
    this.opinion = null; // the last expert's word
    this.progress = null; // how far the next one is
  }

  // Beside the training.
  turn() {
    const now = performance.now();
    const { metrics, bars } = this.run.record;
    const wanted = metrics && lacksReferee(metrics, bars);
    this.spoken = false;
    if (!this.asked.referee && (wanted || this.referees.due(now))) {
      this.ask("referee");
      this.referees.spent(now, now);
    }
    if (!this.asked.expert && now >= this.expertAt) this.ask("expert");
    this.judging.share = wanted ? WANTED : JUDGING;
    if (!this.near || !this.judging.due(now)) return;
    if (this.near.work()) this.judging.spent(now, performance.now());
  }

  // The run stands still and was measured: a referee of this very moment is wanted.
  stopped() {
    const { players, record } = this.run;
    if (!players.diverged && record.metrics.referee_step !== players.step) this.ask("referee");
  }

  // Standing still: a step, if the court is here; true while there is more to do.
  rest() {
    return Boolean(this.near?.work());
  }

  ask(judge) {
    const { step, seed } = this.run.players;
    cases += 1;
    this.asked[judge] = cases;
    if (judge === "expert") this.progress = 0;
    this.court.hear({ judge, id: cases, step, seed, weights: this.run.players.shown().map((numbers) => numbers.slice()) });
  }

  // Nobody waits for their word any more.
  leave() {
    for (const judge of Object.keys(this.asked)) this.court.hear({ judge });
    Object.assign(this, { asked: {}, progress: null });
  }

  hear({ judge, id, progress, word }) {
    if (this.asked[judge] !== id) return;
    if (judge === "expert") this.progress = word ? null : progress;
    if (!word) return;
    delete this.asked[judge];
    this.spoken = true;
    if (judge === "referee") this.refereed(word);
    else Object.assign(this, { opinion: word, expertAt: performance.now() + REST });
  }

  // Its word stands at the look that it is about.
  refereed({ accuracy, step: atStep }) {
    const { run } = this;
    const about = run.points.findLast(([step]) => step <= atStep);
    if (about) about[2] = accuracy;
    run.note({ ...(run.record.metrics ?? measured(run.players)), referee: accuracy, referee_step: atStep });
  }

  // ---- what a frame says of the expert

  header() {
    const { looks, ...said } = this.opinion ?? { step: null };
    return { ...said, progress: this.progress };
  }

  sections() {
    const [looks, item] = [this.opinion?.looks, this.run.book.about.item];
    return looks ? [{ name: "looks", shape: item, values: looks }] : [];
  }
}
