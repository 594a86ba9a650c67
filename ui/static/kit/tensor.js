// Pictures of tensors: numbers as shades, atlases as they are, verdicts along an axis. Each has its twin in words.

import { colours, sized } from "./dom.js";
import { numeral, t } from "./words.js";

export const short = (value) => numeral(Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(2));

// A matrix as shades: the darker the further from 0; below 0 in violet.
export function heat(canvas, { shape, values }) {
  const context = sized(canvas);
  if (!context) return;
  const { ink } = colours(canvas);
  const below = getComputedStyle(canvas).getPropertyValue("--st-violet-color").trim();
  const [rows, columns] = shape;
  const most = values.reduce((best, value) => Math.max(best, Math.abs(value)), 1e-12);
  const [width, height] = [canvas.clientWidth / columns, canvas.clientHeight / rows];
  context.clearRect(0, 0, canvas.clientWidth, canvas.clientHeight);
  for (let i = 0; i < values.length; i++) {
    context.globalAlpha = Math.min(1, Math.abs(values[i]) / most);
    context.fillStyle = values[i] < 0 ? below : ink;
    context.fillRect((i % columns) * width, Math.floor(i / columns) * height, width + 0.5, height + 0.5);
  }
  context.globalAlpha = 1;
}

// Pictures of an atlas, side by side in rows: `count` of them, from `first`.
export function atlas(canvas, { image, cols, height, width }, { count, first = 0, across = count, gap = 0.06 } = {}) {
  const context = sized(canvas);
  if (!context || !image) return;
  const down = Math.ceil(count / across);
  const each = Math.min(canvas.clientWidth / (across + gap * (across - 1)), (canvas.clientHeight / (down + gap * (down - 1))) * (width / height));
  const tall = (each * height) / width;
  context.clearRect(0, 0, canvas.clientWidth, canvas.clientHeight);
  context.imageSmoothingEnabled = false;
  for (let k = 0; k < count; k++) {
    const [x, y] = [(k % across) * each * (1 + gap), Math.floor(k / across) * tall * (1 + gap)];
    const i = first + k;
    context.drawImage(image, (i % cols) * width, Math.floor(i / cols) * height, width, height, x, y, each, tall);
  }
}

// Points (place, height): circles for real items, crosses for fakes; heights null mean two plain rows.
export function verdicts(canvas, groups, { axis = null } = {}) {
  const context = sized(canvas);
  if (!context) return;
  const { real, fake, mute, line } = colours(canvas);
  const [wide, high] = [canvas.clientWidth, canvas.clientHeight];
  const small = high < 90;
  const [left, right, top, low] = small ? [5, 5, 5, 5] : [46, 14, 14, 34];
  const every = groups.flatMap(({ at }) => [...at]);
  const [from, to] = [Math.min(0, ...every), Math.max(0, ...every)];
  const heights = groups.flatMap(({ heights: all }) => [...(all ?? [])]);
  const [down, up] = [Math.min(0, ...heights), Math.max(0, ...heights)];
  const x = (value) => left + ((value - from) / (to - from || 1)) * (wide - left - right);
  const y = (value) => top + ((up - value) / (up - down || 1)) * (high - top - low);
  context.clearRect(0, 0, wide, high);
  context.fillStyle = line;
  context.fillRect(Math.round(x(0)), top, 1, high - top - low);
  if (heights.length) context.fillRect(left, Math.round(y(0)), wide - left - right, 1);
  groups.forEach(({ at, heights: all, kind }, row) => {
    context.strokeStyle = kind === "real" ? real : fake;
    context.lineWidth = 1.8;
    at.forEach((value, i) => {
      const size = small ? 2 : 4;
      const [px, py] = [x(value), all ? y(all[i]) : top + ((row + 0.5) / groups.length) * (high - top - low)];
      context.beginPath();
      if (kind === "real") context.arc(px, py, size, 0, 7);
      else {
        for (const way of [-1, 1]) {
          context.moveTo(px - size, py - way * size);
          context.lineTo(px + size, py + way * size);
        }
      }
      context.stroke();
    });
  });
  if (small || !axis) return;
  Object.assign(context, { fillStyle: mute, font: `12px ${getComputedStyle(canvas).fontFamily}`, textAlign: "center" });
  for (const value of new Set([from, 0, to])) context.fillText(short(value), x(value), high - 20);
  context.fillText(axis, (left + wide - right) / 2, high - 5);
  context.textAlign = "right";
  if (heights.length) for (const value of new Set([down, 0, up])) context.fillText(short(value), left - 6, y(value) + 4);
}

// The twin in words: how many numbers, how low, how high.
export function inWords({ shape, values }) {
  const low = values.reduce((best, value) => Math.min(best, value), Infinity);
  const high = values.reduce((best, value) => Math.max(best, value), -Infinity);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return t("{shape} numbers from {low} to {high}, on average {mean}", { shape: shape.join(" × "), low: short(low), high: short(high), mean: short(mean) });
}
