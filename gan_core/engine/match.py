"""What stays as it is from turn to turn: who plays which game, with which networks, over which real items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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

    def first_pair(self, generators: Sequence[torch.Generator]) -> Pair:
        """First weights, each member's from its own generator; those for empty seats are zero."""
        forger, detective = (self._first(net, generators) for net in (self.forger, self.detective))
        if isinstance(self.detective, House):
            detective[0][:, self.units.stretch : seat_numbers(self.experiments[0].room, self.units.stretch)] = 0
        return Pair.fresh(forger, detective)

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

    def _first(self, network: Network, generators: Sequence[torch.Generator]) -> list[Tensor]:
        rows = [network.init(g) for g in generators]
        return [torch.stack(layer).to(self.units.device) for layer in zip(*rows, strict=True)]


def _company(experiments: Sequence[Experiment], units: Units, detective: Detective) -> Company:
    return Company.of(experiments, units.stretch, units.device, spare=isinstance(detective, Net))
