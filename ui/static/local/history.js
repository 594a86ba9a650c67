// The pictures of a run's past, thinned as they grow many; the first and the newest always stay.

const MOST = 240;

export class History {
  constructor() {
    this.frames = []; // {step, message}
  }

  get steps() {
    return [this.frames[0]?.step ?? 0, this.frames.at(-1)?.step ?? 0];
  }

  keep(step, message) {
    if (this.frames.at(-1)?.step === step) this.frames.pop();
    this.frames.push({ step, message });
    if (this.frames.length > MOST) this.frames = this.frames.filter((_, k) => k % 2 === 0 || k === this.frames.length - 1);
  }

  // The newest picture that is not of a later step.
  at(step) {
    return (this.frames.findLast((frame) => frame.step <= step) ?? this.frames[0])?.message;
  }
}

// The same message with other fields in its header.
export function amended(message, changes) {
  const length = new DataView(message).getUint32(0, true);
  const header = { ...JSON.parse(new TextDecoder().decode(new Uint8Array(message, 4, length))), ...changes };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const padded = Math.ceil(text.length / 4) * 4;
  const out = new Uint8Array(message.byteLength - length + padded).fill(32, 4, 4 + padded);
  new DataView(out.buffer).setUint32(0, padded, true);
  out.set(text, 4);
  out.set(new Uint8Array(message, 4 + length), 4 + padded);
  return out.buffer;
}
