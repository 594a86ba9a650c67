// Mounts a page: its panels around one session, its actions as keys, buttons and help, its links.
// A page is a function of the mounted page that gives {panels, rows, actions, link?, projector?}:
//   panels   everything that hears of the run (see session.js)
//   rows     the elements of the page, from top to bottom
//   actions  names of what can be done here (see actions.js), and actions of the page's own

import { common, helpLine, listen } from "./actions.js";
import { h, setText, still } from "./dom.js";
import { t } from "./words.js";
import { Notice } from "./notice.js";
import { aloneOf } from "./refusal.js";
import { SEEDS, Session } from "./session.js";
import { Shelter } from "./shelter.js";
import { SocketSource } from "./socket-source.js";
import { FULL_SPEED, SLOW_MOTION } from "./speed.js";
import { Timeline } from "./timeline.js";
import { Transport } from "./transport.js";
import { wholePage } from "./whole.js";

const COPIED = 1500; // ms
const WHOLE = 600; // px of height that an embedded page needs to show all of itself

function socketOf({ base }) {
  const address = new URL(`${base}/live/socket`, location.href);
  address.protocol = address.protocol.replace("http", "ws");
  return address.href;
}

export class LivePage {
  // `source(handlers)` makes what brings the frames: the socket, unless told.
  constructor(root, data, page, source = null) {
    Object.assign(this, { root, data, company: "", ways: [] });
    this.notice = new Notice();
    this.session = new Session({ root, data, panels: [], notice: this.notice, source: source ?? ((handlers) => new SocketSource(socketOf(data), handlers)) });
    this.timeline = new Timeline({ onSeek: (step) => this.session.seek(step), onLive: () => this.session.backToLive() });
    this.figures = h("p", { class: "gd-figures" }, "");
    this.build(page(this));
  }

  build({ panels, rows, actions, link }) {
    const all = common(this.session, { seeds: SEEDS, fullSpeed: FULL_SPEED, slowMotion: SLOW_MOTION });
    this.actions = [...actions, "projector"].map((action) => (typeof action === "string" ? { ...all, projector: this.projecting() }[action] : action));
    const plays = this.actions.some(({ name }) => name === "play"); // a page that has no time to steer has no bar for it
    this.transport = plays ? [new Transport(this.actions, { speed: (position) => this.session.setSpeed(position) })] : [];
    this.session.panels = [this, new Shelter(this), ...panels, this.timeline, ...this.transport];
    this.link = link ?? ((address) => address);
    this.stopListening = listen(this.actions);
    this.root.replaceChildren(this.notice.element, ...rows, ...this.transport.map(({ element }) => element), this.foot());
    this.observer = new ResizeObserver(() => this.session.vaultIsUp && this.session.relayout());
    this.observer.observe(this.root);
    this.unwatch = still.watch(() => this.session.painter.again());
  }

  foot() {
    const small = (name, words, title, onclick) => h("button", { type: "button", class: "gd-small", "data-testid": name, title, onclick }, words);
    this.share = small("share", t("Copy link"), t("Copy a link to what this page shows"), () => this.copy(this.link(new URL(location.href), this.session), this.share));
    this.watching = small("watching", t("Copy watching link"), t("Copy a link with which others watch this run; when the server is full it is offered to whoever finds no place"), () => {
      this.session.source.send({ type: "share" });
      this.copy(this.watchLink(), this.watching);
    });
    this.projector = small("projector", t("Projector"), t("Bigger, for the back row (P)"), () => this.project());
    return h("div", { class: "gd-foot" }, helpLine(this.actions), h("div", { class: "gd-links" }, this.share, this.watching, ...this.alone(), this.projector), wholePage());
  }

  // The same game without the server: as a file to keep, or in this browser from now on.
  alone() {
    const { saves, travels } = this.data;
    const way = (name, words, title, save) => {
      const link = h("a", { class: "gd-small", "data-testid": name, title, download: save }, words);
      this.ways.push(() => (link.href = aloneOf({ ...this.session, watch: null }, save)));
      return link;
    };
    return [
      saves && way("save-page", t("Save as a page"), t("One file that trains offline in any browser: for a lesson or a blog"), true),
      travels && way("train-here", t("Train here"), t("Your run goes on in your own browser, from where it was last saved, and needs the server no more"), false),
    ].filter(Boolean);
  }

  again() {
    this.show();
  }

  show() {
    for (const lead of this.ways) lead();
  }

  projecting() {
    return { name: "projector", keys: ["p"], shown: "P", words: t("projector"), run: () => this.project() };
  }

  // `tell` says to the page's own server that the address has changed.
  update(data, tell) {
    this.data = data;
    this.session.beginnings.tell = tell;
    const small = data.embedded && innerHeight < WHOLE; // too low a frame for the whole page: its main part
    const view = data.view ?? (small ? data.testid : null);
    if (view) this.root.dataset.view = view;
    if (this.projectorAsked !== data.projector) this.project((this.projectorAsked = data.projector));
    this.session.update(data);
  }

  close() {
    this.session.close();
    this.notice.close();
    this.stopListening();
    this.observer.disconnect();
    this.unwatch();
  }

  // ---- a panel of its own: the figures above, and the handles for scripts ---------------------------------------

  paint({ header }, session) {
    const [member] = header.members;
    const seed = session.shown[0].seed ?? "0";
    Object.assign(this.root.dataset, {
      step: header.step,
      phase: header.phase,
      stage: member.stage,
      dAccuracy: member.d_accuracy?.toFixed(4) ?? "",
      referee: member.referee?.toFixed(4) ?? "",
      modes: `${member.modes ?? 0}/${member.modes_all}`,
      stepsPerSecond: header.steps_per_second.toFixed(1),
      seed,
    });
    const plays = session.live && header.status === "running" && header.phase === "round";
    this.told = [
      t("round {round:,}", { round: session.cursor }),
      ...(session.live ? [] : [t("the past, of {rounds:,}", { rounds: session.last })]),
      ...(plays ? [t("{rounds:,} rounds a second", { rounds: header.steps_per_second })] : []),
      header.device,
      t("seed {seed}", { seed }),
    ].join(" · ");
    this.figure();
  }

  // Why it may be slower than yesterday: how many train here now.
  heard({ type, training }) {
    if (type !== "machine") return;
    this.company = training > 1 ? ` · ${t("{runs:,} runs share this machine", { runs: training })}` : "";
    this.figure();
  }

  figure() {
    setText(this.figures, (this.told ?? "") + (this.told ? this.company : ""));
  }

  // ---- what the visitor does ------------------------------------------------------------------------------------

  project(on = !this.root.hasAttribute("data-projector")) {
    this.root.toggleAttribute("data-projector", on);
    this.projector.setAttribute("aria-pressed", String(on));
    requestAnimationFrame(() => this.session.vaultIsUp && this.session.relayout());
  }

  watchLink() {
    const address = new URL(location.href);
    address.searchParams.set("watch", this.session.run);
    return address;
  }

  // Copy an address and say so on the button.
  async copy(address, button) {
    if (!address) return; // the page has said why
    const words = button.textContent;
    try {
      await navigator.clipboard.writeText(address.href);
      setText(button, t("Copied"));
    } catch {
      this.notice.say(address.href); // the clipboard is closed to pages without https: the link can be copied by hand
    }
    setTimeout(() => setText(button, words), COPIED);
  }
}
