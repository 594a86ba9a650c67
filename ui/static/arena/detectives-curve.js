// The accuracy of one detective over the run, with its quick referee and the stages.

import { Accuracy } from "../kit/accuracy.js";
import { h, percent } from "../kit/dom.js";

export function detectivesCurve(timeline) {
  const curve = new Accuracy({
    timeline: timeline?.element,
    legend: [
      h("span", { class: "gd-key-detective" }, "detective’s accuracy"),
      h("span", { class: "gd-key-referee" }, "quick referee"),
      h("span", { class: "gd-key-chance" }, "50 %: guessing, with its band of chance"),
    ],
    series: ({ points }, { ink, real }) => [
      { points: points.map((point) => [point[0], point[1]]), colour: ink, dash: [] },
      { points: points.filter((point) => point[2] !== null).map((point) => [point[0], point[2]]), colour: real, dash: [7, 4], diamonds: true },
    ],
    words: ({ points, reached }) => {
      if (!points.length) return null;
      const [from, to] = [points[0], points.at(-1)];
      const stages = reached.map(({ stage, step }) => `stage ${stage} at round ${step}`).join(", ");
      return `Detective’s accuracy over the run: from ${percent(from[1])} % to ${percent(to[1])} % at round ${to[0]}; ${stages}.`;
    },
  });
  return curve;
}
