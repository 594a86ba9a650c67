// How fast a run is: rounds a second over about the last second.

export class Marks {
  constructor() {
    this.forget();
  }

  forget() {
    this.marks = [];
  }

  speed(step) {
    const now = performance.now();
    this.marks.push([now, step]);
    while (this.marks.length > 2 && now - this.marks[0][0] > 1000) this.marks.shift();
    const [then, first] = this.marks[0];
    return now > then ? ((step - first) * 1000) / (now - then) : 0;
  }
}
