// What is measured on a forger and its detective: the same rules as gan_core/metrics, engine/measuring.py and stages.py.

const Z_95 = 1.959964; // standard deviations on either side that hold 95 % of a normal distribution

export const shareAbove = (scores, level) => scores.reduce((sum, s) => sum + (s > level ? 1 : s === level ? 0.5 : 0), 0) / scores.length;

// The median of all scores, of as many real items as fakes.
export function middle(real, fake) {
  const weights = new Map();
  for (const side of [real, fake]) for (const s of side) weights.set(s, (weights.get(s) ?? 0) + 0.5 / side.length);
  const sorted = Float64Array.from(weights.keys()).sort();
  let below = 0;
  for (let k = 0; k < sorted.length; k++) {
    below += weights.get(sorted[k]);
    if (below > 0.5 + 1e-9) return sorted[k];
    if (below >= 0.5 - 1e-9) return (sorted[k] + (sorted[k + 1] ?? sorted[k])) / 2;
  }
  return sorted.at(-1);
}

export const chanceBand = (reals, fakes) => Z_95 * Math.sqrt((1 / reals + 1 / fakes) / 16);

// What is near each point: [the mode, how far it is, at what distance it is too far], by the rule of the data set's reader.
const NEAR = {
  nearest: ({ skeleton, modes, tolerance }, x, y) => least(skeleton, ([a, b]) => (x - a) ** 2 + (y - b) ** 2, tolerance ** 2, modes),
  cells: ({ middles, reach }, x, y) => least(middles, ([a, b]) => Math.max(Math.abs(x - a), Math.abs(y - b)), reach),
  heaps: ({ centres, sigmas }, x) => least(centres, (centre, k) => Math.abs(x - centre) / sigmas[k], 3),
};

function least(places, far, limit, modes = null) {
  let [best, at] = [limit, -1];
  places.forEach((place, k) => {
    const distance = far(place, k);
    if (distance < best) [best, at] = [distance, k];
  });
  return modes && at >= 0 ? modes[at] : at;
}

// The mode of each point (of so many numbers), or -1 where it shows none.
export function read(points, size, reader) {
  const near = NEAR[reader.rule];
  return Int16Array.from({ length: points.length / size }, (_, k) => near(reader, points[k * size], points[k * size + 1]));
}

const shareOf = (list) => list.reduce((sum, one) => sum + Number(one), 0) / list.length;

// How the modes are covered by a reading of items.
export function coverage({ mode, good, mixed }, trueShares) {
  const counts = trueShares.map(() => 0);
  for (const one of mode) if (one >= 0) counts[one] += 1;
  const shares = counts.map((count) => count / mode.length);
  const total = shares.reduce((sum, s) => sum + s, 0);
  const q = shares.map((s) => s / total);
  const sum = (each) => (total ? q.reduce((so_far, s, k) => so_far + (s > 0 ? each(s, k) : 0), 0) : 0);
  return {
    shares,
    modes: shares.filter((s, k) => s >= Math.min(0.01, trueShares[k] / 4)).length,
    effective: total ? Math.exp(-sum((s) => s * Math.log(s))) : 0,
    high_quality: shareOf(good),
    mixed: mixed && shareOf(mixed),
    reverse_kl: total ? Math.max(0, sum((s, k) => s * Math.log(s / trueShares[k]))) : -Math.log(Math.min(...trueShares)),
    uneven: total ? q.reduce((all, s) => all + Math.abs(s - 1 / q.length), 0) / 2 : 1,
  };
}

export const guesses = ({ d_accuracy, d_band }) => Math.abs(d_accuracy - 0.5) <= d_band;

const better = (m, bars) => m.d_accuracy <= bars.better_accuracy && m.high_quality >= bars.better_quality && m.modes >= bars.better_modes * m.modes_all;

const convincing = (m, bars) =>
  Math.abs(m.d_accuracy - 0.5) <= bars.near + m.d_band &&
  m.referee !== null &&
  m.referee <= bars.referee &&
  m.modes >= m.modes_all &&
  m.high_quality >= bars.quality &&
  m.reverse_kl <= (bars.reverse_kl ?? Infinity) &&
  m.uneven <= bars.uneven &&
  (bars.mixed === null || (m.mixed !== null && m.mixed <= bars.mixed));

// 1, 2 or 3, for one moment, of a forger whose detective has learnt.
export const stageOf = (metrics, bars) => (better(metrics, bars) ? (convincing(metrics, bars) ? 3 : 2) : 1);

export const lacksReferee = (metrics, bars) => stageOf(metrics, bars) < 3 && stageOf({ ...metrics, referee: 0.5 }, bars) === 3;

const ROW = 3; // looks that must agree

// Takes up measurements, and says which stage they agree on (gan_core/record.py).
export class Record {
  constructor(bars) {
    Object.assign(this, { bars, metrics: null, reached: [{ stage: 1, step: 0, seconds: 0 }], stage: 1, learnt: false, last: [] });
  }

  // After stages that were reached elsewhere.
  goOn(reached) {
    this.reached = [...reached];
    this.stage = this.reached.at(-1).stage;
    this.learnt = this.stage > 1;
  }

  note(metrics, seconds) {
    const before = this.metrics;
    if (metrics.referee === null && before) metrics = { ...metrics, referee: before.referee, referee_step: before.referee_step };
    this.metrics = metrics;
    this.learnt ||= metrics.d_accuracy >= 0.5 + 2 * metrics.d_band;
    if (before?.step === metrics.step) this.last.pop();
    this.last = [...this.last, this.learnt ? stageOf(metrics, this.bars) : 1].slice(-ROW);
    if (this.last.length === ROW) this.stage = Math.max(Math.min(...this.last), Math.min(this.stage, Math.max(...this.last)));
    for (let stage = this.reached.at(-1).stage + 1; stage <= this.stage; stage++) this.reached.push({ stage, step: metrics.step, seconds });
  }
}
