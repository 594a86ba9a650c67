// The forger's dice roll z, as bars up and down.

import { colours, sized } from "../kit/dom.js";

const REACH = 2.5; // normal numbers rarely leave ±2.5

export function drawDice(canvas, z) {
  const context = sized(canvas);
  if (!context) return;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  const { fake, line } = colours(canvas);
  context.clearRect(0, 0, width, height);
  context.fillStyle = line;
  context.fillRect(0, height / 2 - 0.5, width, 1);
  context.fillStyle = fake;
  const slot = Math.min(26, width / z.length);
  z.forEach((number, i) => {
    const tall = (Math.max(-REACH, Math.min(REACH, number)) / REACH) * (height / 2 - 1);
    context.fillRect(i * slot + 2, height / 2 - Math.max(tall, 0), slot - 5, Math.max(1.5, Math.abs(tall)));
  });
}
