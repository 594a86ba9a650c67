// The words of the twins' page, in one place.

import { percent } from "../kit/dom.js";

export const GUESSES = [
  ["noise", "noise"],
  ["blurred", "every kind, but blurred"],
  ["fewer", "fewer and fewer kinds, each one sharp"],
  ["same", "no change"],
];
export const guessInWords = (name) => GUESSES.find(([candidate]) => candidate === name)?.[1] ?? "";

// The share of what is printed that shows a kind.
export const shownOf = ({ shares }) => shares.reduce((sum, share) => sum + share, 0);

const NOISE = 0.2; // of it at most
export const FEW = 0.75; // of all kinds at most

// Which of the four answers the measurement speaks for: noise shows no kind, and blurred is what passes a strict look
// half as often as what the healthy twin prints.
export function answerOf({ modes, all, sharp, shown, healthy }) {
  if (shown < NOISE) return "noise";
  if (modes <= FEW * all) return "fewer";
  return sharp < healthy / 2 ? "blurred" : "same";
}

export const measuredInWords = ({ modes, all, sharp, shown, healthy }) =>
  `It now prints ${modes} of ${all} kinds; ${percent(shown)}\u00a0% of what it prints shows one of them, ${percent(sharp)}\u00a0% passes a strict look (the healthy twin’s: ${percent(healthy)}\u00a0%).`;

// The one live sentence: what a person would see, and, before the first push, whether it is time for it.
export function sentenceOf([healthy, ruled], { kinds: of, things: many }, pushed) {
  if ((healthy?.measured_step ?? null) === null || (ruled?.measured_step ?? null) === null) return "Two forgers begin from the same noise, with the same seed and the same lessons.";
  const all = healthy.modes_all;
  const both = Math.min(healthy.modes, ruled.modes);
  if (!pushed && Math.max(shownOf(healthy), shownOf(ruled)) < NOISE) return `Both forgers still print noise: their ${many} fool nobody. Let them learn before you push.`;
  if (!pushed) return both < all ? `Both forgers learn alike: ${both} of ${all} ${of} so far. Let them learn before you push.` : `Both forgers print all ${all} ${of}. Now it is your turn.`;
  const sharp = `${percent(ruled.high_quality)}\u00a0% of what it prints passes a strict look`;
  if (both >= all) return `Both forgers print all ${all} ${of}; of the second one’s ${many}, ${percent(ruled.high_quality)}\u00a0% pass a strict look.`;
  // The twin first: it is the measure of the other one.
  const twin = `The healthy twin prints ${healthy.modes} of ${all} ${of}`;
  if (ruled.modes === 0) return `${twin}, the other one not a single one.`;
  return `${twin}, the one ruled by the slider ${ruled.modes < healthy.modes ? "only " : ""}${ruled.modes}; ${sharp}.`;
}

// How fast the forger learns, until the server has said it in its own words.
export function speedInWords(place, marks) {
  const times = speedAt(place, marks);
  return times > 1.05 ? `The forger learns ${short(times)}× as fast as the detective.` : "Forger and detective learn equally fast.";
}

export const short = (times) => (times < 9.5 ? Number(times.toFixed(1)) : Math.round(times));

// At a place from 0 to 100: the marks lie on a straight line.
export function speedAt(place, marks) {
  const [slowest, fastest] = [marks[0].ratio, marks.at(-1).ratio];
  return slowest + ((fastest - slowest) * place) / 100;
}
