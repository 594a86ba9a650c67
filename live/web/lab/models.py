"""Questions of the page about two kinds of models."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Final, Literal

import numpy as np
from msgspec import Meta

from gan_core.theory.line_game import best_detective
from gan_core.theory.two_models import Discriminative, Generative, Numbers, wrong
from gan_core.theory.worlds import LABELS, TEST, WORLDS, learning
from live.web.lab.question import Question, told

EXTENT: Final = 3.0  # of the square that is shown
CELLS: Final = 48  # along its side
MOST: Final = max(LABELS)
DRAWN: Final = 60  # new points of the generative model

_Number = Annotated[float, Meta(ge=-EXTENT, le=EXTENT)]
World = Annotated[Literal["bells", "heaps"], Meta(description="one of bells, heaps")]
Points = Annotated[
    list[Annotated[list[_Number], Meta(min_length=2, max_length=2)]],
    Meta(min_length=2, max_length=MOST, description=f"a list of 2 to {MOST} pairs of numbers from −3 to 3"),
]
Kinds = Annotated[
    list[Annotated[int, Meta(ge=0, le=1)]],
    Meta(min_length=2, max_length=MOST, description=f"a list of 2 to {MOST} of 0 or 1"),
]
Seed = Annotated[int, Meta(ge=0, le=10**6, description="a whole number from 0 to 1000000")]
Place = Annotated[list[_Number], Meta(min_length=2, max_length=2, description="a pair of numbers from −3 to 3")]
Spread = Annotated[float, Meta(ge=0.1, le=EXTENT, description="a number from 0.1 to 3")]


class DrawPoints(Question, frozen=True, tag="points"):
    """Labelled points of a world; fewer are the first ones of more."""

    world: World
    count: Annotated[int, Meta(ge=2, le=MOST, description=f"a whole number from 2 to {MOST}")]
    seed: Seed = 0

    def answer(self) -> bytes:
        points, kinds = WORLDS[self.world].draw(MOST, np.random.default_rng(self.seed + 1))
        return told({}, points=points[: self.count].clip(-EXTENT, EXTENT), kinds=kinds[: self.count])


class FitModels(Question, frozen=True, tag="models"):
    """What each kind of model makes of the same labelled points, over the cells of the square."""

    points: Points
    kinds: Kinds
    world: World
    seed: Seed = 0  # of the new points

    def answer(self) -> bytes:
        generative = Generative.fit(self.points, self.kinds)
        discriminative = Discriminative.fit(self.points, self.kinds)
        drawn, of_kind = generative.sample(DRAWN, np.random.default_rng(self.seed))
        test, truth = _test(self.world)
        about = {
            "wrong": [wrong(model.belief(test), truth) for model in (generative, discriminative)],
            "tested": TEST,
            "bells": {"shares": generative.shares.tolist(), "means": generative.means.tolist()},
        }
        return told(
            about,
            joint=generative.joint(cells()).T,
            generative=generative.belief(cells()),
            discriminative=discriminative.belief(cells()),
            drawn=drawn,
            drawn_kinds=of_kind,
        )


class Learn(Question, frozen=True, tag="learning"):
    """How often each is wrong by the number of labels: mean, and the middle 80 % of 40 draws."""

    world: World

    def answer(self) -> bytes:
        each = learning(self.world)
        about = {"labels": LABELS, "repeats": len(each[0]), "truth": WORLDS[self.world].truth}
        return told(
            about,
            mean=[errors.mean(0) for errors in each],
            low=[np.quantile(errors, 0.1, axis=0) for errors in each],
            high=[np.quantile(errors, 0.9, axis=0) for errors in each],
        )


class Ratio(Question, frozen=True, tag="ratio"):
    """The perfect detective against a forger that prints one round bell: D* = p / (p + q), with p(x) of the points."""

    points: Points
    kinds: Kinds
    centre: Place
    spread: Spread
    place: Place  # where the numbers are read

    def answer(self) -> bytes:
        model = Generative.fit(self.points, self.kinds)
        p, q = model.density(cells()), bell(cells(), self.centre, self.spread)
        here = np.array([self.place])
        at_p, at_q = float(model.density(here)[0]), float(bell(here, self.centre, self.spread)[0])
        return told(
            {"p": at_p, "q": at_q, "best": float(best_detective(at_p, at_q))}, best=best_detective(p, q), p=p, q=q
        )


def bell(points: Numbers, centre: list[float], spread: float) -> Numbers:
    """A round Gaussian's density at points (n, 2): (n,)."""
    far = ((points - np.array(centre)) ** 2).sum(1) / spread**2
    return np.asarray(np.exp(-far / 2) / (2 * np.pi * spread**2))


@cache
def cells() -> Numbers:
    """The middles of the square's cells (CELLS², 2), row by row from the bottom."""
    side = ((np.arange(CELLS) + 0.5) / CELLS * 2 - 1) * EXTENT
    y, x = np.meshgrid(side, side, indexing="ij")
    return np.stack([x, y], axis=-1).reshape(-1, 2)


@cache
def _test(world: str) -> tuple[Numbers, np.ndarray]:
    return WORLDS[world].draw(TEST, np.random.default_rng(999))
