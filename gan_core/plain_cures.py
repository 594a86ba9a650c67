"""What changes while a game is played, in ordinary PyTorch: other settings, a fresh detective, and a disguise."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import pad

from gan_core.experiment import Experiment
from gan_core.plain import Plain
from gan_core.plain_players import Network


def changed(game: Plain, rules: Experiment) -> None:
    """From now on other settings rule; both Adams keep what they remember."""
    game.rules = rules
    for adam, rate in (game.adam_g, rules.lr_g), (game.adam_d, rules.lr_d):
        for group in adam.param_groups:
            group["lr"] = rate


def renewed(game: Plain, beginner: Network) -> None:
    """A detective who has learnt nothing takes the old one's place, and both Adams begin anew."""
    game.detective = beginner
    game.__post_init__()


@dataclass
class Disguised(Plain):
    """A game in which all that is judged is moved a little first, and has noise upon it: real items and fakes alike."""

    shifts: Tensor | None = None  # (S, d): from where each number of a picture comes, for each way to move it
    blank: float = 0.0  # what is where a picture was moved away

    def real(self) -> Tensor:
        """Real items as the detective sees them."""
        return self.disguised(super().real())

    def fake(self) -> Tensor:
        """Fakes as it sees them: the forger's feedback comes back through the disguise."""
        return self.disguised(super().fake())

    def disguised(self, items: Tensor) -> Tensor:
        """Each item with dice of its own."""
        reach, strength = self.rules.moved, self.rules.noise
        if reach and self.shifts is not None:
            side, whole = 2 * reach + 1, int(len(self.shifts) ** 0.5)
            rolled = torch.randint(side**2, (len(items),), generator=self.dice)
            row, column = rolled // side + whole // 2 - reach, rolled % side + whole // 2 - reach
            items = pad(items, (0, 1), value=self.blank).gather(1, self.shifts[row * whole + column])
        return items + strength * torch.randn(items.shape, generator=self.dice) if strength else items
