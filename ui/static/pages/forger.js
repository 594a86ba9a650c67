// You are the forger: points laid by hand before a detective that learns, and its arrows.

import { Board, VIEWS } from "../forger/board.js";
import { Hand } from "../forger/hand.js";
import { Ledger } from "../forger/ledger.js";
import { Passing } from "../forger/passing.js";
import { h, setText } from "../kit/dom.js";
import { t } from "../kit/words.js";

export default function forger({ session }) {
  const board = new Board({
    onMove: (i, place) => hand.move(i, place),
    onAdd: (place) => hand.add(place),
    onFollow: (i) => hand.follow(i),
    onRemove: (i) => hand.remove(i),
  });
  const [ledger, passing] = [new Ledger(), new Passing()];
  const hand = new Hand({ session, board, ledger, passing });
  const button = (name, words, key, run, className = "") =>
    h("button", { type: "button", class: className, "data-testid": name, title: key, "aria-keyshortcuts": key, onclick: run }, words);
  const follow = button("follow", t("Follow all arrows"), "A", () => hand.follow());
  const handIn = button("hand-in", t("Hand them in: the detective learns"), "H", () => hand.handIn(), "fo-main");
  const drive = button("drive", "", "M", () => hand.drive());
  const add = button("add", t("Add a point"), "+", () => hand.add());
  const remove = button("remove", t("Remove one"), "−", () => hand.remove());
  const over = button("over", t("Start over"), "S", () => hand.startOver());
  const views = VIEWS.map(([name, words]) => h("button", { type: "button", "data-testid": `see-${name}`, "aria-pressed": String(name === board.view), onclick: () => look(name) }, words));
  function look(name) {
    board.look(name);
    views.forEach((view, k) => view.setAttribute("aria-pressed", String(VIEWS[k][0] === name)));
    hand.show();
  }
  hand.onShow = () => {
    const driven = Boolean(hand.told?.driven);
    setText(drive, driven ? t("Stop the machine") : t("Let the machine do it"));
    drive.disabled = session.spectator || !hand.told;
    drive.setAttribute("aria-pressed", String(driven));
    for (const control of [follow, handIn, add, remove]) control.disabled = session.spectator || driven || !hand.told;
    over.disabled = session.spectator;
  };
  const steps = h(
    "ol",
    { class: "fo-steps" },
    h("li", {}, h("span", {}, t("Move your points, by hand or by their arrows.")), follow),
    h("li", {}, h("span", {}, t("The detective compares them with real ones, and learns. Its arrows change.")), handIn),
    h("li", {}, h("span", {}, t("The same rule in steps a tenth as long, up to 200 a second, each with a turn of the detective:")), drive),
  );
  const action = (name, keys, shown, words, run) => ({ name, keys, shown, words, run });
  return {
    panels: [hand],
    rows: [
      hand.line,
      hand.guesses.element,
      h(
        "div",
        { class: "fo-room" },
        h("div", { class: "fo-left" }, h("div", { class: "fo-views", role: "group", "aria-label": t("What is shown") }, ...views), board.element, h("div", { class: "fo-tools" }, add, remove, over)),
        h("div", { class: "fo-right" }, h("section", { class: "gd-card", "aria-label": t("A round") }, steps), ledger.element, passing.element),
      ),
    ],
    actions: [
      action("follow", ["a"], "A", t("follow all arrows"), () => hand.follow()),
      action("hand-in", ["h"], "H", t("hand them in"), () => hand.handIn()),
      action("drive", ["m"], "M", t("the machine"), () => hand.drive()),
      action("add", ["+", "="], "+", t("add a point"), () => hand.add()),
      action("remove", ["-"], "−", t("remove one"), () => hand.remove()),
      action("over", ["s"], "S", t("start over"), () => hand.startOver()),
    ],
  };
}
