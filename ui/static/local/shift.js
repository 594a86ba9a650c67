// Goes on with some work, slice by slice, and lets messages in between.

export class Shift {
  // `work()` does a slice and says whether there is more; `pause()` is the ms until the next one.
  constructor(work, pause = () => 0) {
    Object.assign(this, { work, pause, going: false });
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => this.slice();
    this.next = () => port2.postMessage(null);
  }

  go() {
    if (this.going) return;
    this.going = true;
    this.next();
  }

  slice() {
    this.going = this.work();
    if (!this.going) return;
    const pause = this.pause();
    if (pause) setTimeout(this.next, pause);
    else this.next();
  }
}

// A fault of a promise, where the page hears it.
export const aloud = (fault) => setTimeout(() => { throw fault; });
