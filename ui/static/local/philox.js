// Dice by a counter: any roll of any turn can be told without those before it. The same as gan_core/philox.py.

const ROUNDS = 10;
const STEP = 2 ** -24;

// The upper half of a product of two whole numbers of 32 bits, the second one in its two halves.
function high(a, bh, bl) {
  const al = a & 0xffff;
  const ah = a >>> 16;
  const middle = ah * bl + ((al * bl) >>> 16);
  const other = al * bh + (middle & 0xffff);
  return (ah * bh + ((middle / 65536) | 0) + ((other / 65536) | 0)) | 0;
}

// Four words for one counter of four, under a key of two; written to `out` from `at` on.
export function philox(c0, c1, c2, c3, k0, k1, out, at) {
  for (let turn = 0; turn < ROUNDS; turn++) {
    const high0 = high(c0, 0xd251, 0x1f53);
    const high1 = high(c2, 0xcd9e, 0x8d57);
    const low0 = Math.imul(c0, 0xd2511f53);
    const low1 = Math.imul(c2, 0xcd9e8d57);
    c0 = high1 ^ c1 ^ k0;
    c1 = low1;
    c2 = high0 ^ c3 ^ k1;
    c3 = low0;
    k0 = (k0 + 0x9e3779b9) | 0;
    k1 = (k1 + 0xbb67ae85) | 0;
  }
  out[at] = c0;
  out[at + 1] = c1;
  out[at + 2] = c2;
  out[at + 3] = c3;
}

// The rolls of one occasion: a stream (who rolls) and a turn of it, under a seed. `what` tells several rolls apart.
export class Rolls {
  constructor(seed, stream, turn) {
    Object.assign(this, { seed, stream, turn });
  }

  words(count, what) {
    const words = new Uint32Array(Math.ceil(count / 4) * 4);
    for (let block = 0; 4 * block < count; block++) philox(block, this.turn, what, 0, this.seed, this.stream, words, 4 * block);
    return words.subarray(0, count);
  }

  uniform(count, what) {
    const [words, out] = [this.words(count, what), new Float32Array(count)];
    for (let k = 0; k < count; k++) out[k] = (words[k] >>> 8) * STEP;
    return out;
  }

  normal(count, what) {
    const words = this.words(count + (count % 2), what);
    const out = new Float32Array(words.length);
    for (let k = 0; k < words.length; k += 2) {
      const length = Math.sqrt(-2 * Math.log((words[k] >>> 8) * STEP + STEP));
      const angle = 2 * Math.PI * ((words[k + 1] >>> 8) * STEP);
      out[k] = length * Math.cos(angle);
      out[k + 1] = length * Math.sin(angle);
    }
    return out.subarray(0, count);
  }

  rows(count, items, what) {
    return this.words(count, what).map((word) => Math.floor((word * items) / 4294967296));
  }
}
