// The places of the game: the forger's workshop, the detective's desk, the vault, the plane and the feedback's lane.

import { t } from "../kit/words.js";
import { Desk } from "./desk.js";
import { Dice } from "./dice.js";
import { h, setText, still } from "../kit/dom.js";
import { term } from "../kit/term.js";
import { LineView } from "./line-view.js";
import { NotesView } from "./notes-view.js";
import { PlaneView } from "./plane-view.js";
import { Roads } from "./roads.js";

const VIEWS = { image: NotesView, points: PlaneView, line: LineView };
const WHOSE = { live: t("from the forger itself"), averaged: t("from its running average") };
const ASPECTS = { points: "2 / 1", line: "2 / 1" };

export class Board {
  // `onExamine(index, real)` lays an item on the desk, `onRoll(z)` rolls other dice for it.
  constructor({ onExamine, onRoll }) {
    this.onExamine = onExamine;
    this.desk = new Desk();
    this.forgerWall = h("canvas", { class: "gd-wall", role: "img", "aria-label": t("The forger’s notes") });
    this.vaultWall = h("canvas", { class: "gd-wall", role: "img", "aria-label": t("Real notes") });
    this.plane = h("canvas", { class: "gd-plane-picture", role: "img", "aria-label": t("The plane: real circles, the forger’s crosses, the detective’s belief") });
    this.product = h("span", { class: "gd-product" });
    this.vaultTitle = h("h2");
    this.dice = new Dice({ onRoll });
    this.whose = h("p", { class: "gd-sub gd-whose" });
    this.feedback = h("canvas", { class: "gd-feedback-picture", "aria-hidden": "true" });
    this.forger = h(
      "section",
      { class: "gd-forger", "aria-label": t("The forger’s workshop") },
      h("h2", {}, t("✕ The forger’s workshop"), " ", h("small", {}, term("generator", t("generator")))),
      h("p", { class: "gd-sub gd-dice-line" }, h("span", {}, term("z", t("dice roll z"))), this.dice.element, this.product),
      this.whose,
      this.forgerWall,
      h(
        "ul",
        { class: "gd-keys" },
        h("li", { class: "gd-key-fake" }, h("b", {}, "✕"), t("the forger’s points")),
        h("li", { class: "gd-key-fake" }, h("b", {}, "#"), t("its sheet of dice rolls, as it is warped")),
        h("li", { class: "gd-key-back" }, h("b", {}, "→"), t("feedback: move this way")),
        h("li", { class: "gd-key-real" }, h("b", {}, "●"), t("real points: only the detective sees them, never the forger")),
      ),
    );
    this.vault = h(
      "section",
      { class: "gd-vault", "aria-label": t("The vault") },
      this.vaultTitle,
      h("p", { class: "gd-sub" }, t("The forger has never looked in here.")),
      this.vaultWall,
    );
    this.planeSection = h(
      "section",
      { class: "gd-plane", "aria-label": t("The plane") },
      this.plane,
      h("p", { class: "gd-legend" }, h("span", { class: "gd-key-heat" }, t("the detective says: fake")), h("span", {}, t("real"))),
    );
    this.lane = h(
      "div",
      { class: "gd-lane" },
      h("div", { class: "gd-parcel" }, this.feedback, h("p", {}, h("b", {}, term("feedback", t("Feedback"))), " ", h("span", { class: "gd-lighter" }, `${t("lighter here")} `), h("span", { class: "gd-darker" }, t("darker there")), h("small", {}, t("all that the forger ever gets")))),
    );
    this.noRoad = h("p", { class: "gd-noroad" }, t("No road from the vault to the forger."));
    this.element = h("div", { class: "gd-board" });
    this.roads = new Roads(this.element);
    this.element.append(this.forger, this.desk.element, this.vault, this.planeSection, this.lane, this.noRoad, this.roads.element);
  }

  // Known before the server has answered: nothing moves when its first picture comes.
  prepare({ vocabulary: { thing, things }, kind }) {
    this.element.dataset.kind = kind;
    this.thing = thing;
    setText(this.product, t("→ a {thing}", { thing }));
    setText(this.vaultTitle, t("● The vault of real {things}", { things }));
    this.desk.prepare(things);
  }

  hang(vault) {
    const { kind, item } = vault.header;
    this.view = new VIEWS[kind](this, vault);
    this.view.hangVault?.();
    this.desk.note.style.aspectRatio = ASPECTS[kind] ?? `${item[1]} / ${item[0]}`;
  }

  paint(frame, session) {
    const { header } = frame;
    const [member] = header.members;
    const moving = header.phase === "round" && header.status === "running" && header.source === "live" && !still.please;
    this.view.draw(frame);
    this.desk.show(header, member, session.told ?? header);
    this.element.dataset.desk = member.desk?.real ? "real" : "fake";
    const whose = WHOSE[header.forger] ?? "";
    const { thing } = this;
    setText(this.whose, whose && t("points {whose}", { whose }));
    setText(this.product, whose ? t("→ a {thing} {whose}", { thing, whose }) : t("→ a {thing}", { thing }));
    this.roads.flow(member.desk?.feedback_norm, moving);
  }

  // The picture of a moment, small.
  drawMoment(frame, context, width, height) {
    this.view.drawMoment(frame, context, width, height);
  }

  forget() {
    this.desk.clear();
  }

  close() {
    this.dice.close();
  }

  relayout() {
    this.layRoads();
  }

  layRoads() {
    const points = this.element.dataset.kind !== "image";
    this.roads.lay({
      forger: points ? this.forger : this.forgerWall,
      wall: points ? this.plane : this.forgerWall,
      desk: this.desk.element,
      card: this.desk.card,
      vault: this.vaultWall,
      lane: this.lane,
    });
  }
}
