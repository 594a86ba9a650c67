// Which 50 %? Four live runs whose detectives are right equally often: what the gauges say is told when it is asked, and
// what each run is once a choice was made for all.

import { h } from "../kit/dom.js";
import { Story } from "../kit/story.js";
import { shared, t } from "../kit/words.js";
import { seenOn } from "../crash/words.js";
import { Clues } from "../lineup/clues.js";
import { Suspects } from "../lineup/suspects.js";

export default function lineup({ root, data, session, figures }) {
  const { about } = data;
  const suspects = new Suspects({ root, session, about });
  const clues = new Clues({ onAsk: (asked) => suspects.ask(asked) });
  const story = new Story({ sentenceOf: () => suspects.sentence });
  const [low, high] = about.band.map((share) => shared(share));
  const other = new URL(location.href);
  other.searchParams.set("seed", (about.seed * 7 + 1) % 10000);
  return {
    panels: [story, suspects],
    rows: [
      h("div", { class: "gd-top" }, story.element, figures),
      h("p", { class: "cr-cause" }, about.cause, " ", t("Each run is halted at the first moment at which its detective’s accuracy, on the real points that it learns from and on fresh fakes, lies between {low} and {high} and its gauges fit its part.", { low, high })),
      clues.element,
      suspects.element,
      h("p", { class: "cr-seen" }, seenOn(about.shows), " ", h("a", { href: other.href, target: "_self", "data-testid": "other-four" }, t("Another four"))),
    ],
    actions: ["play", "again"],
  };
}
