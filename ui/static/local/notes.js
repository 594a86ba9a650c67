// What a frame shows of players who deal in pictures: the wall, and the desk with the feedback on its note.
// A shot is {wall, note, feedback?, desk}; rows are as the networks see them.

import { Atlas } from "./atlas.js";

const SHOWN = 24; // real pictures of the vault
const DICE = 8; // numbers of a dice roll that are shown

export class Notes {
  constructor(players) {
    const { items, about } = players.book;
    Object.assign(this, { players, book: players.book, atlas: new Atlas(items.order, items.scale, about.item) });
  }

  // The desk shows item `index` of the wall, with the feedback where that is asked for.
  shot(index, { feedback = false, live = false, level = this.players.level, latents = this.players.fixed } = {}) {
    const { players, book } = this;
    const { size, scale } = book.items;
    const wall = players.print("wall", latents, live);
    const note = wall.slice(index * size, (index + 1) * size);
    const { scores, feedback: slopes } = players.examine("desk", note, level);
    const from = index * book.latents.size;
    const z = latents.z.slice(from, from + Math.min(DICE, book.latents.size));
    const strength = Math.hypot(...slopes) / scale;
    return { wall, note, feedback: feedback ? this.strongest(slopes) : null, desk: { ...this.onDesk(index, scores), z, feedback_norm: strength } };
  }

  // The same with a real item on the desk, of which nobody gets feedback.
  withReal(shot, index) {
    const note = this.players.reals([index]);
    const { scores } = this.players.examine("desk", note);
    return { ...shot, note, feedback: null, desk: { ...this.onDesk(index, scores), real: true, z: [] } };
  }

  onDesk(index, scores) {
    return { index, real: false, laid: false, score: scores[0], score_after: null, place: null };
  }

  // Feedback pixel by pixel, as fractions of the strongest.
  strongest(slopes) {
    const most = slopes.reduce((best, slope) => Math.max(best, Math.abs(slope)), 0) || 1;
    return Float32Array.from(this.book.items.order, (place) => slopes[place] / most);
  }

  sections(shot) {
    const [height, width] = this.book.about.item;
    const channels = this.book.items.size / height / width;
    const found = [this.pictures("wall", shot.wall)];
    if (shot.feedback || shot.desk.real) found.push(this.pictures("desk", shot.note));
    if (shot.feedback) found.push({ name: "feedback", shape: [channels, height, width], values: shot.feedback });
    return found;
  }

  pictures(name, rows) {
    return { name, dtype: "image/bmp", ...this.atlas.of(rows) };
  }

  // The real items of the vault.
  reals() {
    return [this.pictures("wall", this.players.reals(Array.from({ length: SHOWN }, (_, k) => k)))];
  }
}
