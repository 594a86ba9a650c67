// Asks the worker for something of the run as it is now: again and again while it trains, once when it stands still.

const EVERY = 700; // ms

export class Asker {
  constructor(session, command, every = EVERY) {
    Object.assign(this, { session, command, every, next: 0, step: null });
  }

  // A panel's hook: every live frame.
  note({ step, status }) {
    const now = performance.now();
    const stood = status !== "running" && step !== this.step;
    if (this.session.spectator || (!stood && (now < this.next || step === this.step))) return;
    this.ask();
    if (status !== "running") this.step = step;
  }

  ask() {
    this.next = performance.now() + this.every;
    this.session.source.send(this.command());
  }

  forget() {
    Object.assign(this, { next: 0, step: null });
  }
}
