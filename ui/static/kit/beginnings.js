// How a run begins anew: with the same seed or another, the address and the memory of the tab along with it, and back.

import { t } from "./words.js";

const SETTLED = 100; // ms after the last change of the address, until the page's own server is told of it
const LATE = 3000; // ms within which that server may still speak of what the run was called before

const followed = new Set(); // links to a moment that this document has opened

export class Beginnings {
  constructor(session) {
    this.session = session;
    this.before = new Map();
  }

  // The run has left this name behind: its settings or its seed are others now.
  left(name) {
    this.before.set(name, performance.now());
  }

  // Whether the page's own server names what the run has just ceased to be: it has not heard yet.
  late(name) {
    return performance.now() - (this.before.get(name) ?? -Infinity) < LATE;
  }

  // A link to a moment leads there each time that it is opened; only a reload comes back to what became of it.
  follow(name, part) {
    const [{ type } = {}] = performance.getEntriesByType("navigation");
    const first = !followed.has(name);
    followed.add(name);
    if (first && type === "navigate" && typeof part?.until === "number") this.session.memory.forgetTokens(this.session.named());
  }

  // From step 0, with the same seed (null) or with another; it can be taken back.
  restart(seed) {
    const { session } = this;
    if (session.spectator) return;
    const before = { wanted: session.wanted, seed: session.wanted[0].seed };
    const { part } = session; // what a link had planned is left behind
    this.become({ part: part?.moves ? { ...part, moves: [], until: null } : part }, seed === null ? null : String(seed));
    session.begunAgain();
    session.source.send({ type: "restart", seed });
    session.notice.offer(t("The run begins again."), t("Undo"), () => this.takeBack(before));
  }

  takeBack({ wanted, seed }) {
    this.become({ wanted }, seed ?? "0");
    this.session.source.send({ type: "undo" });
    this.session.notice.say("");
  }

  become(changed, seed) {
    const { session } = this;
    session.memory.forgetTokens(session.named());
    Object.assign(session, changed);
    if (seed !== null) this.setSeed(seed);
    session.renamed();
    this.tellSoon();
  }

  // The address has changed.
  tellSoon() {
    clearTimeout(this.telling);
    this.telling = setTimeout(() => this.tell?.(), SETTLED);
  }

  setSeed(seed) {
    this.session.wanted = this.session.wanted.map((query) => ({ ...query, seed }));
    const address = new URL(location.href);
    if (seed === "0") address.searchParams.delete("seed");
    else address.searchParams.set("seed", seed);
    history.replaceState(history.state, "", address);
  }
}
