// Who gets what from whom: a note to the detective, real notes to the detective, feedback to the forger,
// and no road at all from the vault to the forger.

import { svg } from "../kit/dom.js";

export class Roads {
  constructor(board) {
    this.board = board;
    this.note = svg("path", { class: "gd-road gd-road-note", "marker-end": "url(#gd-tip-fake)" });
    this.real = svg("path", { class: "gd-road gd-road-real", "marker-end": "url(#gd-tip-real)" });
    this.back = svg("path", { class: "gd-road gd-road-back", "marker-end": "url(#gd-tip-back)" });
    this.none = svg("path", { class: "gd-road gd-road-none" });
    this.stop = svg("path", { class: "gd-road gd-road-stop" });
    this.element = svg(
      "svg",
      { class: "gd-roads", "aria-hidden": "true" },
      svg("defs", {}, tip("fake"), tip("real"), tip("back")),
      this.note, this.real, this.back, this.none, this.stop,
    );
    this.offset = 0;
  }

  // All are elements; a vault that is not shown has no road.
  lay({ forger, wall, desk, card, vault, lane }) {
    const origin = this.board.getBoundingClientRect();
    const box = (element) => {
      const { left, right, top, bottom, width, height } = element.getBoundingClientRect();
      return { left: left - origin.left, right: right - origin.left, top: top - origin.top, bottom: bottom - origin.top, width, height };
    };
    const [f, w, d, c, l] = [forger.clientWidth ? forger : wall, wall, desk, card, lane].map(box);
    const v = vault.clientWidth ? box(vault) : null;
    const stacked = d.bottom <= w.top;
    this.back.setAttribute("d", stacked ? down(l.left + 14, d.bottom, l.bottom) : round(l, d, f));
    this.note.setAttribute("d", stacked ? up(l.left + 38, l.bottom, d.bottom) : across(w.right, c.left, c));
    this.real.setAttribute("d", !v ? "" : stacked ? up(l.right - 22, l.bottom, d.bottom) : across(v.left, c.right, c));
    const [road, stop] = !v || stacked ? ["", ""] : blocked(l, d, v);
    this.none.setAttribute("d", road);
    this.stop.setAttribute("d", stop);
  }

  // At full speed the feedback flows calmly: faster and stronger where there is more of it.
  flow(norm, moving) {
    const strength = Math.max(0, Math.min(1, norm ?? 0));
    this.back.style.opacity = 0.45 + 0.55 * strength;
    if (!moving) return;
    this.offset = (this.offset - 0.5 - strength) % 32;
    this.back.style.strokeDashoffset = this.offset;
  }
}

const middle = (box) => box.left + box.width / 2;
const up = (x, from, to) => `M${x} ${from - 6}V${to + 12}`;
const down = (x, from, to) => `M${x} ${from + 6}V${to - 12}`;

function across(from, to, card) {
  const y = card.top + card.height / 2;
  const away = Math.sign(to - from);
  return `M${from + 5 * away} ${y}H${to - 10 * away}`;
}

function round(lane, desk, forger) {
  const y = lane.top + lane.height / 2;
  const [x0, x1] = [middle(desk), forger.left + Math.min(48, forger.width * 0.15)];
  return `M${x0} ${desk.bottom + 2}V${y - 14}q0 14 -14 14H${x1 + 14}q-14 0 -14 -14V${forger.bottom + 10}`;
}

function blocked(lane, desk, vault) {
  const y = lane.top + lane.height / 2;
  const [x0, x1] = [vault.left + 28, middle(desk) + 44];
  return [`M${x0} ${vault.bottom + 6}V${y - 14}q0 14 -14 14H${x1 + 12}`, `M${x1} ${y - 7}l14 14M${x1} ${y + 7}l14 -14`];
}

function tip(kind) {
  return svg(
    "marker",
    { id: `gd-tip-${kind}`, class: `gd-tip-${kind}`, viewBox: "0 0 10 10", refX: 5, refY: 5, markerWidth: 13, markerHeight: 13, markerUnits: "userSpaceOnUse", orient: "auto-start-reverse" },
    svg("path", { d: "M0 0L10 5L0 10z" }),
  );
}
