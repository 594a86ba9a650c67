"""The story's words, by rule from the numbers: the verdict, and the one sentence that says what a person would see."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from gan_core.data.base import Vocabulary
from gan_core.opinion import Opinion
from gan_core.snapshot import Metrics
from gan_core.stages import guesses
from gan_core.words import Said, listed, say

Verdict = Literal["fake", "maybe", "real"]
WORDS: Final[dict[Verdict, Said]] = {
    "fake": say("FAKE!"),
    "maybe": say("Hmm… maybe real?"),
    "real": say("Looks real to me!"),
}
STAMPS: Final[dict[Verdict, Said]] = {"fake": say("FAKE!"), "real": say("REAL!")}  # on one item
# Half-way between the story's 100 %, 70 % and 50 %.
FAKE_FROM: Final = 0.85
MAYBE_FROM: Final = 0.60
SLACK: Final = 0.05  # measurements tremble by as much; the words should not
DOUBT: Final = 0.15  # a judge who is so much surer than the detective is worth a word
LATELY: Final = 0.5  # of the rounds so far: whoever judged before that judged another forger


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
) -> Said:
    """The one live sentence, in the words of a data set; no metrics before the detective has learnt.

    `convincing`: stage 3 stands and its rule is met now; then it is said whom the fakes convince, and whom not.
    """
    if metrics is None:
        return say(
            "The forger has never seen a real one: its {things} are noise; "
            "the detective has yet to learn what to look for.",
            things=words.things,
        )
    judged = _convinced(metrics, opinion) if convincing else _judged(metrics, opinion)
    return say("{seen}; {judged}.", seen=_seen(metrics, words, modes), judged=judged)


def _seen(m: Metrics, words: Vocabulary, modes: Sequence[str]) -> Said:
    """What a person would see on the wall, the telltale first."""
    total, things, kinds = len(modes), words.things, words.kinds
    if m.high_quality < 0.1 and m.modes <= total / 2:
        return say("The {things} are noise and blurs that fool nobody", things=things)
    if m.mixed is not None and m.mixed >= 0.25:
        return say(
            "{share:%} of the {things} give themselves away: {fault}", share=m.mixed, things=things, fault=words.fault
        )
    if total > 1 and m.modes < total:
        missing = _missing(m, modes)
        return say(
            "Only {modes} of {total} {kinds} are made: {missing}",
            modes=m.modes, total=total, kinds=kinds, missing=missing,
        )  # fmt: skip
    if m.high_quality < 0.5:
        return say(
            "Shapes show, but only {share:%} of the {things} would pass a strict look",
            share=m.high_quality, things=things,
        )  # fmt: skip
    if m.mixed is not None and m.mixed > 0.1:
        return say(
            "Most {things} look right, but {share:%} give themselves away: {fault}",
            things=things, share=m.mixed, fault=words.fault,
        )  # fmt: skip
    if total > 1:
        return say(
            "All {total} {kinds} are made and {share:%} of the {things} pass a strict look",
            total=total, kinds=kinds, share=m.high_quality, things=things,
        )  # fmt: skip
    return say("{share:%} of the {things} pass a strict look", share=m.high_quality, things=things)


def _missing(m: Metrics, modes: Sequence[str]) -> Said:
    """The rarest modes by name, at most three."""
    rarest = sorted(range(len(modes)), key=lambda k: m.shares[k] if k < len(m.shares) else 0.0)
    names = [modes[k] for k in sorted(rarest[: len(modes) - m.modes])]
    if len(names) > 3:
        return say("{count} are missing", count=len(names))
    if len(names) == 1:
        return say("{name} is missing", name=names[0])
    return say("{names} are missing", names=listed(names))


def _convinced(m: Metrics, opinion: Opinion | None) -> Said:
    """To whom convincing fakes are so: never more than was asked. Why an expert tells them, its own card says."""
    whom = say("they convince the detective, right {share:%} of the time", share=m.d_accuracy)
    if m.referee is not None:
        whom = say("{whom}, and a quick referee, right {share:%}", whom=whom, share=m.referee)
    if opinion is None:
        return whom
    share, step = opinion.accuracy, opinion.at_step
    if not _lately(step, m):
        return say("{whom}; an expert was right {share:%} at round {step:,}", whom=whom, share=share, step=step)
    if share <= 0.5 + opinion.band:
        return say("{whom}, and even an expert cannot tell them apart", whom=whom)
    return say("{whom}, but not an expert, right {share:%}", whom=whom, share=share)


def _lately(step: int | None, m: Metrics) -> bool:
    """Whether a judge's word is of about this forger."""
    return step is not None and step >= LATELY * m.step


def _judged(m: Metrics, opinion: Opinion | None) -> Said:
    """How sure the detective is, and who else still tells them apart."""
    if verdict(m.d_accuracy) == "fake":
        return say("the detective is right {share:%} of the time", share=m.d_accuracy)
    doubts = [*_referee(m), *_expert(m, opinion)]
    sure = _detective(m)
    return say("{sure}, but {doubts}", sure=sure, doubts=listed(doubts)) if doubts else sure


def _detective(m: Metrics) -> Said:
    right = m.d_accuracy
    if guesses(m):
        return say("the detective can only guess, right {share:%} of the time", share=right)
    if m.d_accuracy < 0.5:
        return say("the detective is fooled: it is right only {share:%} of the time", share=right)
    if verdict(m.d_accuracy) == "real":
        return say("the detective is nearly guessing, right {share:%} of the time", share=right)
    return say("the detective is right {share:%} of the time", share=right)


def _referee(m: Metrics) -> list[Said]:
    if m.referee is None or m.referee - m.d_accuracy < DOUBT or not _lately(m.referee_step, m):
        return []
    return [say("a quick referee is right {share:%}", share=m.referee)]


def _expert(m: Metrics, opinion: Opinion | None) -> list[Said]:
    if opinion is None or opinion.accuracy - m.d_accuracy < DOUBT or not _lately(opinion.at_step, m):
        return []
    return [say("an expert is right {share:%}", share=opinion.accuracy)]
