// The two detectives' accuracy, against the line of guessing.

import { INSET } from "./curve.js";
import { colours, h, percent, setText, sized } from "./dom.js";
import { stroke, thinned } from "./lines.js";

const [LOWEST, HIGHEST] = [0.3, 1];
const GUESSING = 0.15; // so near to 50 % a detective is as good as guessing
const LESSON = "50 % alone does not tell a good forger from a collapsed one: a detective may be beaten, or blind. Count the kinds.";

// The lesson, as the two present looks show it.
function lessonOf(healthy, ruled) {
  if (!healthy || !ruled || ruled.modes > 0.6 * healthy.modes) return LESSON;
  const [a, b] = [healthy, ruled].map(({ accuracy }) => `${percent(accuracy)}\u00a0%`);
  if (Math.abs(ruled.accuracy - 0.5) <= GUESSING) return `Both detectives are near guessing (${a} and ${b}), yet one forger has collapsed: 50\u00a0% alone does not tell a good forger from a collapsed one. Count the kinds.`;
  return `The detectives are right ${a} and ${b} of the time. That says how surely fakes are told apart, not how many kinds are printed: at 50\u00a0% a detective may be beaten, or blind. Count the kinds.`;
}

export class Accuracies {
  constructor() {
    this.canvas = h("canvas", { class: "tw-accuracies", role: "img", "aria-label": "The detectives’ accuracy: not measured yet" });
    this.element = h(
      "div",
      {},
      h("p", { class: "tw-caption gd-legend" }, h("b", {}, "How often the detectives are right"), h("span", { class: "tw-key-healthy" }, "healthy twin’s"), h("span", { class: "tw-key-ruled" }, "ruled twin’s"), h("span", { class: "tw-key-chance" }, "50 %: guessing")),
      this.canvas,
      (this.lesson = h("p", { class: "tw-lesson" }, LESSON)),
    );
  }

  draw({ looks: [healthy, ruled], first, last, cursor }) {
    const context = sized(this.canvas);
    if (!context) return;
    const [width, height] = [this.canvas.clientWidth, this.canvas.clientHeight];
    const end = Math.max(last, first + 1);
    const x = (step) => INSET.left + ((step - first) / (end - first)) * (width - INSET.left - INSET.right);
    const y = (accuracy) => 8 + ((HIGHEST - Math.max(LOWEST, accuracy)) / (HIGHEST - LOWEST)) * (height - 16);
    const { fake, ink, mute, line } = colours(this.canvas);
    context.clearRect(0, 0, width, height);
    context.font = `11px ${getComputedStyle(this.canvas).fontFamily}`;
    context.textAlign = "right";
    context.textBaseline = "middle";
    for (const level of [1, 0.5]) {
      context.fillStyle = mute;
      context.fillText(`${percent(level)} %`, INSET.left - 8, y(level));
      stroke(context, [[x(first), y(level)], [x(end), y(level)]], level === 0.5 ? mute : line, level === 0.5 ? [5, 5] : [], 1);
    }
    const points = (looks) => thinned(looks).map((look) => [x(look.step), y(look.accuracy)]);
    stroke(context, points(healthy), ink, [2, 4], 2);
    stroke(context, points(ruled), fake, [], 2.2);
    context.fillStyle = ink;
    context.fillRect(Math.round(x(cursor)), 0, 1, height);
    const [a, b] = [healthy.at(-1), ruled.at(-1)];
    setText(this.lesson, lessonOf(a, b));
    if (a && b) this.canvas.setAttribute("aria-label", `The healthy twin’s detective is right ${percent(a.accuracy)} % of the time, the ruled twin’s ${percent(b.accuracy)} %; 50 % is guessing.`);
  }
}
