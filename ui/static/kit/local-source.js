// A source without a server: a worker of the browser that trains, and speaks the same frames and commands as the socket.
// Judges have another, so that training does not wait for them, where the machine has a second core.

import { decode } from "./frames.js";
import { told } from "./words.js";

// What a page in a file of its own holds: the book that is played, with what, and a fresh worker to play it.
export function kitOf(page) {
  const text = (id) => page.getElementById(id).textContent;
  const worker = URL.createObjectURL(new Blob([text("worker")], { type: "text/javascript" }));
  return { make: () => new Worker(worker), book: JSON.parse(text("book")), kernel: JSON.parse(text("kernel")) };
}

export class LocalSource {
  // `make()` gives a fresh worker; `book` and `kernel` are what it plays, and with what.
  constructor({ make, book, kernel }, { opening, onText, onFrame, onLost }) {
    this.worker = make();
    this.worker.onmessage = ({ data }) => (typeof data === "string" ? onText(told(JSON.parse(data))) : onFrame(decode(data)));
    const { port1, port2 } = new MessageChannel();
    this.court = book.twins || navigator.hardwareConcurrency < 2 ? null : make();
    for (const worker of [this.worker, this.court]) if (worker) worker.onerror = () => onLost();
    this.court?.postMessage({ book, kernel, judges: port2 }, [port2]);
    this.worker.postMessage({ book, kernel, judging: this.court && port1 }, this.court ? [port1] : []);
    this.send(opening());
  }

  send(command) {
    this.worker.postMessage(command);
  }

  close() {
    this.worker.terminate();
    this.court?.terminate();
  }
}
