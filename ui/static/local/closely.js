// Beats and single steps: the forger itself and the batch that teaches, measured before and after a turn
// (gan_core/engine/close_up.py, live/worker/pictures.py).

import { measured } from "./measuring.js";

const JUDGED = 3; // times as many fakes as real items, so that the share of fakes that pass is known well
export const EXAMINING = new Set(["forge", "examine", "stamp", "detective"]); // beats about the detective's batch

// The players around one turn: which fake of its batch lies on the desk, and what the batch scores.
export function closeUp(pictures, batch, index, { feedback, since = null } = {}) {
  const { players, book } = pictures;
  const forging = batch.player === "forger";
  const metrics = measured(players, { live: true, times: JUDGED, level: since && forging ? since.level : null });
  const rows = players.print("batch", batch, true);
  const pick = since ? since.pick : forging ? strongest(players.examine("examines", rows, metrics.level).feedback, book.items.size) : 0;
  const shot = pictures.shot(index, { feedback, live: true, level: metrics.level, latents: withGuest(pictures, batch, pick, index) });
  const real = forging && !book.relative ? null : players.judge("judges batch", players.reals(batch.rows));
  return { shot, metrics, level: metrics.level, pick, fake: players.judge("judges batch", rows), real };
}

// For how many items of the batch the turn did what it is for, and of how many.
export function gained(before, after, player) {
  if (player === "forger") return [after.fake.reduce((n, score, k) => n + (score > before.fake[k]), 0), after.fake.length];
  const [then, now] = [margins(before), margins(after)];
  return [now.reduce((n, margin, k) => n + (margin > then[k]), 0), now.length];
}

function margins({ real, fake }) {
  const mean = (scores) => scores.reduce((sum, s) => sum + s, 0) / scores.length;
  const [ofReal, ofFake] = [mean(real), mean(fake)];
  return [...Array.from(real, (s) => s - ofFake), ...Array.from(fake, (s) => ofReal - s)];
}

function strongest(feedback, size) {
  let [best, at] = [-1, 0];
  for (let k = 0; k < feedback.length / size; k++) {
    const length = Math.hypot(...feedback.subarray(k * size, (k + 1) * size));
    if (length > best) [best, at] = [length, k];
  }
  return at;
}

// The wall's dice, but on one place those of a fake of the batch.
function withGuest({ players, book }, batch, pick, place) {
  const put = (all, rolled, size) => {
    if (!all) return null;
    const copy = all.slice();
    copy.set(rolled.subarray(pick * size, (pick + 1) * size), place * size);
    return copy;
  };
  const { z, grain } = players.fixed;
  return { z: put(z, batch.z, book.latents.size), grain: put(grain, batch.grain, book.latents.pixels) };
}
