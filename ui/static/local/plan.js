// Makes a portable program ready: where each value lies, and which kernel is called with what. Views cost nothing.
// A tensor is {at, shape, strides}: a place in bytes, and sizes and strides in numbers.

import { floats } from "./bytes.js";

const FLOAT = 4;
const MIDDLE = 1.5 * 2 ** 23; // a number beside which single precision has no fractions
const WAYS = { copy: 0, add: 1, sub: 2, mul: 3, div: 4, addcmul: 5, less: 6, more: 7, leaky_back: 8, leaky: 9, neg: 10, sigmoid: 11, tanh: 12, sin: 13, cos: 14, sqrt: 15, rsqrt: 16 };
const VIEWS = new Set(["view", "expand", "permute", "slice"]);

export const size = (shape) => shape.reduce((product, n) => product * n, 1);

export function steps(shape) {
  const strides = new Array(shape.length);
  for (let d = shape.length - 1, step = 1; d >= 0; step *= shape[d--]) strides[d] = step;
  return strides;
}

// The strides with which a tensor is laid over a larger shape: 0 where it is one number wide.
function over({ shape, strides }, larger) {
  const missing = larger.length - shape.length;
  return larger.map((n, d) => (d < missing || shape[d - missing] === 1 ? 0 : strides[d - missing]));
}

// Fewer dimensions for the same places: neighbours that can be walked in one go become one.
function joined(shape, many) {
  const dims = [];
  shape.forEach((n, d) => {
    if (n === 1) return;
    const strides = many.map((each) => each[d]);
    const last = dims.at(-1);
    if (last && last.strides.every((s, k) => s === strides[k] * n)) Object.assign(last, { n: last.n * n, strides });
    else dims.push({ n, strides });
  });
  return dims.length ? dims : [{ n: 1, strides: many.map(() => 1) }];
}

const inOnePiece = ({ shape, strides }) => {
  const whole = steps(shape);
  return shape.every((n, d) => n === 1 || strides[d] === whole[d]);
};

export class Plan {
  constructor(machine, { inputs, constants, steps: program, outputs }, name) {
    Object.assign(this, { machine, work: [], values: [] });
    const own = (input) => (input.includes(".") ? input : `${name}/${input}`);
    this.inputs = Object.fromEntries(Object.entries(inputs).map(([input, shape]) => [input, machine.keep(own(input), shape)]));
    this.values.push(...Object.values(this.inputs));
    for (const { shape, values } of constants) this.values.push(machine.constant(shape, floats(values)));
    this.follow(program, outputs);
    const scratch = Math.max(0, ...this.wanted ?? []);
    this.room = scratch && machine.allocate(scratch).at;
    this.outputs = Object.fromEntries(Object.entries(outputs).map(([output, place]) => [output, this.whole(this.value(place))]));
    for (const [output, tensor] of Object.entries(this.outputs)) {
      if (output.includes(".")) this.outputs[output] = this.copy(tensor, machine.keep(output, tensor.shape));
    }
  }

  run() {
    for (const step of this.work) step();
  }

  input(name) {
    return this.machine.view(this.inputs[name]);
  }

  output(name) {
    return this.machine.view(this.outputs[name]);
  }

  // ---- planning

  // Goes through the steps; memory is used again as soon as nobody needs what lies there.
  follow(program, outputs) {
    const first = this.values.length;
    const needed = lives(program, first, outputs);
    this.pieces = new Map(); // the memory that a value and all views of it hold
    program.forEach(([operation, given, shape], k) => {
      this.base = needed.base[first + k];
      this.values.push(this.step(operation, given, shape));
      for (const base of needed.done[k] ?? []) {
        for (const piece of this.pieces.get(base) ?? []) this.machine.release(piece);
        this.pieces.delete(base);
      }
    });
  }

  step(operation, given, shape) {
    if (operation in WAYS) return this.worked(operation, given, shape);
    return this[operation](shape, ...given);
  }

  value(given) {
    if (typeof given === "number") return this.machine.number(given);
    return this.values[Number(given.slice(1))];
  }

  fresh(shape) {
    const tensor = this.machine.tensor(shape, true);
    this.pieces.set(this.base, [...(this.pieces.get(this.base) ?? []), tensor.piece]);
    return tensor;
  }

  worked(operation, given, shape) {
    const factors = { addcmul: given[3], leaky: given[1], leaky_back: given[2] };
    const tensors = { leaky: given.slice(0, 1), leaky_back: given.slice(0, 2), addcmul: given.slice(0, 3) }[operation] ?? given;
    const out = this.fresh(shape);
    this.each(WAYS[operation], out, tensors.map((one) => this.value(one)), factors[operation] ?? 0);
    return out;
  }

  each(way, out, tensors, factor = 0) {
    const [a, b = a, c = a] = tensors;
    const dims = joined(out.shape, [out.strides, over(a, out.shape), over(b, out.shape), over(c, out.shape)]);
    if (dims.at(-1).strides[0] !== 1) dims.push({ n: 1, strides: [1, 1, 1, 1] }); // rows of one number
    const plan = this.machine.list([dims.length, ...dims.map(({ n }) => n), ...[0, 1, 2, 3].flatMap((k) => dims.map(({ strides }) => strides[k]))]);
    const { each } = this.machine.kernels;
    this.work.push(() => each(way, out.at, a.at, b.at, c.at, factor, plan));
  }

  copy(from, to) {
    this.each(WAYS.copy, { ...to, shape: from.shape, strides: to.shape === from.shape ? to.strides : steps(from.shape) }, [from]);
    return to;
  }

  whole(tensor) {
    return inOnePiece(tensor) ? tensor : this.copy(tensor, this.fresh(tensor.shape));
  }

  // ---- operations that are no plain work on each number

  view(shape, x) {
    return { ...this.whole(this.value(x)), shape, strides: steps(shape) };
  }

  expand(shape, x) {
    const tensor = this.value(x);
    return { ...tensor, shape, strides: over(tensor, shape) };
  }

  permute(shape, x, order) {
    const tensor = this.value(x);
    return { ...tensor, shape, strides: order.map((d) => tensor.strides.at(d)) };
  }

  slice(shape, x, dim, start) {
    const tensor = this.value(x);
    const part = { ...tensor, shape: tensor.shape.map((n, d) => (d === at(dim, tensor) ? size(shape) / (size(tensor.shape) / n) : n)) };
    part.at = tensor.at + start * tensor.strides.at(dim) * FLOAT;
    return part.shape.length === shape.length ? part : { ...this.whole(part), shape, strides: steps(shape) };
  }

  // A window of what comes out, from a place on along one dimension.
  window(out, dim, start, shape) {
    return { ...out, shape, at: out.at + start * out.strides[dim] * FLOAT };
  }

  cat(shape, dim, ...parts) {
    const out = this.fresh(shape);
    let start = 0;
    for (const part of parts.map((one) => this.value(one))) {
      this.each(WAYS.copy, this.window(out, dim, start, part.shape), [part]);
      start += part.shape[dim];
    }
    return out;
  }

  pad(shape, x) {
    const [out, tensor] = [this.fresh(shape), this.value(x)];
    this.clear(out);
    this.each(WAYS.copy, this.window(out, 0, 0, tensor.shape), [tensor]);
    return out;
  }

  roll(shape, x, shift, dim) {
    const [out, tensor] = [this.fresh(shape), this.value(x)];
    const n = shape[dim];
    const by = ((shift % n) + n) % n;
    const part = (from, to, count) => {
      const of = shape.map((m, d) => (d === dim ? count : m));
      if (count) this.each(WAYS.copy, this.window(out, dim, to, of), [this.window(tensor, dim, from, of)]);
    };
    part(0, by, n - by);
    part(n - by, 0, by);
    return out;
  }

  // Places of one dimension in any order: runs of them in equal steps are copied at once.
  take(shape, x, dim, ...places) {
    const [out, tensor] = [this.fresh(shape), this.value(x)];
    for (let start = 0, end; start < places.length; start = end) {
      const step = (places[start + 1] ?? places[start] + 1) - places[start];
      for (end = start + 1; places[end] - places[end - 1] === step; ) end += 1;
      const of = shape.map((n, d) => (d === dim ? end - start : n));
      const from = this.window(tensor, dim, places[start], of);
      this.each(WAYS.copy, this.window(out, dim, start, of), [{ ...from, strides: from.strides.map((s, d) => (d === dim ? s * step : s)) }]);
    }
    return out;
  }

  round(shape, x) {
    const out = this.fresh(shape);
    this.each(WAYS.add, out, [this.value(x), this.machine.number(MIDDLE)]);
    this.each(WAYS.sub, out, [out, this.machine.number(MIDDLE)]);
    return out;
  }

  pow(shape, a, b) {
    const [x, y, out] = [this.whole(this.value(a)), this.whole(this.value(b)), this.fresh(shape)];
    this.work.push(() => {
      const [bases, powers] = [this.machine.view(x), this.machine.view(y)];
      this.machine.view(out).forEach((_, k, all) => (all[k] = bases[k % bases.length] ** powers[k % powers.length]));
    });
    return out;
  }

  sum(shape, x, dims) {
    return this.sums(shape, x, dims, 1);
  }

  mean(shape, x, dims) {
    const tensor = this.value(x);
    return this.sums(shape, x, dims, size(shape) / size(tensor.shape));
  }

  sums(shape, x, dims, factor) {
    const [tensor, out] = [this.value(x), this.fresh(shape)];
    const gone = new Set(dims.map((d) => at(d, tensor)));
    const part = (keep) => {
      const of = tensor.shape.map((n, d) => (gone.has(d) === keep ? 1 : n));
      return joined(of, [tensor.strides]);
    };
    const padded = (list, count) => [...new Array(Math.max(0, count - list.length)).fill({ n: 1, strides: [0] }), ...list];
    const [kept, lost] = [padded(part(true), 3), padded(part(false), 2)];
    if (kept.length > 3 || lost.length > 2) throw new Error("Too many dimensions to sum over.");
    const plan = this.machine.list([kept, kept, lost, lost].flatMap((list, k) => list.map(({ n, strides }) => (k % 2 ? strides[0] : n))));
    const { sums } = this.machine.kernels;
    this.work.push(() => sums(out.at, tensor.at, factor, plan));
    return out;
  }

  matmul(shape, a, b) {
    return this.product(this.fresh(shape), this.value(a), this.value(b));
  }

  // Beside the product a bias: one row for all, or else any, which is laid out first.
  affine(shape, given, a, b) {
    const [bias, out] = [this.value(given), this.fresh(shape)];
    const row = inOnePiece(bias) && bias.shape.at(-1) === shape.at(-1) && size(bias.shape) === shape.at(-1);
    if (!row) this.each(WAYS.copy, out, [bias]);
    return this.product(out, this.value(a), this.value(b), row ? () => [bias.at, 0] : (at) => [at, shape.at(-1)]);
  }

  clear(out) {
    this.each(WAYS.copy, out, [this.machine.number(0)]);
  }

  // Every member's product; `bias` says where what is beside it lies, and how far apart its rows.
  product(out, a, b, bias = () => [0, 0]) {
    const [m, n] = out.shape.slice(-2);
    const depth = a.shape.at(-1);
    const members = out.shape.length > 2 ? out.shape[0] : 1;
    (this.wanted ??= []).push(256 * (n + 8));
    const { product } = this.machine.kernels;
    const place = (tensor, e) => tensor.at + (members > 1 ? e * tensor.strides[0] * FLOAT : 0);
    for (let e = 0; e < members; e++) {
      const given = [place(out, e), ...bias(place(out, e)), place(a, e), a.strides.at(-2), a.strides.at(-1), place(b, e), b.strides.at(-2), b.strides.at(-1), m, depth, n];
      this.work.push(() => product(...given, this.room));
    }
    return out;
  }
}

const at = (dim, { shape }) => (dim + shape.length) % shape.length;

// Whose memory each value lies in, and after which step nobody needs whose memory any more.
function lives(program, first, outputs) {
  const base = Array.from({ length: first }, (_, k) => k);
  const last = new Map();
  const places = (given) => given.filter((one) => typeof one === "string").map((one) => Number(one.slice(1)));
  program.forEach(([operation, given], k) => {
    const used = places(given);
    base.push(VIEWS.has(operation) ? base[used[0]] : first + k);
    for (const value of [...used, first + k]) last.set(base[value], k);
  });
  for (const place of Object.values(outputs)) last.set(base[Number(place.slice(1))], Infinity);
  const done = {};
  for (const [value, k] of last) if (k !== Infinity) (done[k] ??= []).push(value);
  return { base, done };
}
