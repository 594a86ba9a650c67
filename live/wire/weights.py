"""Taking a run's weights home: the worker answers with a file."""

from __future__ import annotations

from typing import Final

from gan_core.price import detective_layers, forger_layers, weights
from gan_core.words import say
from live.wire.command import AtHub, AtWork, Command

LARGEST: Final = 6 * 2**20  # bytes that a page is sent at once


class TakeWeights(Command, frozen=True, tag="weights"):
    """The weights of the first member's players, and of the averaged forger, as safetensors."""

    def at_hub(self, hub: AtHub) -> None:
        e = hub.run.experiments[0]
        if 4 * (2 * weights(forger_layers(e)) + weights(detective_layers(e))) > LARGEST:
            raise ValueError(say("These weights are too large to be sent to a page. Narrower networks would fit."))

    def at_work(self, training: AtWork) -> None:
        training.tell(training.weights())
