// The story's words, in one place.

export const VERDICTS = { fake: "FAKE!", maybe: "Hmm… maybe real?", real: "Looks real to me!" };
export const UNTAUGHT = "What is real?"; // said by a detective who has learnt nothing yet
export const STAMPS = { fake: "FAKE!", real: "REAL!" };
export const TRUTHS = { fake: "✕ a fake", real: "● a real one" };
// By what lies on the desk, and by the stamp.
export const OUTCOMES = {
  fake: { fake: "It was a fake: right.", real: "It was a fake: wrong." },
  real: { fake: "It was real: wrong.", real: "It was real: right." },
};

export const STAGES = {
  1: { title: "Terrible fakes", verdict: "“FAKE!”" },
  2: { title: "Getting better", verdict: "“Hmm… maybe real?”" },
  3: { title: "Convincing fakes", verdict: "“Looks real to me!”" },
};

export const BEATS = [
  ["forge", "forge"],
  ["examine", "examine"],
  ["stamp", "stamp"],
  ["detective", "the detective learns"],
  ["feedback", "the feedback"],
  ["forger", "the forger learns"],
];

export const verdictOfScore = (score) => (score > 0.5 ? "real" : "fake"); // as the worker does: over all notes as often right as the accuracy says
export const verdictOfAccuracy = (accuracy) => (accuracy >= 0.85 ? "fake" : accuracy >= 0.6 ? "maybe" : "real");
