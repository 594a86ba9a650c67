// What a frame shows of the players: the wall, what the detective believes, the sheet of dice rolls, the desk.
// A shot is {fakes, heat, grid, arrows?, desk}; items in the data's own units.

const WHOLE = 32767;
const SHOWN = 512; // real items of the vault

export class Pictures {
  constructor(players) {
    Object.assign(this, { players, book: players.book });
    this.cells = this.placesOfCells();
    this.sheet = this.rollsOfSheet();
  }

  // The middles of the cells of the square, row 0 at the bottom, or places in equal steps along a line, as the networks see them.
  placesOfCells() {
    const { sizes: { cells }, about: { extent }, items: { scale, size } } = this.book;
    if (size === 1) return Float32Array.from({ length: cells }, (_, k) => ((-1 + (2 * k) / (cells - 1)) * extent) / scale);
    const side = (k) => ((((k + 0.5) / cells) * 2 - 1) * extent) / scale;
    return Float32Array.from({ length: 2 * cells * cells }, (_, k) => side(k % 2 ? Math.floor(k / 2 / cells) : (k / 2) % cells));
  }

  // A flat sheet through the latent space, as far out along its first two axes as z goes; for a line along the first.
  rollsOfSheet() {
    const { sizes: { lines }, latents: { size, reach }, items } = this.book;
    const count = items.size === 1 ? lines : lines * lines;
    const z = new Float32Array(count * size);
    const side = (k) => -reach + (2 * reach * k) / (lines - 1);
    for (let k = 0; k < count; k++) {
      z[k * size] = side(items.size === 1 ? k : Math.floor(k / lines));
      if (items.size > 1 && size > 1) z[k * size + 1] = side(k % lines);
    }
    return { z, grain: null };
  }

  // The desk shows item `index` of the wall, with the feedback where that is asked for.
  shot(index, { feedback = false, live = false, level = this.players.level, latents = this.players.fixed } = {}) {
    const { players, book } = this;
    const { size, scale } = book.items;
    const rows = players.print("wall", latents, live);
    const n = rows.length / size;
    const chosen = [index, ...Array.from({ length: book.sizes.arrows }, (_, k) => k).filter((k) => k !== index)].slice(0, Math.min(n, book.sizes.arrows));
    const picked = Float32Array.from(chosen.flatMap((k) => Array.from(rows.subarray(k * size, (k + 1) * size))));
    const { scores, feedback: slopes } = players.examine("desk", picked, level);
    const own = slopes.subarray(0, size).map((s) => s / scale);
    const zs = book.latents.size;
    return {
      fakes: rows.map((x) => x * scale),
      heat: players.examine("believes", this.cells, level).scores,
      grid: players.print("sheet", this.sheet, live).map((x) => x * scale),
      arrows: feedback ? Float32Array.from(chosen.flatMap((_, k) => [...some(picked, k, size, scale), ...some(slopes, k, size, 1 / scale)])) : null,
      desk: { index, real: false, laid: false, score: scores[0], score_after: null, z: latents.z.slice(index * zs, index * zs + Math.min(8, zs)), place: this.place(picked), feedback_norm: Math.hypot(...own) },
    };
  }

  // The same with a real item on the desk, of which nobody gets feedback.
  withReal(shot, index) {
    const row = this.players.reals([index]);
    const [score] = this.players.examine("desk", row).scores;
    return { ...shot, arrows: null, desk: { index, real: true, laid: false, score, score_after: null, z: [], place: this.place(row) } };
  }

  // Where the first of some points lies, in units of the extent.
  place(rows) {
    const { items: { size, scale }, about: { extent } } = this.book;
    return Array.from(rows.subarray(0, size), (x) => (x * scale) / extent);
  }

  sections(shot) {
    const { sizes: { cells, lines }, items: { size } } = this.book;
    const line = size === 1;
    const found = [
      { name: "fakes", shape: [shot.fakes.length / size, size], values: this.places(shot.fakes) },
      { name: "heat", shape: line ? [cells] : [cells, cells], values: Uint8Array.from(shot.heat, (b) => Math.round(255 * (b || 0))) },
      line ? { name: "grid", shape: [lines, 2], values: this.laid(shot.grid) } : { name: "grid", shape: [lines, lines, 2], values: this.places(shot.grid) },
    ];
    if (shot.arrows) found.push({ name: "arrows", shape: [shot.arrows.length / (2 * size), 2 * size], values: shot.arrows });
    return found;
  }

  // Points as fractions of what is drawn.
  places(points) {
    const { extent } = this.book.about;
    return Int16Array.from(points, (x) => Math.round(Math.max(-1, Math.min(1, x / extent || 0)) * WHOLE));
  }

  // A line's dice rolls, each with where it is laid.
  laid(places) {
    const { size } = this.book.latents;
    return Float32Array.from({ length: 2 * places.length }, (_, k) => (k % 2 ? places[(k - 1) / 2] : this.sheet.z[(k / 2) * size]));
  }

  // The real items of the vault.
  reals() {
    const { items, density } = this.book;
    const reals = { name: "reals", shape: [SHOWN, items.size], values: this.places(this.players.train.part(0, SHOWN)) };
    return density ? [reals, { name: "density", shape: [density.length], values: Float32Array.from(density) }] : [reals];
  }
}

const some = (values, k, size, factor) => Array.from(values.subarray(k * size, (k + 1) * size), (x) => x * factor);
