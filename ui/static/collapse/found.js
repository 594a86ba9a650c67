// What the run has shown so far. The page keeps cures, map and lesson to itself until a forger has collapsed, so that
// nothing gives the guess away, and the cures' measured results until one of them has been tried.

export class Found {
  constructor(past) {
    this.past = past;
    this.begin(0);
  }

  // `few`: as many kinds at most make a collapsed forger.
  begin(few) {
    Object.assign(this, { few, collapsed: false, tried: false });
  }

  // `answered`: the run has answered a guess before, perhaps before a reload.
  look(moves, answered) {
    this.tried ||= moves.some(([, , cure]) => cure);
    this.collapsed ||= answered || this.tried || this.seen(moves);
  }

  // Few kinds since the first push, while the twin that was left alone prints more than twice as many.
  seen(moves) {
    const pushed = moves.find(([, strength]) => strength > 0)?.[0] ?? Infinity;
    const [healthy, ruled] = this.past.looks;
    return (healthy.at(-1)?.modes ?? 0) > 2 * this.few && ruled.some(({ step, modes }) => step > pushed && modes <= this.few);
  }
}
