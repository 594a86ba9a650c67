// Whether the thing was done, read from what the page says of itself.

export class Seen {
  constructor(sign) {
    Object.assign(this, { sign, first: null });
  }

  get done() {
    const { attribute, least, word, at } = this.sign;
    const now = document.querySelector(at)?.dataset[attribute];
    if (!now) return false;
    if (least !== null) return Number(now) >= least;
    if (word !== null) return now === word;
    this.first ??= now;
    return now !== this.first;
  }
}
