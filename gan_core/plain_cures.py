"""What changes while a game is played, in ordinary PyTorch: other settings, a fresh detective, and a disguise."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import pad

from gan_core.experiment import Experiment
from gan_core.philox import FAKE, Rolls, What
from gan_core.plain import Plain
from gan_core.plain_players import Network, normal, spread


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
    """A game in which all that is judged is in disguise: real items and fakes alike, each with dice of its own."""

    shifts: Tensor | None = None  # (S, d): from where each number of a picture comes, for each way to move it
    places: Tensor | None = None  # (2, d): the row and the column of each number of a picture
    blank: float = 0.0  # what is where a picture was moved away, or cut out

    def real(self, dice: Rolls) -> Tensor:
        """Real items as the detective sees them."""
        return self.disguised(super().real(dice), dice, 0)

    def fake(self, dice: Rolls) -> Tensor:
        """Fakes as it sees them: the forger's feedback comes back through the disguise."""
        return self.disguised(super().fake(dice), dice, FAKE)

    def disguised(self, items: Tensor, dice: Rolls, on: int) -> Tensor:
        """Moved, lit, cut, and seen through noise."""
        strength = self.rules.noise
        if self.shifts is not None and self.places is not None:
            items = self.moved(items, self.shifts, dice, What.MOVED + on)
            items = self.cut(self.lit(items, dice, What.LIGHT + on), self.places, dice, What.HOLES + on)
        return items + strength * normal(dice, tuple(items.shape), What.NOISE + on) if strength else items

    def moved(self, pictures: Tensor, shifts: Tensor, dice: Rolls, what: int) -> Tensor:
        """By at most so many pixels along each side."""
        reach = self.rules.moved
        if not reach:
            return pictures
        side, whole = 2 * reach + 1, int(len(shifts) ** 0.5)
        rolled = torch.from_numpy(dice.rows(len(pictures), side**2, what))
        row, column = rolled // side + whole // 2 - reach, rolled % side + whole // 2 - reach
        return pad(pictures, (0, 1), value=self.blank).gather(1, shifts[row * whole + column])

    def lit(self, pictures: Tensor, dice: Rolls, what: int) -> Tensor:
        """With more contrast or less, lighter or darker."""
        if not self.rules.light:
            return pictures
        rolled = self.rules.light * spread(dice, (len(pictures), 2), 1.0, what)
        contrast, lighter = rolled.chunk(2, dim=1)
        return pictures + contrast * (pictures - pictures.mean(1, keepdim=True)) + lighter / self.forger.scale

    def cut(self, pictures: Tensor, places: Tensor, dice: Rolls, what: int) -> Tensor:
        """With a blank square about some pixel."""
        row, column = places
        side, height, width = self.rules.cut, int(row.max()) + 1, int(column.max()) + 1
        if not side:
            return pictures
        about = torch.from_numpy(dice.rows(len(pictures), height * width, what))[:, None]
        top, left = about // width - side // 2, about % width - side // 2
        within = (row >= top) & (row < top + side) & (column >= left) & (column < left + side)
        return pictures.masked_fill(within, self.blank)
