// A source without a server: a worker of the browser that trains, and speaks the same frames and commands as the socket.

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
    this.worker.onerror = () => onLost();
    this.worker.postMessage({ book, kernel });
    this.send(opening());
  }

  send(command) {
    this.worker.postMessage(command);
  }

  close() {
    this.worker.terminate();
  }
}
