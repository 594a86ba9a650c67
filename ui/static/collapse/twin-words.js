// The words of the twins' page, in one place.

import { t } from "../kit/words.js";

export const GUESSES = [
  ["noise", t("noise")],
  ["blurred", t("every kind, but blurred")],
  ["fewer", t("fewer and fewer kinds, each one sharp")],
  ["same", t("no change")],
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
  t("It now prints {modes} of {all} kinds; {shown:%} of what it prints shows one of them, {sharp:%} passes a strict look (the healthy twin’s: {healthy:%}).", { modes, all, shown, sharp, healthy });

// The one live sentence: what a person would see, and, before the first push, whether it is time for it.
export function sentenceOf([healthy, ruled], { kinds, things }, pushed) {
  if ((healthy?.measured_step ?? null) === null || (ruled?.measured_step ?? null) === null) return t("Two forgers begin from the same noise, with the same seed and the same lessons.");
  const all = healthy.modes_all;
  const both = Math.min(healthy.modes, ruled.modes);
  if (!pushed && Math.max(shownOf(healthy), shownOf(ruled)) < NOISE) return t("Both forgers still print noise: their {things} fool nobody. Let them learn before you push.", { things });
  if (!pushed) return both < all ? t("Both forgers learn alike: {both} of {all} {kinds} so far. Let them learn before you push.", { both, all, kinds }) : t("Both forgers print all {all} {kinds}. Now it is your turn.", { all, kinds });
  const { high_quality: share } = ruled;
  if (both >= all) return t("Both forgers print all {all} {kinds}; of the second one’s {things}, {share:%} pass a strict look.", { all, kinds, things, share });
  // The twin first: it is the measure of the other one.
  const seen = { healthy: healthy.modes, ruled: ruled.modes, all, kinds, share };
  if (ruled.modes === 0) return t("The healthy twin prints {healthy} of {all} {kinds}, the other one not a single one.", seen);
  return ruled.modes < healthy.modes
    ? t("The healthy twin prints {healthy} of {all} {kinds}, the one ruled by the slider only {ruled}; {share:%} of what it prints passes a strict look.", seen)
    : t("The healthy twin prints {healthy} of {all} {kinds}, the one ruled by the slider {ruled}; {share:%} of what it prints passes a strict look.", seen);
}

// How fast the forger learns, until the server has said it in its own words.
export function speedInWords(place, marks) {
  const times = speedAt(place, marks);
  return times > 1.05 ? t("The forger learns {times}× as fast as the detective.", { times: short(times) }) : t("Forger and detective learn equally fast.");
}

export const short = (times) => (times < 9.5 ? Number(times.toFixed(1)) : Math.round(times));

// At a place from 0 to 100: the marks lie on a straight line.
export function speedAt(place, marks) {
  const [slowest, fastest] = [marks[0].ratio, marks.at(-1).ratio];
  return slowest + ((fastest - slowest) * place) / 100;
}
