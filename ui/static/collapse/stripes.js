// Kinds over time: one row for each kind, dark where it is printed often; the visitor's moves as ticks.

import { INSET } from "../kit/chart.js";
import { colours, h, sized } from "../kit/dom.js";
import { shared, t } from "../kit/words.js";
import { lastBefore } from "./past.js";

const LABELLED = 11; // pixels a row needs to be named

export class Stripes {
  constructor({ title, about, rowHeight, ticks = true }) {
    Object.assign(this, { title, rowHeight, ticks });
    this.canvas = h("canvas", { class: "tw-stripes", role: "img", "aria-label": t("{title}: not measured yet", { title }) });
    this.element = h("div", {}, h("p", { class: "tw-caption" }, h("b", {}, title), ` ${about}`), this.canvas);
  }

  name(names) {
    this.names = names;
    const row = names.length > 12 ? Math.max(3, this.rowHeight / 2.6) : names.length > 6 ? this.rowHeight : this.rowHeight * 1.3;
    this.canvas.style.height = `${Math.round(names.length * row) + (this.ticks ? 14 : 2)}px`;
  }

  draw({ looks, moves, first, last, cursor }) {
    const context = sized(this.canvas);
    if (!context || !this.names) return;
    const [width, height] = [this.canvas.clientWidth, this.canvas.clientHeight];
    const end = Math.max(last, first + 1);
    const x = (step) => INSET.left + ((step - first) / (end - first)) * (width - INSET.left - INSET.right);
    const top = this.ticks ? 12 : 0;
    const row = (height - top - 2) / this.names.length;
    const { fake, line, mute, ink } = colours(this.canvas);
    context.clearRect(0, 0, width, height);
    this.drawRows(context, { looks, x, top, row, end, fake });
    this.drawGround(context, { top, row, x, first, end, line, mute });
    if (this.ticks) drawMoves(context, { moves, x, height, ink, mute });
    context.fillStyle = ink;
    context.fillRect(Math.round(x(cursor)), top - 6, 1, height - top + 6);
    this.describe(looks, moves, cursor);
  }

  // Each look paints up to the next one. Where two looks share a pixel the later one wins.
  drawRows(context, { looks, x, top, row, end, fake }) {
    context.fillStyle = fake;
    for (let i = 0; i < looks.length; i++) {
      const from = Math.round(x(looks[i].step));
      const to = Math.round(x(looks[i + 1]?.step ?? Math.min(end, looks[i].step + 1e9)));
      if (to <= from) continue;
      looks[i].shares.forEach((share, k) => {
        context.globalAlpha = darkness(share, this.names.length);
        context.fillRect(from, top + k * row, to - from, row - (row > 5 ? 1 : 0.5));
      });
    }
    context.globalAlpha = 1;
  }

  drawGround(context, { top, row, x, first, end, line, mute }) {
    context.fillStyle = line;
    for (let k = 0; k <= this.names.length; k++) if (row > 5 || k % this.names.length === 0) context.fillRect(x(first), top + k * row - 0.5, x(end) - x(first), 0.5);
    if (row < LABELLED) return;
    context.fillStyle = mute;
    context.font = `11px ${getComputedStyle(this.canvas).fontFamily}`;
    context.textAlign = "right";
    context.textBaseline = "middle";
    this.names.forEach((name, k) => context.fillText(name, INSET.left - 8, top + (k + 0.5) * row));
  }

  // The same in words.
  describe(looks, moves, cursor) {
    const now = lastBefore(looks, cursor, (look) => look.step);
    if (!now || now.step === this.told) return;
    this.told = now.step;
    const best = looks.reduce((most, look) => (look.step <= now.step && look.modes > most.modes ? look : most), looks[0]);
    const listed = now.shares.map((share, k) => [share, this.names[k]]).sort(([a], [b]) => b - a).slice(0, 3);
    const words = listed.filter(([share]) => share > 0).map(([share, name]) => `${name} ${shared(share)}`).join(", ");
    const moved = this.ticks && moves.length ? [t("The slider or a cure was moved {count} times.", { count: moves.length })] : [];
    const seen = t("{title}: {modes} of {all} kinds at round {round}, at most {most} (round {then}). Most printed: {kinds}.", { title: this.title, modes: now.modes, all: this.names.length, round: now.step, most: best.modes, then: best.step, kinds: words });
    this.canvas.setAttribute("aria-label", [seen, ...moved].join(" "));
  }
}

// A kind that is printed as often as it is real is plainly visible; one that crowds out the others is solid.
export const darkness = (share, kinds) => 1 - Math.exp(-0.9 * share * kinds);

// A move of the slider is a line, with a dot on it where a cure came or went.
function drawMoves(context, { moves, x, height, ink, mute }) {
  let cure = null;
  for (const [step, , next] of moves) {
    const at = Math.round(x(step));
    const cured = (next ?? null) !== cure;
    context.fillStyle = cured ? ink : mute;
    context.globalAlpha = cured ? 1 : 0.55;
    context.fillRect(at, 6, 1, height - 6);
    if (cured) {
      context.beginPath();
      context.arc(at + 0.5, 5, 4, 0, 7);
      if (next) context.fill();
      else {
        context.strokeStyle = ink;
        context.stroke();
      }
    } else {
      context.beginPath();
      context.moveTo(at - 3, 2);
      context.lineTo(at + 4, 2);
      context.lineTo(at + 0.5, 8);
      context.fill();
    }
    context.globalAlpha = 1;
    cure = next ?? null;
  }
}
