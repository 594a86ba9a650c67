// A source: a socket that keeps itself open and comes back to the same run, and brings along what was asked meanwhile.
// A source has `send(command)` and `close()`, and tells `onText`, `onFrame` and `onLost`; `opening` is its first message.

import { decode } from "./frames.js";
import { told } from "./words.js";

const FIRST_WAIT = 400;
const LONGEST_WAIT = 8000;
const FULL_WAIT = 20000; // a full server is asked again this much later, so that its sentence can be read
const FULL = 1013; // closing codes (docs/architecture.md)
const REFUSED = 4400; // to come again with the same would be in vain
const QUIET = 3000; // silence after which the page asks whether the server is still there
const DEAD = 9000; // silence after which the page stops believing in the connection
const UNSENT = 32; // commands that wait for the line at most

export class SocketSource {
  constructor(address, { opening, onText, onFrame, onLost }) {
    Object.assign(this, { address, opening, onText, onFrame, onLost });
    this.wait = FIRST_WAIT;
    this.closed = false;
    this.unsent = []; // what the visitor asked for while the line was down
    this.retry = () => !this.socket && this.connect();
    addEventListener("online", this.retry);
    this.watchdog = setInterval(() => this.check(), 2000);
    this.connect();
  }

  connect() {
    if (this.closed) return;
    clearTimeout(this.timer);
    const socket = new WebSocket(this.address);
    socket.binaryType = "arraybuffer";
    this.socket = socket;
    this.heard = performance.now();
    socket.onopen = () => [this.opening(), ...this.unsent.splice(0)].forEach((command) => this.send(command));
    socket.onmessage = ({ data }) => this.socket === socket && this.receive(data);
    socket.onclose = ({ code }) => this.socket === socket && this.lose(code);
  }

  receive(data) {
    this.heard = performance.now();
    if (typeof data === "string") return this.onText(told(JSON.parse(data)));
    this.wait = FIRST_WAIT; // only a run that is there ends the waiting
    this.onFrame(decode(data));
  }

  lose(code) {
    this.socket = null;
    if (this.closed || code === REFUSED) return;
    if (code === FULL) this.unsent = [];
    else this.onLost();
    this.timer = setTimeout(this.retry, (code === FULL ? FULL_WAIT : this.wait) * (0.75 + Math.random() / 2));
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
  }

  check() {
    if (!this.socket) return;
    const silence = performance.now() - this.heard;
    if (silence > DEAD) {
      const socket = this.socket;
      this.lose();
      socket.close();
    } else if (silence > QUIET) this.send({ type: "ping" });
  }

  send(command) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(command));
    else if (this.unsent.length < UNSENT) this.unsent.push(command);
  }

  close() {
    this.closed = true;
    clearTimeout(this.timer);
    clearInterval(this.watchdog);
    removeEventListener("online", this.retry);
    const { socket } = this;
    this.socket = null; // what is still on its way is of a run that is no longer wanted
    socket?.close();
  }
}
