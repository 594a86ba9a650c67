// Measures the players on fresh fakes and held-out real items (gan_core/engine/measuring.py).

import { chanceBand, coverage, middle, shareAbove } from "./gauges.js";
import { reading } from "./readers.js";

// Everything but the referee, of the averaged forger or of the forger itself, and the level above which the detective
// says "real"; `level` where that is given, `times` as many fakes as real items where they are to be known well.
export function measured(players, { live = false, level = null, times = 1 } = {}) {
  const { book, step } = players;
  const n = book.sizes.fresh;
  const start = (step * 131) % (players.heldOut.count - n + 1);
  const onReal = players.judge("judges", players.heldOut.rows(Array.from({ length: n }, (_, k) => start + k)));
  const onFake = [];
  let first = null;
  for (let k = 0; k < times; k++) {
    const rows = players.print("fresh", players.latents(players.rolls("fresh")(step * 4 + k), n), live);
    first ??= rows;
    onFake.push(...players.judge("judges", rows));
  }
  const threshold = level ?? (book.relative ? middle(onReal, onFake) : 0);
  const fooled = shareAbove(onFake, threshold);
  const seen = coverage(reading(players, first), book.about.shares);
  const verdicts = Math.floor(n / players.settings.pack);
  return {
    step, ...seen, modes_all: book.about.modes.length, d_accuracy: (shareAbove(onReal, threshold) + 1 - fooled) / 2, d_band: chanceBand(verdicts, verdicts),
    fooled, level: threshold, referee: null, referee_step: null, distance: null,
  };
}
