"""Taking a run home, or over: the worker answers its owner with a file of weights, or with all that a browser needs."""

from __future__ import annotations

from typing import Final

from gan_core.experiment import Experiment
from gan_core.price import base_plate, detective_layers, forger_layers, weights
from gan_core.words import say
from live.wire.command import AtHub, AtWork, Command

LARGEST: Final = 6 * 2**20  # bytes that a page is sent at once


class TakeWeights(Command, frozen=True, tag="weights"):
    """The weights of the first member's players, and of the averaged forger, as safetensors."""

    def at_hub(self, hub: AtHub) -> None:
        forger, detective = _weights(hub.run.experiments[0])
        if 4 * (2 * forger + detective) > LARGEST:
            raise ValueError(say("These weights are too large to be sent to a page. Narrower networks would fit."))

    def at_work(self, training: AtWork) -> None:
        training.hand_over("weights")


class TakeState(Command, frozen=True, tag="state"):
    """Weights and Adam's moments of every member, so that the owner's browser can go on if the server is lost."""

    def at_hub(self, hub: AtHub) -> None:
        forger, detective = _weights(hub.run.experiments[0])
        if 4 * len(hub.run.experiments) * (4 * forger + 3 * detective) > LARGEST:
            raise ValueError(say("This run is too large to be kept in a page. Narrower networks would fit."))

    def at_work(self, training: AtWork) -> None:
        training.hand_over("state")


def _weights(e: Experiment) -> tuple[int, int]:
    return weights(forger_layers(e)) + base_plate(e), weights(detective_layers(e))
