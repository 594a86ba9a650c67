// What gives fakes away as a crowd: the one measure by which they differ most from real items (gan_core/giveaway.py).

import { chanceBand, middle, shareAbove } from "./gauges.js";

// `words` are of each trait what is said where fakes lie lower, higher, nearer to the middle of the real ones and farther
// from it, if anything; `real` and `fake` its measures. {words, accuracy}, or null if nothing does better than chance.
export function giveaway(words, real, fake) {
  const signs = words.flatMap(([low, high, alike, unlike], trait) => {
    const [onReal, onFake, centre] = [real[trait], fake[trait], median(real[trait])];
    const [minus, off, within] = [(x) => -x, (x) => Math.abs(x - centre), (x) => -Math.abs(x - centre)];
    return [[low, onReal, onFake], ...[[high, minus], [alike, off], [unlike, within]].map(([said, as]) => [said, onReal.map(as), onFake.map(as)])];
  });
  const found = signs.filter(([said]) => said).map(told);
  const best = found.reduce((most, sign) => (most && most.chosen >= sign.chosen ? most : sign), null);
  const band = chanceBand(real[0].length >> 1, fake[0].length >> 1);
  return best && best.accuracy > 0.5 + band ? best : null;
}

// How well a sign tells on the items that choose, and what it is worth on the others.
function told([words, real, fake]) {
  const part = (values, parity) => values.filter((_, k) => k % 2 === parity);
  const level = middle(part(real, 0), part(fake, 0));
  const [chosen, accuracy] = [0, 1].map((parity) => (shareAbove(part(real, parity), level) + 1 - shareAbove(part(fake, parity), level)) / 2);
  return { words, chosen, accuracy };
}

function median(values) {
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}
