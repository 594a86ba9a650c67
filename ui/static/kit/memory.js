// What a reload must find again: the run's tokens, the pictures of its stages and the visitor's guess, for this tab only.

// The name of a run: what it is asked to be, however its numbers are written (1e-05 is 0.00001).
export const canonical = (experiments) =>
  JSON.stringify(experiments.map((query) => Object.entries(query).map(([name, value]) => [name, number(value)]).sort(([a], [b]) => (a < b ? -1 : 1))));

const number = (value) => (typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value)) ? Number(value) : value);

export class Memory {
  constructor(key) {
    this.prefix = `forger:${key}`;
  }

  tokens(experiments) {
    return read(`${this.prefix}:run:${canonical(experiments)}`) ?? {};
  }

  keepTokens(experiments, tokens) {
    write(`${this.prefix}:run:${canonical(experiments)}`, tokens);
  }

  // The run has become another experiment's: under its old name nobody finds it any more.
  forgetTokens(experiments) {
    write(`${this.prefix}:run:${canonical(experiments)}`, {});
  }

  // Only the present run's pictures are kept: a tab's storage is small.
  pictures(run) {
    const kept = read(`${this.prefix}:stages`);
    return kept?.run === run ? kept.pictures : {};
  }

  keepPictures(run, pictures) {
    write(`${this.prefix}:stages`, { run, pictures });
  }

  guess(data) {
    return read(`${this.prefix}:guess:${data}`);
  }

  keepGuess(data, guess) {
    write(`${this.prefix}:guess:${data}`, guess);
  }
}

function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null; // storage may be switched off; a reload then starts afresh
  }
}

function write(key, value) {
  try {
    sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // The same: nothing on the page depends on it.
  }
}
