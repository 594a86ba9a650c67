"""The guided path over the pages, in the order of the story: at each one thing to do, and the sign that it was done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from gan_core.words import Said, say


@dataclass(frozen=True)
class Sign:
    """What the browser sees when a step was done: an attribute `data-…` of an element, and what it must come to."""

    attribute: str
    least: float | None = None  # a number that it must reach
    word: str | None = None  # a word that it must be; if neither is given, it must be another than at first
    at: str = ".gd"


@dataclass(frozen=True)
class Step:
    """One step of the path."""

    name: str
    page: str  # the page's own address
    title: Said
    task: Said
    sign: Sign
    query: str = ""  # with what the page is opened


STEPS: Final = (
    Step(
        "game",
        "",
        say("The game"),
        say("Meet both players, then let them play until the fakes get better: stage 2."),
        Sign("stage", least=2),
    ),
    Step("detective", "detective", say("Be the detective"), say("Judge six notes."), Sign("stamped", least=6)),
    Step(
        "forger",
        "forger",
        say("Be the forger"),
        say("Follow the arrows and hand your points in, three times."),
        Sign("round", least=3),
    ),
    Step(
        "collapse",
        "collapse",
        say("Mode collapse"),
        say("Push the slider beyond the middle, and watch which kinds the second forger still prints."),
        Sign("push", least=51),
    ),
    Step(
        "crash",
        "crash",
        say("Why GANs crash"),
        say("Choose a failure, and watch until it shows."),
        Sign("shows", word="true"),
    ),
    Step(
        "line",
        "line",
        say("A line"),
        say("Play the detective’s turn alone, then the forger’s, and see which curve each of them moves."),
        Sign("phase", word="forger"),
    ),
    Step(
        "models",
        "models",
        say("Two kinds of models"),
        say("Move a point, by hand or with the arrow keys: both answers change."),
        Sign("wrong"),
    ),
    Step(
        "hood",
        "hood",
        say("Under the hood"),
        say("Open another part of the diagram."),
        Sign("thing", at=".ho-close"),
    ),
    Step(
        "games",
        "hood",
        say("Equilibrium"),
        say("Let the Dirac-GAN play: two numbers that circle the point where neither would gain by moving."),
        Sign("dirac", least=60),
        "section=games",
    ),
    Step(
        "playground",
        "playground",
        say("Playground"),
        say("Change a setting while the run trains."),
        Sign("settings"),
    ),
    Step(
        "mission",
        "",
        say("A mission"),
        say("Accomplish one of the missions below the game; those of the playground count as well."),
        Sign("accomplished", least=1),
        "start=play",
    ),
    Step(
        "quiz",
        "quiz",
        say("Quiz"),
        say("Answer all eight questions rightly, however often you try."),
        Sign("right", least=8),
    ),
)


def about() -> list[dict[str, Any]]:
    """The same as the browser shows it."""
    return [{**vars(step), "sign": vars(step.sign)} for step in STEPS]
