// What a data set's reader says of items: {mode: -1 for none, good, mixed?}, each a list. Of points it is the rule of
// gauges.js, of pictures that of gan_core/data/banknotes.py or digits.py.

import { read } from "./gauges.js";

// `rows` as the networks see them.
export function reading(players, rows) {
  const { reader, items: { size, scale, order } } = players.book;
  if (reader.rule === "corners") return corners(players.programs.reads, rows, reader, order, scale);
  const items = rows.map((x) => x * scale);
  if (reader.rule === "neighbours") return (players.neighbours ??= new Neighbours(players.train, reader)).read(items);
  const mode = read(items, size, reader);
  return { mode, good: Array.from(mode, (one) => one >= 0), mixed: null };
}

// A note names an amount if both corners do; a strict look finds no trait below its bound.
function corners(program, rows, { legible }, order, scale) {
  const [upper, lower, strangeness] = lookedAt(program, rows, order, scale);
  const mode = Int16Array.from(upper.keys(), (k) => {
    const [above, below] = [most(upper[k]), most(lower[k])];
    return above.at === below.at && Math.min(above.value, below.value) >= legible ? above.at : -1;
  });
  const good = Array.from(mode, (one, k) => one >= 0 && strangeness[k].every((strange) => strange <= 0));
  return { mode, good, mixed: Array.from(mode, (one) => one < 0) };
}

// Of each note how well either corner fits each amount, and how far each of its traits lies below its bound.
export function lookedAt(program, rows, order, scale) {
  const items = program.input("items");
  const size = order.length;
  const place = Int32Array.from(order);
  for (let from = 0; from < rows.length; from += size) {
    for (let q = 0; q < size; q++) items[from + q] = rows[from + place[q]] * scale;
  }
  program.run();
  return ["upper", "lower", "strangeness"].map((name) => {
    const values = program.output(name);
    const many = values.length / program.outputs[name].shape[0];
    return Array.from({ length: rows.length / size }, (_, k) => values.slice(k * many, (k + 1) * many));
  });
}

export function most(values) {
  let [value, at] = [-Infinity, 0];
  values.forEach((one, k) => {
    if (one > value) [value, at] = [one, k];
  });
  return { value, at };
}

// Asks the real digits most like an item which digit it is.
export class Neighbours {
  constructor(train, reader) {
    this.reader = reader;
    this.size = train.size;
    this.known = standardised(train.part(0, train.count), train.size).rows;
  }

  read(items) {
    const { agree, least, faintest, labels } = this.reader;
    const { rows, contrasts } = standardised(items, this.size);
    const mode = Int16Array.from(contrasts, (contrast, k) => {
      const { alike, votes } = this.nearest(rows.subarray(k * this.size, (k + 1) * this.size), labels);
      const best = most(votes);
      return best.value >= agree && alike >= least && contrast >= faintest ? best.at : -1;
    });
    return { mode, good: Array.from(mode, (one) => one >= 0), mixed: null };
  }

  // How alike the nearest are on the whole, and the share of them that names each digit.
  nearest(row, labels) {
    const { known, size, reader: { neighbours } } = this;
    const found = Array.from({ length: neighbours }, () => ({ alike: -Infinity, label: 0 }));
    for (let m = 0; m < labels.length; m++) {
      let alike = 0;
      for (let j = 0; j < size; j++) alike += row[j] * known[m * size + j];
      if (alike <= found[0].alike) continue;
      found[0] = { alike, label: labels[m] };
      found.sort((a, b) => a.alike - b.alike);
    }
    const votes = new Float32Array(10);
    for (const { label } of found) votes[label] += 1 / neighbours;
    return { votes, alike: found.reduce((sum, one) => sum + one.alike, 0) / neighbours };
  }
}

// Each row with mean 0 and length 1, so that a product is a correlation; and how much its numbers spread.
export function standardised(items, size) {
  const rows = items.slice();
  const contrasts = Float32Array.from({ length: items.length / size }, (_, k) => {
    const row = rows.subarray(k * size, (k + 1) * size);
    const mean = row.reduce((sum, x) => sum + x, 0) / size;
    const length = Math.sqrt(row.reduce((sum, x) => sum + (x - mean) ** 2, 0));
    row.forEach((x, j) => (row[j] = (x - mean) / Math.max(length, 1e-6)));
    return length / Math.sqrt(size);
  });
  return { rows, contrasts };
}
