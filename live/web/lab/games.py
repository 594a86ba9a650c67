"""Questions of the page under the hood: losses as curves, and the two games that people play against each other."""

from __future__ import annotations

from typing import Annotated, Final, Literal

import numpy as np
from msgspec import Meta

from gan_core.experiment import LOSSES
from gan_core.theory import pennies
from gan_core.theory.dirac import Dirac
from gan_core.theory.loss_shapes import curves
from live.web.lab.question import Question, told

FARTHEST: Final = 6.0  # logit on either side
LOGITS: Final = 121
REACH: Final = 2.0  # of the square on which the Dirac-GAN is played
ARROWS: Final = 13  # along its side
STEPS: Final = 600

_Share = Annotated[float, Meta(ge=0, le=1, description="a number from 0 to 1")]
_Place = Annotated[float, Meta(ge=-REACH, le=REACH, description="a number from −2 to 2")]


class Losses(Question, frozen=True, tag="losses"):
    """Each game's losses over the detective's logit, and the forger's slope: (games, logits)."""

    def answer(self) -> bytes:
        logits = np.linspace(-FARTHEST, FARTHEST, LOGITS)
        all_curves = [curves(loss, logits) for loss in LOSSES]
        rows = {name: [getattr(c, name) for c in all_curves] for name in ("real", "fake", "forger", "slope")}
        return told({"losses": LOSSES}, logits=logits, **rows)


class DiracGame(Question, frozen=True, tag="dirac"):
    """Where both players of the Dirac-GAN go from a place, and where they would be pushed anywhere."""

    theta: _Place
    psi: _Place
    loss: Annotated[
        Literal["wasserstein", "saturating", "nonsaturating"],
        Meta(description="one of wasserstein, saturating, nonsaturating"),
    ] = "nonsaturating"
    rate: Annotated[float, Meta(gt=0, le=1, description="a number from 0 to 1")] = 0.1
    r1: Annotated[float, Meta(ge=0, le=10, description="a number from 0 to 10")] = 0.0
    way: Annotated[Literal["together", "in turn"], Meta(description="one of together, in turn")] = "together"

    def answer(self) -> bytes:
        game = Dirac(self.loss, self.rate, self.r1, self.way)
        path = game.path(self.theta, self.psi, STEPS)
        far = np.hypot(*path.T)
        about = {"far": [float(far[0]), float(far[-1])], "reach": REACH}
        return told(about, path=path.clip(-9, 9), arrows=game.arrows(REACH, ARROWS))


class PenniesGame(Question, frozen=True, tag="pennies"):
    """Matching pennies at a place: who wins what, who would gain by moving alone, and where following slopes leads."""

    p: _Share  # how often the forger shows heads
    q: _Share  # how often the detective does

    def answer(self) -> bytes:
        forgers, detectives = pennies.best_answers(self.p, self.q)
        about = {"payoff": pennies.payoff(self.p, self.q), "best": [forgers, detectives]}
        return told(about | {"gains": vars(pennies.gains(self.p, self.q))}, path=pennies.path(self.p, self.q, STEPS))
