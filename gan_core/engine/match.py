"""What stays as it is from turn to turn: who plays which game, with which networks, over which real items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import torch
from torch import Tensor

from gan_core.engine.backprop import Back, Weights
from gan_core.engine.company import Company, seat_numbers
from gan_core.engine.losses import GAMES, LossFunction
from gan_core.engine.networks import House, Net
from gan_core.engine.pair import Pair
from gan_core.engine.players import Cast, Detective, Forger, Network, WaveForger, cast
from gan_core.engine.units import Units
from gan_core.experiment import Experiment
from gan_core.philox import Rolls, Stream

FIRST: Final = (Stream.FIRST_FORGER, Stream.FIRST_DETECTIVE)


@dataclass(frozen=True)
class Match:
    """The rules of E pairs that play side by side."""

    experiments: tuple[Experiment, ...]
    forger: Forger | WaveForger
    detective: Detective
    company: Company
    units: Units

    @classmethod
    def of(cls, experiments: Sequence[Experiment], units: Units, players: Cast = cast) -> Match:
        """The networks that these experiments ask for, or other `players`."""
        forger, detective = players(experiments[0], units.data, units.device)
        return cls(tuple(experiments), forger, detective, _company(experiments, units, detective), units)

    def under(self, experiments: Sequence[Experiment]) -> Match:
        """The same networks under other settings."""
        company = _company(experiments, self.units, self.detective)
        return Match(tuple(experiments), self.forger, self.detective, company, self.units)

    def first_pair(self) -> Pair:
        """First weights, each member's by its own seed; those for empty seats are zero."""
        rolls = [[Rolls(e.seed, stream) for e in self.experiments] for stream in FIRST]
        return Pair.fresh(self._first(self.forger, rolls[0]), self.beginners(rolls[1]))

    def beginners(self, rolls: Sequence[Rolls]) -> list[Tensor]:
        """Detectives who have learnt nothing, one by each of these rolls."""
        detective = self._first(self.detective, rolls)
        if isinstance(self.detective, House):
            detective[0][:, self.units.stretch : seat_numbers(self.experiments[0].room, self.units.stretch)] = 0
        return detective

    def judged(self, weights: Weights, seated: Tensor) -> Back:
        """The detectives' pass over items with their company."""
        return self.detective.forward(self.company.eyes(weights), seated)

    def slopes(self, which: str, on_real: Tensor, on_fake: Tensor) -> Tensor:
        """Slopes of each member's own loss, a mean over items, at logits; members that play one game go together."""
        names = [e.loss for e in self.experiments]
        functions: dict[str, LossFunction] = {name: getattr(GAMES[name], which) for name in names}
        games = {name: function(on_real, on_fake) / on_fake.shape[1] for name, function in functions.items()}
        if len(games) == 1:
            return games[names[0]]
        return torch.stack([games[name][k] for k, name in enumerate(names)])

    def asks(self, penalty: str) -> bool:
        """Whether any member has this penalty."""
        return any(getattr(e, penalty) > 0 for e in self.experiments)

    def _first(self, network: Network, rolls: Sequence[Rolls]) -> list[Tensor]:
        rows = [network.init(r) for r in rolls]
        return [torch.stack(layer).to(self.units.device) for layer in zip(*rows, strict=True)]


def _company(experiments: Sequence[Experiment], units: Units, detective: Detective) -> Company:
    return Company.of(experiments, units.stretch, units.device, spare=isinstance(detective, Net))
