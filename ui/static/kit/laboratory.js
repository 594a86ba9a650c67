// Asks the server's laboratory; of what one asker still has to ask only the newest counts.

import { decode } from "./frames.js";
import { t, told } from "./words.js";

export class Laboratory {
  // `refused` hears a sentence, or "" when all is well again.
  constructor(base, refused) {
    Object.assign(this, { address: `${base}/live/lab`, refused, waiting: new Map() });
  }

  // `answered(frame)`; a question of the same name that still waits is dropped.
  ask(question, answered) {
    const busy = this.waiting.has(question.ask);
    this.waiting.set(question.ask, { question, answered });
    if (!busy) this.work(question.ask);
  }

  async work(name) {
    let done;
    do {
      done = this.waiting.get(name);
      await this.once(done);
    } while (this.waiting.get(name) !== done);
    this.waiting.delete(name);
  }

  async once({ question, answered }) {
    const reply = await fetch(this.address, { method: "POST", body: JSON.stringify(question) }).catch(() => null);
    if (!reply) return this.refused(t("The server does not answer. What you see stays as it is."));
    if (!reply.ok) return this.refused(told(await reply.json().catch(() => ({}))).message ?? t("The server could not answer."));
    this.refused("");
    answered(decode(await reply.arrayBuffer()));
  }
}
