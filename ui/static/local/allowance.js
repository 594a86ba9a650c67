// Lets a job run every `gap` ms, later where it would take more than its share of the time. One that came a little late
// does not put off the next.
export class Allowance {
  constructor(share, gap, first = 0) {
    Object.assign(this, { share, gap, next: first });
  }

  due(now) {
    return now >= this.next;
  }

  spent(started, now) {
    const wanted = started - this.next < this.gap ? this.next : started;
    this.next = Math.max(now, wanted + this.gap, started + (now - started) / this.share);
  }
}
