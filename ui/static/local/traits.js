// What an expert measures on a crowd of items, beside its own word: for each trait a list of numbers, low where something
// is wrong (gan_core/data/banknote_traits.py, digit_traits.py, point_traits.py).

import { lookedAt, standardised } from "./readers.js";

const FEW = 5; // real digits that are most like one; the first is left out, since a real one is among them itself
const BARE = 0.01; // mean ink where real digits have hardly any

// Gives measures(rows), rows as the networks see them; null where nothing is measured. `some` gives real items that are
// not judged, by their number.
export function measuring(workshop, some) {
  const { traits } = workshop.book.expert;
  return traits && RULES[traits.rule](workshop, traits, some);
}

const RULES = {
  corners: ({ book, programs }) => {
    const { order, scale } = book.items;
    return (rows) => columns(lookedAt(programs.reads, rows, order, scale)[2].map((strangeness) => Array.from(strangeness, (strange) => -strange)));
  },
  crowd: ({ book }, { known, neighbour }, some) => {
    const { size } = book.items;
    const real = some(known);
    return (rows) => columns(each(rows, size, (point) => [distance(point, real, size, neighbour)]));
  },
  neighbours: ({ book, train }) => {
    const { size, scale } = book.items;
    const whole = train.part(0, train.count);
    const [known, bare] = [standardised(whole, size).rows, bareOf(whole, size)];
    return (rows) => {
      const items = rows.map((x) => x * scale);
      const { rows: ways, contrasts } = standardised(items, size);
      return columns(each(ways, size, (way, k) => [...likeness(way, known, book.reader.labels), contrasts[k] / 2, -bare.reduce((sum, j) => sum + (items[k * size + j] + 1) / 2, 0)]));
    };
  },
};

const each = (rows, size, measure) => Array.from({ length: rows.length / size }, (_, k) => measure(rows.subarray(k * size, (k + 1) * size), k));
const columns = (table) => table[0].map((_, column) => table.map((row) => row[column]));

// How far the nth nearest of the known points is.
function distance(point, known, size, nth) {
  const nearest = new Array(nth).fill(-Infinity);
  for (let at = 0; at < known.length; at += size) {
    let square = 0;
    for (let j = 0; j < size; j++) square += (point[j] - known[at + j]) ** 2;
    keep(nearest, -square);
  }
  return Math.sqrt(-nearest[0]);
}

// How like the real digits most like it, and how much more like its own digit than like any other.
function likeness(way, known, labels) {
  const best = Array.from({ length: 11 }, () => new Array(FEW).fill(-Infinity)); // of each digit, and of all
  labels.forEach((label, m) => {
    let alike = 0;
    for (let j = 0; j < way.length; j++) alike += way[j] * known[m * way.length + j];
    keep(best[label], alike);
    keep(best[10], alike);
  });
  const mean = (few) => few.slice(0, -1).reduce((sum, alike) => sum + alike, 0) / (FEW - 1);
  const [second, first] = best.slice(0, 10).map(mean).sort((a, b) => a - b).slice(-2);
  return [mean(best[10]), first - second];
}

// Keeps the largest numbers in a list that rises.
function keep(list, value) {
  if (value <= list[0]) return;
  list[0] = value;
  for (let k = 1; k < list.length && list[k - 1] > list[k]; k++) [list[k - 1], list[k]] = [list[k], list[k - 1]];
}

// The pixels where real digits have hardly any ink.
function bareOf(items, size) {
  const count = items.length / size;
  const mean = Array.from({ length: size }, (_, j) => each(items, size, (item) => (item[j] + 1) / 2).reduce((sum, ink) => sum + ink, 0) / count);
  return mean.flatMap((ink, j) => (ink < BARE ? [j] : []));
}
