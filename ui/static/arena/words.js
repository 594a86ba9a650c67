// The story's words, in one place.

import { t } from "../kit/words.js";

export const VERDICTS = { fake: t("FAKE!"), maybe: t("Hmm… maybe real?"), real: t("Looks real to me!") };
export const UNTAUGHT = t("What is real?"); // said by a detective who has learnt nothing yet
export const STAMPS = { fake: t("FAKE!"), real: t("REAL!") };
export const TRUTHS = { fake: t("✕ a fake"), real: t("● a real one") };
// By what lies on the desk, and by the stamp.
export const OUTCOMES = {
  fake: { fake: t("It was a fake: right."), real: t("It was a fake: wrong.") },
  real: { fake: t("It was real: wrong."), real: t("It was real: right.") },
};

export const STAGES = {
  1: { title: t("Terrible fakes"), verdict: t("“FAKE!”") },
  2: { title: t("Getting better"), verdict: t("“Hmm… maybe real?”") },
  3: { title: t("Convincing fakes"), verdict: t("“Looks real to me!”") },
};

export const BEATS = [
  ["forge", t("forge")],
  ["examine", t("examine")],
  ["stamp", t("stamp")],
  ["detective", t("the detective learns")],
  ["feedback", t("the feedback")],
  ["forger", t("the forger learns")],
];

export const verdictOfScore = (score) => (score > 0.5 ? "real" : "fake"); // as the worker does: over all notes as often right as the accuracy says
export const verdictOfAccuracy = (accuracy) => (accuracy >= 0.85 ? "fake" : accuracy >= 0.6 ? "maybe" : "real");
