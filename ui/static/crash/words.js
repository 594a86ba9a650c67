// The words of the page of failures that depend on what was measured.

export const seenOn = (shows) => (shows ? `Shown by ${shows[0]} of ${shows[1]} seeds that were measured.` : "Not measured over seeds yet.");

// The one live sentence: how the failing run stands, and what is being tried on it.
export function sentenceOf({ members, cure, rewound }, about, step) {
  const failing = members?.[1];
  if (!failing) return "Two runs begin from the same noise, with the same seed.";
  const { label, rewinds } = about.cures.find(({ name }) => name === cure) ?? {};
  const back = rewinds ? (rewound === null ? " No healthy moment was kept to go back to." : ` It went back to its weights of round ${rewound}.`) : "";
  if (label && failing.shows) return `“${label}” is being tried.${back} The failure is still there.`;
  if (label) return failing.well ? `“${label}” is being tried.${back} The failure is gone.` : `“${label}” is being tried.${back} Not well yet.`;
  if (failing.shows) return `The failing run: ${about.sick[0].toLowerCase()}${about.sick.slice(1)}`;
  return step < about.from ? `Nothing is wrong yet: from round ${about.from} on the two differ.` : "Both train. Watch the gauge.";
}
