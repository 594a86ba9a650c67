// Dice by a counter: any roll of any turn can be told without those before it. The same as gan_core/philox.py, bit for
// bit; the words come from the kernel.

const STEP = 2 ** -24;
const FEW = 8; // numbers in a block, of 32 bits
const MANY = 16; // of 16 bits

// The rolls of one occasion: a stream (who rolls) and a turn of it, under a seed. `what` tells several rolls apart, and
// `first` is the block from which on it is rolled.
export class Rolls {
  constructor(machine, seed, stream, turn = 0) {
    Object.assign(this, { machine, seed, stream, turn });
  }

  words(count, what = 0, first = 0) {
    return this.machine.words(this, Math.ceil(count / FEW), what, first).subarray(0, count);
  }

  uniform(count, what, first) {
    const [words, out] = [this.words(count, what, first), new Float32Array(count)];
    for (let k = 0; k < count; k++) out[k] = (words[k] >>> 8) * STEP;
    return out;
  }

  // Within ± reach.
  spread(count, reach, what) {
    const [words, out, step] = [this.words(count, what), new Float32Array(count), Math.fround(reach) * 2 ** -31];
    for (let k = 0; k < count; k++) out[k] = (words[k] | 0) * step;
    return out;
  }

  // Times a factor that is itself no finer than a number of 32 bits.
  normal(count, what = 0, { first = 0, factor = 1 } = {}) {
    const { buffer, byteOffset } = this.machine.words(this, Math.ceil(count / MANY), what, first);
    const quarters = new Uint16Array(buffer, byteOffset, count);
    const [out, numbers, times] = [new Float32Array(count), (quantiles ??= quantilesOf(MANY)), Math.fround(factor)];
    for (let k = 0; k < count; k++) out[k] = numbers[quarters[k]] * times;
    return out;
  }

  rows(count, items, what, first) {
    const [words, out] = [this.words(count, what, first), new Uint32Array(count)];
    for (let k = 0; k < count; k++) out[k] = (words[k] * items) / 4294967296;
    return out;
  }
}

let quantiles = null;

// Numbers that are equally likely under the normal law (Wichura 1988, AS 241).
function quantilesOf(bits) {
  const half = 2 ** (bits - 1);
  const out = new Float32Array(2 * half);
  for (let k = 0; k < half; k++) {
    const upper = (k + 0.5) / 2 ** bits;
    const near = 0.180625 - upper * upper;
    const far = Math.sqrt(-logarithm(0.5 - upper)) - 1.6;
    out[half + k] =
      upper <= 0.425
        ? upper * (polynomial(near, [59.10937472, 159.29113202, 50.434271938, 3.3871327179]) / polynomial(near, [67.1875636, 78.757757664, 17.895169469, 1]))
        : polynomial(far, [0.17023821103, 1.3067284816, 2.756815390, 1.4234372777]) / polynomial(far, [0.12021132975, 0.7370016425, 1]);
    out[half - 1 - k] = -out[half + k];
  }
  return out;
}

const polynomial = (x, factors) => factors.reduce((total, factor) => total * x + factor);

// ln x of 0 < x <= 1/2.
function logarithm(x) {
  let doubled = 0;
  for (; x <= 0.5; doubled++) x *= 2;
  const s = (x - 1) / (x + 1);
  let total = 0;
  for (let k = 19; k > 0; k -= 2) total = total * (s * s) + 1 / k;
  return 2 * s * total - 0.6931471805599453 * doubled;
}
