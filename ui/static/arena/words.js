// The story's words, in one place.

export const VERDICTS = { fake: "FAKE!", maybe: "Hmm… maybe real?", real: "Looks real to me!" };
export const UNTAUGHT = "What is real?"; // said by a detective who has learnt nothing yet
export const STAMPS = { fake: "FAKE!", maybe: "maybe…", real: "REAL!" };
export const OUTCOMES = { fake: "Right: it is a fake.", real: "Wrong: it is a fake." };

export const STAGES = {
  1: { title: "Terrible fakes", verdict: "“FAKE!”", about: "about 100 % right" },
  2: { title: "Getting better", verdict: "“Hmm… maybe real?”", about: "about 70 % right" },
  3: { title: "Convincing fakes", verdict: "“Looks real to me!”", about: "to the detective, right about 50 %: guessing; and to a quick referee" },
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
