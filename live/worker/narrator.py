"""The story's words, by rule from the numbers: the verdict, and the one sentence that says what a person would see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from gan_core.snapshot import Metrics

Verdict = Literal["fake", "maybe", "real"]
WORDS: Final[dict[Verdict, str]] = {
    "fake": "FAKE!",
    "maybe": "Hmm… maybe real?",
    "real": "Looks real to me!",
}
# Half-way between the story's 100 %, 70 % and 50 %.
FAKE_FROM: Final = 0.85
MAYBE_FROM: Final = 0.60
SLACK: Final = 0.05  # measurements tremble by as much; the words should not
DOUBT: Final = 0.15  # a referee who is so much surer than the detective is worth a word


@dataclass(frozen=True)
class Scene:
    """How to speak of one data set."""

    things: str  # what the forger makes: notes, points
    modes: tuple[str, ...]
    kinds: str  # what a mode is called: amounts, clusters


def scene(data: str, modes: Sequence[str]) -> Scene:
    """The words for a data set by its name."""
    names = {"banknotes": ("notes", "amounts"), "digits": ("pictures", "digits")}
    things, kinds = names.get(data, ("points", "clusters" if len(modes) > 2 else "parts"))
    return Scene(things, tuple(modes), kinds)


def verdict(d_accuracy: float, last: Verdict | None = None) -> Verdict:
    """What a detective who is right so often says; it takes a good reason to go back on what was said last."""
    if d_accuracy >= FAKE_FROM + (SLACK if last in ("maybe", "real") else 0):
        return "fake"
    return "maybe" if d_accuracy >= MAYBE_FROM + (SLACK if last == "real" else 0) else "real"


def stamp(score: float) -> Verdict:
    """What the detective stamps on one note, from its probability that the note is real."""
    if score < 0.4:
        return "fake"
    return "maybe" if score <= 0.6 else "real"


def percent(share: float) -> str:
    """A share as people say it; the space does not break."""
    return f"{100 * share:.0f}\u00a0%"


def sentence(metrics: Metrics | None, about: Scene) -> str:
    """The one live sentence."""
    if metrics is None:
        return f"The forger has never seen a real one: its {about.things} are noise."
    return f"{_seen(metrics, about)}; {_judged(metrics)}."


def _seen(m: Metrics, about: Scene) -> str:
    """What a person would see on the wall, the telltale first."""
    total = len(about.modes)
    if m.high_quality < 0.1 and m.modes <= total / 2:
        return f"The {about.things} are noise and blurs that fool nobody"
    if m.mixed is not None and m.mixed >= 0.25:
        return f"{percent(m.mixed)} of the notes give themselves away: their corners do not name one same amount"
    if total > 1 and m.modes < total:
        return f"Only {m.modes} of {total} {about.kinds} are made: {_missing(m, about)}"
    if m.high_quality < 0.5:
        return f"Shapes show, but only {percent(m.high_quality)} of the {about.things} would pass a strict look"
    if m.mixed is not None and m.mixed > 0.1:
        return f"Most notes look right, but on {percent(m.mixed)} the corners disagree about the amount"
    if total > 1:
        return (
            f"All {total} {about.kinds} are made and {percent(m.high_quality)} of the {about.things} pass a strict look"
        )
    return f"{percent(m.high_quality)} of the {about.things} pass a strict look"


def _missing(m: Metrics, about: Scene) -> str:
    """The rarest modes by name, at most three."""
    rarest = sorted(range(len(about.modes)), key=lambda k: m.shares[k] if k < len(m.shares) else 0.0)
    names = [about.modes[k] for k in sorted(rarest[: len(about.modes) - m.modes])]
    if len(names) > 3:
        return f"{len(names)} are missing"
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{listed} {'is' if len(names) == 1 else 'are'} missing"


def _judged(m: Metrics) -> str:
    """How sure the detective is, and the referee where the two disagree."""
    if m.referee is not None and m.referee - m.d_accuracy >= DOUBT and verdict(m.d_accuracy) != "fake":
        mood = (
            "down to guessing" if verdict(m.d_accuracy) == "real" else f"right only {percent(m.d_accuracy)} of the time"
        )
        return f"the detective is {mood}, but a fresh referee still tells them apart {percent(m.referee)} of the time"
    if m.d_accuracy < 0.4:
        return f"the detective is fooled: it is right only {percent(m.d_accuracy)} of the time"
    if verdict(m.d_accuracy) == "real":
        return f"the detective can only guess, right {percent(m.d_accuracy)} of the time"
    return f"the detective is right {percent(m.d_accuracy)} of the time"


CROWD: Final = 0.5  # of the fakes at one kind are a crowd
ALIKE: Final = 0.9  # of the kinds are as good as all


def cause(m: Metrics, before: Metrics | None, about: Scene) -> str | None:
    """Why a forger prints what it prints: what its detective rates high, and where the fakes crowd."""
    rated = [(rating, kind) for kind, rating in enumerate(m.ratings) if rating == rating]
    if not rated or not sum(m.shares):
        return None
    top = _top(m)
    best, favourite = max(rated)
    worst, doubted = min(rated)
    names, kinds = about.modes, about.kinds
    if m.modes >= ALIKE * len(names):
        return (
            f"The detective rates real {kinds} alike, from {percent(worst)} to {percent(best)}: "
            "no kind pulls all fakes toward it."
        )
    if m.shares[top] < CROWD:
        return (
            f"The detective now believes most in {names[favourite]} ({percent(best)}) and least in "
            f"{names[doubted]} ({percent(worst)}): its feedback pushes fakes from those to these."
        )
    crowd = f"{percent(m.shares[top])} of the fakes crowd at {names[top]}"
    moved = before is not None and sum(before.shares) > 0 and _top(before) != top
    if moved and before is not None:
        crowd = f"The crowd has hopped from {names[_top(before)]} to {names[top]}"
    if favourite == top:
        return f"{crowd}, which the detective now believes most ({percent(best)}): every step pushes the same way."
    own = m.ratings[top]
    return (
        f"{crowd}. The detective has caught up there ({percent(own)} believed) and now believes most in "
        f"{names[favourite]} ({percent(best)}): the next steps push that way, all at once."
    )


def _top(m: Metrics) -> int:
    """The kind that is printed most."""
    return max(range(len(m.shares)), key=lambda kind: m.shares[kind])
