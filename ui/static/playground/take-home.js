// What can be taken home of a run: code that makes it again, its history, its picture, its weights; and the way back.

import { h, setText } from "../kit/dom.js";
import { t, told } from "../kit/words.js";
import { Recorder } from "./recorder.js";

const FILES = [
  ["script", t("PyTorch script"), t("Trains this experiment from noise with nothing but numpy and torch")],
  ["notebook", t("Notebook"), t("The same, for Jupyter")],
  ["history", t("History (CSV)"), t("Everything that was measured")],
  ["gif", t("Picture (GIF)"), t("The run from its beginning")],
  ["page", t("Recording (a page)"), t("One file that plays the run again and scrubs through it, without the server")],
  ["settings", t("Experiment (JSON)"), t("To be brought back here, with your own data if they are small")],
];
const LOADER = `import json, pathlib, torch
file = pathlib.Path("forger.safetensors").read_bytes()
size = int.from_bytes(file[:8], "little")
about = json.loads(file[8 : 8 + size])
weights = {name: torch.frombuffer(bytearray(file[8 + size :][slice(*t["data_offsets"])]), dtype=torch.float32).reshape(t["shape"]) for name, t in about.items() if name != "__metadata__"}`;

export class TakeHome {
  // `onBack(query, described)`: an experiment was brought back; `bringKept(text)` has the server take its own data.
  constructor({ base, session, onBack, bringKept, canvas }) {
    Object.assign(this, { base, session, onBack, bringKept });
    this.said = h("p", { class: "pg-said", role: "status", "data-testid": "home-said" });
    const buttons = FILES.map(([form, label, title]) => h("button", { type: "button", "data-testid": `home-${form}`, title, onclick: () => this.fetch(form) }, label));
    this.weights = h("button", { type: "button", "data-testid": "home-weights", title: t("Of both players, as safetensors"), onclick: () => this.ask() }, t("Weights"));
    this.recorder = new Recorder({ canvas, onDone: save, onFault: (sentence) => this.say(sentence) });
    this.file = h("input", { type: "file", id: "pg-back", accept: ".json", "data-testid": "home-back", onchange: () => this.back() });
    this.element = h(
      "details",
      { class: "gd-card pg-own", "data-testid": "home" },
      h("summary", {}, t("Take it home")),
      h("div", { class: "pg-tools" }, ...buttons, this.recorder.button, this.weights),
      h("p", { class: "pg-note" }, t("Code begins at round 0 with the settings as they are now. Weights open with these five lines:")),
      h("pre", { class: "pg-code", tabindex: 0 }, LOADER),
      h("div", { class: "pg-way" }, h("label", { for: "pg-back" }, t("Bring an experiment (JSON) back")), this.file),
      this.said,
    );
  }

  async fetch(form) {
    this.say(t("Just a moment…"));
    const reply = await fetch(`${this.base}/live/export?run=${encodeURIComponent(this.session.run ?? "")}&as=${form}`, { headers: this.session.owner ? { "x-owner": this.session.owner } : {} }).catch(() => null);
    if (!reply) return this.say(t("The server does not answer. Try again in a moment."));
    if (!reply.ok) return this.say(told(await reply.json().catch(() => ({}))).message ?? t("The server could not do that."));
    const [, name] = /filename="([^"]+)"/.exec(reply.headers.get("content-disposition") ?? "") ?? [];
    save(await reply.blob(), name ?? `forger.${form}`);
    this.say("");
  }

  ask() {
    if (this.session.spectator) return this.say(t("Only the run’s owner takes its weights."));
    this.wanted = true;
    this.session.source.send({ type: "weights" });
  }

  // The worker's answer; whoever did not ask lets it pass.
  take(frame) {
    if (frame.header.part !== "weights") return false;
    if (this.wanted) save(new Blob([frame.section("file").values]), "forger.safetensors");
    this.wanted = false;
    return true;
  }

  async back() {
    const [file] = this.file.files;
    this.file.value = "";
    if (!file) return;
    try {
      const text = await file.text();
      const { experiments, own } = read(text);
      this.onBack(experiments[0], own ? await this.bringKept(text) : null);
      this.say("");
    } catch (fault) {
      this.say(fault.message);
    }
  }

  close() {
    this.recorder.close();
  }

  say(sentence) {
    setText(this.said, sentence);
  }
}

// An exported experiment, or a sentence as an error.
function read(text) {
  let kept = null;
  try {
    kept = JSON.parse(text);
  } catch {
    // Below.
  }
  if (!Array.isArray(kept?.experiments) || typeof kept.experiments[0]?.data !== "string") throw new Error(t("That file is no experiment that was exported here."));
  return kept;
}

function save(blob, name) {
  const link = h("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
