// Pictures side by side in one file of the plainest kind (BMP), which every browser opens; as live/wire/frames.py lays them.

const COLUMNS = 4;
const HEAD = 54; // bytes before the pixels

// `order` says where each number of a picture (c · h · w) stands in its row; numbers times `scale` are from −1 to 1.
export function atlas(rows, order, scale, [height, width]) {
  const size = order.length;
  const count = rows.length / size;
  const across = Math.min(COLUMNS, count);
  const down = Math.ceil(count / across);
  const wide = across * width;
  const line = Math.ceil((3 * wide) / 4) * 4; // bytes: lines start at multiples of four
  const values = blank(wide, down * height, line);
  const area = height * width;
  const colour = (k, c, i) => Math.round((Math.max(-1, Math.min(1, rows[k * size + order[(c * area + i) % size]] * scale || 0)) + 1) * 127.5);
  for (let k = 0; k < count; k++) {
    const [left, top] = [(k % across) * width, Math.floor(k / across) * height];
    for (let i = 0; i < area; i++) {
      const y = down * height - 1 - top - Math.floor(i / width); // the lowest line comes first
      const at = HEAD + y * line + 3 * (left + (i % width));
      for (let c = 0; c < 3; c++) values[at + 2 - c] = colour(k, c, i);
    }
  }
  return { shape: [down, across, height, width], values };
}

function blank(wide, high, line) {
  const values = new Uint8Array(HEAD + line * high);
  const head = new DataView(values.buffer);
  values.set([0x42, 0x4d]); // "BM"
  for (const [at, number] of [[2, values.length], [10, HEAD], [14, 40], [18, wide], [22, high], [34, line * high]]) head.setUint32(at, number, true);
  head.setUint16(26, 1, true); // one plane
  head.setUint16(28, 24, true); // of three bytes a pixel
  return values;
}
