// The binary message: uint32 header length | JSON header | payload (docs/architecture.md).

import { told } from "./words.js";

const ARRAYS = { uint8: Uint8Array, int16: Int16Array, float32: Float32Array };

export function decode(buffer) {
  const length = new DataView(buffer).getUint32(0, true);
  const header = told(JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length))));
  const start = 4 + length;
  const sections = new Map();
  for (const section of header.sections) {
    // A copy, because a typed array cannot start at an address that is not a multiple of its item's size.
    const bytes = buffer.slice(start + section.offset, start + section.offset + section.bytes);
    sections.set(named(section.name, section.member), unpack(section, bytes));
  }
  return { header, section: (name, member = 0) => sections.get(named(name, member)) ?? null, sections };
}

// Pictures are decoded by the browser, off the main thread; what comes back can be drawn at once.
export async function withPictures(frame) {
  const pictures = [...frame.sections.values()].filter((section) => section.blob);
  await Promise.all(
    pictures.map(async (section) => {
      section.image = await createImageBitmap(section.blob);
    }),
  );
  return frame;
}

export function release(frame) {
  for (const section of frame?.sections.values() ?? []) section.image?.close();
}

function named(name, member) {
  return `${name}/${member ?? 0}`;
}

function unpack({ dtype, shape }, bytes) {
  if (dtype.startsWith("image/")) {
    const [rows, cols, height, width] = shape;
    return { rows, cols, height, width, blob: new Blob([bytes], { type: dtype }), image: null };
  }
  return { shape, values: new ARRAYS[dtype](bytes) };
}
