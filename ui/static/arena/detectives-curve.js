// The accuracy of one detective over the run, with its quick referee and the stages.

import { Accuracy } from "../kit/accuracy.js";
import { h, setText } from "../kit/dom.js";
import { t, woven } from "../kit/words.js";
import { term } from "../kit/term.js";

const APART = 0.15; // of the accuracy: a difference that is no trembling
const SURE = 0.85; // a detective who is right so often has not fallen behind

// The first look at which the quick referee is right clearly more often than a detective who was sure and has begun to doubt.
function parting(points) {
  const sure = points.findIndex(([, accuracy]) => accuracy >= SURE); // one that knows nothing yet has not fallen behind
  if (sure < 0) return null;
  return points.slice(sure).find(([, accuracy, referee]) => referee !== null && accuracy < SURE && referee - accuracy >= APART) ?? null;
}

export function detectivesCurve(timeline) {
  const parted = h("span", { class: "gd-key-parted", "data-testid": "parted", hidden: true });
  const curve = new Accuracy({
    timeline: timeline?.element,
    legend: [
      h("span", { class: "gd-key-detective" }, term("accuracy", t("detective’s accuracy"))),
      h("span", { class: "gd-key-referee" }, term("referee", t("quick referee"))),
      h("span", { class: "gd-key-chance" }, ...woven(t("50 %: guessing, with its {band}"), { band: term("band", t("band of chance")) })),
      parted,
    ],
    partings: ({ points }) => {
      const at = parting(points);
      parted.hidden = !at;
      if (at) setText(parted, t("round {round:,}: the referee is right more often; the detective lags behind, and the fakes are not perfect yet", { round: at[0] }));
      return at ? [[at[0], at[2], at[1]]] : [];
    },
    series: ({ points }, { ink, real }) => [
      { points: points.map((point) => [point[0], point[1]]), colour: ink, dash: [] },
      { points: points.filter((point) => point[2] !== null).map((point) => [point[0], point[2]]), colour: real, dash: [7, 4], diamonds: true },
    ],
    words: ({ points, reached }) => {
      if (!points.length) return null;
      const [from, to] = [points[0], points.at(-1)];
      const stages = reached.map(({ stage, step }) => t("stage {stage} at round {step}", { stage, step })).join(", ");
      return t("Detective’s accuracy over the run: from {from:%} to {to:%} at round {round}; {stages}.", { from: from[1], to: to[1], round: to[0], stages });
    },
  });
  return curve;
}
