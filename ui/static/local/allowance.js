// Lets a job run every `gap` ms, later where it would take more than its share of the time.
export class Allowance {
  constructor(share, gap, first = 0) {
    Object.assign(this, { share, gap, next: first });
  }

  due(now) {
    return now >= this.next;
  }

  spent(started, now) {
    this.next = Math.max(now, started + Math.max(this.gap, (now - started) / this.share));
  }
}
