// What a page keeps so that its run can go on without the server: the engine for browsers, fetched once for each kind of
// run, and the run itself as it stood a moment ago. A panel of the owner's page; when the line stays down, or the server
// comes back full, it offers to go on here.

import { LocalSource, kitOf } from "./local-source.js";
import { aloneOf } from "./refusal.js";
import { t } from "./words.js";

const SETTLED = 20000; // ms that a run has been looked at before anything is fetched
const EVERY = 10000; // ms between two states of a run that trains
const LARGEST = 6 * 2 ** 20; // of the engine's letters, and of a state's bytes
const PATIENCE = 5000; // ms without a line, after which it may stay so
const AGAIN = 60000; // ms until an engine that could not be had is asked for once more

export class Shelter {
  constructor({ root, session }) {
    Object.assign(this, { root, session });
    this.forget();
  }

  forget() {
    Object.assign(this, { state: null, openedAt: performance.now(), askedAt: 0, lostAt: null });
  }

  again() {
    Object.assign(this, { state: null, askedAt: 0 });
  }

  rewind(step) {
    if (this.state?.step > step) this.again();
  }

  get here() {
    return this.session.source instanceof LocalSource;
  }

  heard({ type }) {
    if (type === "opened") this.root.toggleAttribute("data-local", this.here);
  }

  // A live frame: the line stands. Now and then the run is taken in, and when it has come to rest, once more.
  note({ step, status }, session) {
    this.lostAt = null;
    if (!session.data.travels || session.spectator || this.here) return;
    const now = performance.now();
    if (now - this.openedAt < SETTLED) return;
    const kept = this.kitFor(session);
    const rests = status === "paused" && step !== this.state?.step && now - this.askedAt > 1000;
    if (!kept || step === this.state?.step || !(rests || now - this.askedAt > EVERY)) return;
    this.askedAt = now;
    session.source.send({ type: "state" });
  }

  // The engine for runs like this one, whatever their seed; null until it is here.
  kitFor(session) {
    const address = aloneOf({ ...session, run: null, wanted: [{ ...session.wanted[0], seed: "0" }] });
    if (address !== this.address) Object.assign(this, { address, kit: null, fetchAt: 0 });
    if (!this.kit && performance.now() >= this.fetchAt) this.fetch(address);
    return this.kit;
  }

  async fetch(address) {
    this.fetchAt = Infinity;
    const reply = await fetch(address).catch(() => null);
    const text = reply?.ok ? await reply.text() : "";
    if (address !== this.address) return;
    if (text && text.length < LARGEST) this.kit = kitOf(new DOMParser().parseFromString(text, "text/html"));
    else this.fetchAt = performance.now() + AGAIN;
  }

  take(frame) {
    const { header } = frame;
    if (header.type !== "aside" || header.part !== "state") return false;
    const named = header.sections.filter(({ member }) => member === 0).map(({ name }) => [name, frame.section(name).values]);
    const { step, seconds, stages, counts: [counts], turns: [turns] } = header;
    this.state = { step, seconds, stages, counts, turns, tensors: Object.fromEntries(named) };
    this.root.dataset.sheltered = step;
    return true;
  }

  // The line is down, once more.
  lost() {
    letGo();
    this.lostAt ??= performance.now();
    if (this.here || performance.now() - this.lostAt < PATIENCE) return;
    if (!this.offer(t("The server does not answer."))) this.session.notice.say(t("The server does not answer. The page goes on asking; this run is kept there and cannot go on without it."));
  }

  // Whether there is something to offer, after these words.
  offer(words) {
    const { session, state, kit } = this;
    if (!kit || !state || session.spectator) return false;
    session.blocked = true; // whoever opens the run clears the words
    const sentence = t("{words} Your run can go on here, in this browser, from round {n:,}.", { words, n: state.step });
    session.notice.offer(sentence, t("Go on here"), () => this.goOn(), 0);
    return true;
  }

  goOn() {
    const { kit, state, session } = this;
    const [query] = session.shown;
    const experiment = { ...kit.book.experiment, seed: Number(query.seed ?? 0) };
    const points = session.points.filter(([step]) => step <= state.step);
    const book = { ...kit.book, query, experiment, since: { ...state, points } };
    session.open((handlers) => new LocalSource({ ...kit, book }, handlers));
    session.notice.say(t("Your run goes on in this browser from round {n:,}. The server has its earlier pictures: reload this page to ask it again.", { n: state.step }), true);
  }
}

// The frame's own word for a lost server is a dialog that covers the page, and the way on with it: the page says it itself.
function letGo() {
  for (const dialog of document.querySelectorAll("[data-testid=stDialog]")) {
    if (dialog.textContent.includes("Connection error")) dialog.querySelector("button[aria-label=Close]")?.click();
  }
}
