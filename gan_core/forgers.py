"""Three forgers of one training, one for each stage: the rounds after which each of them is taken.

The rounds are fixed, so that whoever trains the recipe with the same seed meets the same forgers. That they do stand
where their stage's rule says is measured on ten seeds in docs/results.md.
"""

from __future__ import annotations

from typing import Final

from gan_core.experiment import Experiment, recipe
from gan_core.words import say

ROUNDS: Final[dict[str, tuple[int, int, int]]] = {"banknotes": (30, 400, 4000), "digits": (30, 400, 4000)}
STAGES: Final = (1, 2, 3)


def rounds(experiment: Experiment) -> dict[int, int]:
    """The round of each stage's forger; ValueError for data sets that have none."""
    if experiment.data not in ROUNDS:
        raise ValueError(
            say(
                "Forgers of three stages are known of {names}; not of {data}.",
                names=", ".join(ROUNDS),
                data=experiment.data,
            )
        )
    return dict(zip(STAGES, ROUNDS[experiment.data], strict=True))


def of(data: str, seed: int) -> Experiment:
    """The training whose forgers are meant: the data set's recipe."""
    experiment = recipe(data)
    return Experiment(**{**vars(experiment), "seed": seed})
