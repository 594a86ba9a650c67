// The memory in which portable programs run (gan_core/engine/portable/program.py), and the kernels that work in it.

import { bytes } from "./bytes.js";
import { Plan, size, steps } from "./plan.js";

const PAGE = 65536;
const FLOAT = 4;
const SPARE = 64; // bytes after each piece: kernels may read a little past its end

export class Machine {
  // `forms` of the kernel as letters, the fastest first: not every browser can multiply and add in one instruction.
  static async of(forms) {
    const memory = new WebAssembly.Memory({ initial: 16 });
    const kernel = forms.map(bytes).find((form) => WebAssembly.validate(form));
    const { instance } = await WebAssembly.instantiate(kernel, { env: { memory } });
    return new Machine(memory, instance.exports);
  }

  constructor(memory, kernels) {
    Object.assign(this, { memory, kernels, named: new Map(), numbers: new Map(), free: [] });
    this.end = Math.ceil(kernels.heap() / 16) * 16;
    this.look();
  }

  // A program made ready; what names it shares with others (they hold a dot: "forger.weights.0") is one and the same.
  program(plain, name) {
    return new Plan(this, plain, name);
  }

  // ---- memory: places are counted in bytes

  look() {
    this.floats = new Float32Array(this.memory.buffer);
    this.ints = new Int32Array(this.memory.buffer);
  }

  // For good, unless it is for a while: then the place may be taken up again after `release`.
  allocate(count, forAWhile = false) {
    const bytes = Math.ceil((count * FLOAT + SPARE) / 16) * 16;
    const fits = forAWhile ? this.free.findIndex((piece) => piece.bytes === bytes) : -1;
    if (fits >= 0) return this.free.splice(fits, 1)[0];
    const piece = { at: this.end, bytes };
    this.end += bytes;
    const missing = this.end - this.memory.buffer.byteLength;
    if (missing > 0) {
      this.memory.grow(Math.ceil(missing / PAGE) + 64);
      this.look();
    }
    return piece;
  }

  release(piece) {
    this.free.push(piece);
  }

  tensor(shape, forAWhile = false) {
    const piece = this.allocate(size(shape), forAWhile);
    return { at: piece.at, shape, strides: steps(shape), piece };
  }

  // The same for as long as the machine lives, by its name.
  keep(name, shape) {
    if (!this.named.has(name)) {
      const tensor = this.tensor(shape);
      this.named.set(name, tensor);
      this.view(tensor).fill(0);
    }
    const kept = this.named.get(name);
    if (size(kept.shape) !== size(shape)) throw new Error(`“${name}” has two shapes: ${kept.shape} and ${shape}.`);
    return kept;
  }

  constant(shape, values) {
    const tensor = this.tensor(shape);
    this.view(tensor).set(values);
    return tensor;
  }

  // A plain number where a tensor is asked for.
  number(value) {
    if (!this.numbers.has(value)) this.numbers.set(value, this.constant([], [value]));
    return this.numbers.get(value);
  }

  list(numbers) {
    const { at } = this.allocate(numbers.length);
    this.ints.set(numbers, at / FLOAT);
    return at;
  }

  // The numbers of a tensor that lies in one piece; only good until more memory is asked for.
  view({ at, shape }) {
    return this.floats.subarray(at / FLOAT, at / FLOAT + size(shape));
  }

  // Words of 32 bits, in whole blocks of eight; only good until there are others, or more memory is asked for.
  words({ seed, stream, turn }, blocks, what, first) {
    if (!(this.dice?.shape[0] >= 8 * blocks)) this.dice = this.tensor([8 * blocks]);
    this.kernels.philox(this.dice.at, blocks, first, turn, what, seed, stream);
    return new Uint32Array(this.memory.buffer, this.dice.at, 8 * blocks);
  }

  state(name) {
    return this.view(this.named.get(name));
  }
}
