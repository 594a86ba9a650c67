"""The story's words, by rule from the numbers: the verdict, and the one sentence that says what a person would see."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from gan_core.data.base import Vocabulary
from gan_core.opinion import Opinion
from gan_core.snapshot import Metrics
from gan_core.stages import guesses

Verdict = Literal["fake", "maybe", "real"]
WORDS: Final[dict[Verdict, str]] = {
    "fake": "FAKE!",
    "maybe": "Hmm… maybe real?",
    "real": "Looks real to me!",
}
STAMPS: Final[dict[Verdict, str]] = {"fake": "FAKE!", "real": "REAL!"}  # on one item
# Half-way between the story's 100 %, 70 % and 50 %.
FAKE_FROM: Final = 0.85
MAYBE_FROM: Final = 0.60
SLACK: Final = 0.05  # measurements tremble by as much; the words should not
DOUBT: Final = 0.15  # a judge who is so much surer than the detective is worth a word


def verdict(d_accuracy: float, last: Verdict | None = None) -> Verdict:
    """What a detective who is right so often says; it takes a good reason to go back on what was said last."""
    if d_accuracy >= FAKE_FROM + (SLACK if last in ("maybe", "real") else 0):
        return "fake"
    return "maybe" if d_accuracy >= MAYBE_FROM + (SLACK if last == "real" else 0) else "real"


def stamp(score: float) -> Verdict:
    """What the detective stamps on one note, from its probability that the note is real.

    There is no "maybe": over all notes the stamps are right just as often as the accuracy says.
    """
    return "real" if score > 0.5 else "fake"


def percent(share: float) -> str:
    """A share as people say it, rounded as pages round (half of one up); the space does not break."""
    return f"{int(100 * share + 0.5)}\u00a0%"


def sentence(
    metrics: Metrics | None,
    words: Vocabulary,
    modes: Sequence[str],
    opinion: Opinion | None = None,
    *,
    convincing: bool = False,
) -> str:
    """The one live sentence, in the words of a data set; no metrics before the detective has learnt.

    `convincing`: stage 3 stands and its rule is met now; then it is said whom the fakes convince, and whom not.
    """
    if metrics is None:
        return (
            f"The forger has never seen a real one: its {words.things} are noise; "
            "the detective has yet to learn what to look for."
        )
    judged = _convinced(metrics, opinion) if convincing else _judged(metrics, opinion)
    return f"{_seen(metrics, words, modes)}; {judged}."


def _seen(m: Metrics, words: Vocabulary, modes: Sequence[str]) -> str:
    """What a person would see on the wall, the telltale first."""
    total = len(modes)
    if m.high_quality < 0.1 and m.modes <= total / 2:
        return f"The {words.things} are noise and blurs that fool nobody"
    if m.mixed is not None and m.mixed >= 0.25:
        return f"{percent(m.mixed)} of the {words.things} give themselves away: {words.fault}"
    if total > 1 and m.modes < total:
        return f"Only {m.modes} of {total} {words.kinds} are made: {_missing(m, modes)}"
    if m.high_quality < 0.5:
        return f"Shapes show, but only {percent(m.high_quality)} of the {words.things} would pass a strict look"
    if m.mixed is not None and m.mixed > 0.1:
        return f"Most {words.things} look right, but {percent(m.mixed)} give themselves away: {words.fault}"
    if total > 1:
        return (
            f"All {total} {words.kinds} are made and {percent(m.high_quality)} of the {words.things} pass a strict look"
        )
    return f"{percent(m.high_quality)} of the {words.things} pass a strict look"


def _missing(m: Metrics, modes: Sequence[str]) -> str:
    """The rarest modes by name, at most three."""
    rarest = sorted(range(len(modes)), key=lambda k: m.shares[k] if k < len(m.shares) else 0.0)
    names = [modes[k] for k in sorted(rarest[: len(modes) - m.modes])]
    if len(names) > 3:
        return f"{len(names)} are missing"
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{listed} {'is' if len(names) == 1 else 'are'} missing"


def _convinced(m: Metrics, opinion: Opinion | None) -> str:
    """To whom convincing fakes are so: never more than was asked."""
    whom = f"they convince the detective, right {percent(m.d_accuracy)} of the time"
    if m.referee is not None:
        whom += f", and a quick referee, right {percent(m.referee)}"
    if opinion is None:
        return whom
    if opinion.accuracy <= 0.5 + opinion.band:
        return f"{whom}, and even an expert cannot tell them apart"
    why = f": {opinion.giveaway.words}" if opinion.giveaway else ""
    return f"{whom}, but not an expert, right {percent(opinion.accuracy)}{why}"


def _judged(m: Metrics, opinion: Opinion | None) -> str:
    """How sure the detective is, and who else still tells them apart."""
    if verdict(m.d_accuracy) == "fake":
        return f"the detective is right {percent(m.d_accuracy)} of the time"
    doubts = [*_referee(m), *_expert(m, opinion)]
    return f"{_detective(m)}, but {' and '.join(doubts)}" if doubts else _detective(m)


def _detective(m: Metrics) -> str:
    right = f"{percent(m.d_accuracy)} of the time"
    if guesses(m):
        return f"the detective can only guess, right {right}"
    if m.d_accuracy < 0.5:
        return f"the detective is fooled: it is right only {right}"
    if verdict(m.d_accuracy) == "real":
        return f"the detective is nearly guessing, right {right}"
    return f"the detective is right {right}"


def _referee(m: Metrics) -> list[str]:
    if m.referee is None or m.referee - m.d_accuracy < DOUBT:
        return []
    return [f"a quick referee still tells them apart {percent(m.referee)} of the time"]


def _expert(m: Metrics, opinion: Opinion | None) -> list[str]:
    if opinion is None or opinion.accuracy - m.d_accuracy < DOUBT:
        return []
    why = f": {opinion.giveaway.words}" if opinion.giveaway else ""
    return [f"an expert is still right {percent(opinion.accuracy)} of the time{why}"]
