// Pictures side by side in one file of the plainest kind (BMP), which every browser opens; as live/wire/frames.py lays them.

const COLUMNS = 4;
const HEAD = 54; // bytes before the pixels

export class Atlas {
  // `order` says where each number of a picture (c · h · w) stands in its row; numbers times `scale` are from −1 to 1.
  constructor(order, scale, [height, width]) {
    Object.assign(this, { scale, height, width, size: order.length });
    this.from = Int32Array.from({ length: 3 * height * width }, (_, q) => order[q % order.length]);
  }

  of(rows) {
    const { size, height, width, from, scale } = this;
    const half = 127.5 * scale;
    const count = rows.length / size;
    const across = Math.min(COLUMNS, count);
    const down = Math.ceil(count / across);
    const line = Math.ceil((3 * across * width) / 4) * 4; // bytes: lines start at multiples of four
    const file = blank(across * width, down * height, line);
    const bytes = new Uint8ClampedArray(file.buffer); // which rounds, and ends at 0 and 255
    const places = this.places(line);
    for (let k = 0; k < count; k++) {
      const corner = HEAD + ((down - Math.floor(k / across)) * height - 1) * line + 3 * (k % across) * width;
      for (let q = 0; q < places.length; q++) bytes[corner + places[q]] = (rows[k * size + from[q]] * half || 0) + 127.5;
    }
    return { shape: [down, across, height, width], values: file };
  }

  // How far from a picture's corner each of its numbers lies; colours come as blue, green, red, and the lowest line first.
  places(line) {
    const { width } = this;
    const area = this.height * width;
    return Int32Array.from(this.from, (_, q) => 3 * (q % width) + 2 - Math.floor(q / area) - Math.floor((q % area) / width) * line);
  }
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
