// The story's words, in one place.

export const VERDICTS = { fake: "FAKE!", maybe: "Hmm… maybe real?", real: "Looks real to me!" };
export const STAMPS = { fake: "FAKE!", maybe: "maybe…", real: "REAL" };

export const STAGES = {
  1: { title: "Terrible fakes", verdict: "“FAKE!”", about: "about 100 % right" },
  2: { title: "Getting better", verdict: "“Hmm… maybe real?”", about: "about 70 % right" },
  3: { title: "Convincing fakes", verdict: "“Looks real to me!”", about: "about 50 %: guessing" },
};

export const BEATS = [
  ["forge", "forge"],
  ["examine", "examine"],
  ["stamp", "stamp"],
  ["detective", "the detective learns"],
  ["feedback", "the feedback"],
  ["forger", "the forger learns"],
];

// What is forged: one of them, several of them, and whether they are pictures.
const THINGS = {
  banknotes: { one: "a note", many: "notes", picture: true },
  digits: { one: "a digit", many: "digits", picture: true },
};
export const thingsOf = (data) => THINGS[data] ?? { one: "a point", many: "points", picture: false };

export const MODES = { banknotes: "Amounts it prints", digits: "Digits it writes" };

export const verdictOfScore = (score) => (score < 0.4 ? "fake" : score <= 0.6 ? "maybe" : "real");
export const verdictOfAccuracy = (accuracy) => (accuracy >= 0.85 ? "fake" : accuracy >= 0.6 ? "maybe" : "real");
