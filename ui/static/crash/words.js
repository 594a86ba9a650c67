// The words of the page of failures that depend on what was measured.

import { midway, t } from "../kit/words.js";

export const seenOn = (shows) => (shows ? t("Shown by {seen} of {all} seeds that were measured.", { seen: shows[0], all: shows[1] }) : t("Not measured over seeds yet."));

// The one live sentence: how the failing run stands, and what is being tried on it.
export function sentenceOf({ members, cure, rewound }, about, step) {
  const failing = members?.[1];
  if (!failing) return t("Two runs begin from the same noise, with the same seed.");
  const { label, rewinds } = about.cures.find(({ name }) => name === cure) ?? {};
  const back = rewinds ? [rewound === null ? t("No healthy moment was kept to go back to.") : t("It went back to its weights of round {round}.", { round: rewound })] : [];
  const stands = failing.shows ? t("The failure is still there.") : failing.well ? t("The failure is gone.") : t("Not well yet.");
  if (label) return [t("“{cure}” is being tried.", { cure: label }), ...back, stands].join(" ");
  if (failing.shows) return t("The failing run: {how}", { how: midway(about.sick) });
  return step < about.from ? t("Nothing is wrong yet: from round {round} on the two differ.", { round: about.from }) : t("Both train. Watch the gauge.");
}
