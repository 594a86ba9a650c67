// The binary message of docs/architecture.md, as live/wire/frames.py makes it.

const TYPES = { Int16Array: "int16", Uint8Array: "uint8", Float32Array: "float32" };

// A section is {name, shape, values}, the `member` that it is of unless the first, and, where its bytes are a file, the
// `dtype` of that.
export function encoded(header, sections = []) {
  let offset = 0;
  const listed = sections.map(({ name, member = 0, shape, values, dtype = TYPES[values.constructor.name] }) => {
    const row = { name, member, dtype, shape, offset, bytes: values.byteLength };
    offset += Math.ceil(values.byteLength / 4) * 4;
    return row;
  });
  let text = new TextEncoder().encode(JSON.stringify({ ...header, sections: listed }, rounded));
  const length = Math.ceil(text.length / 4) * 4;
  const message = new Uint8Array(4 + length + offset).fill(32, 4, 4 + length);
  new DataView(message.buffer).setUint32(0, length, true);
  message.set(text, 4);
  sections.forEach(({ values }, k) => message.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), 4 + length + listed[k].offset));
  return message.buffer;
}

function rounded(_, value) {
  if (ArrayBuffer.isView(value)) return Array.from(value, (x) => rounded("", x));
  return typeof value === "number" ? (Number.isFinite(value) ? Math.round(value * 1e5) / 1e5 : null) : value;
}
