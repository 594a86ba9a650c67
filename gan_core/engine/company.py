"""What a detective sees beside the item that it judges: other items of the batch, and how much the batch varies.

A detective that judges items one by one cannot see that they are all alike. Packing shows it others of the same kind
beside each (PacGAN, Lin et al. 2018); minibatch standard deviation shows it one number, how much the whole batch
varies (Karras et al. 2018). Either can begin while a run trains: a detective with seats for company always has weights
for it, zero at first, and an empty seat shows zeros: nothing comes of them until somebody sits down.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from gan_core.engine.backprop import Weights
from gan_core.experiment import Experiment


def seat_numbers(seats: int, stretch: int) -> int:
    """How many numbers the detective sees where it would see `stretch` of one item alone."""
    return stretch if seats == 1 else seats * stretch + 1


@dataclass(frozen=True)
class Company:
    """Seats E detectives' items with their company.

    An item lies as runs of `stretch` numbers that belong together: a patch of a picture, or a point. The company's runs
    follow each run of the item, and the batch's standard deviation ends it.
    """

    seats: int
    stretch: int
    taken: Tensor  # (E, seats): 1 where somebody sits; the item itself always does
    varied: Tensor  # (E,): 1 where the batch's standard deviation is shown
    spared: bool = False  # nobody has company: leave the seats out altogether

    @classmethod
    def of(
        cls, experiments: Sequence[Experiment], stretch: int, device: torch.device, *, spare: bool = True
    ) -> Company:
        """The company that each experiment asks for; `spare` where an item's numbers are all that a detective sees."""
        seats = experiments[0].room
        taken = [[float(k < e.pack) for k in range(seats)] for e in experiments]
        varied = [float(e.mbstd) for e in experiments]
        spared = seats == 1 or (spare and not any(e.mbstd or e.pack > 1 for e in experiments))
        return cls(seats, stretch, torch.tensor(taken, device=device), torch.tensor(varied, device=device), spared)

    def alone(self, member: int) -> Company:
        """The company of one member."""
        rows = slice(member, member + 1)
        return Company(self.seats, self.stretch, self.taken[rows], self.varied[rows], self.spared)

    def eyes(self, weights: Weights) -> Weights:
        """The detective's weights, less those for seats that are left out."""
        if not self.spared or self.seats == 1:
            return weights
        return [weights[0][:, : self.stretch], *weights[1:]]

    def seat(self, items: Tensor, others: Tensor | None = None) -> Tensor:
        """(E, B, d) → (E, B, runs · numbers): each item, the next of `others` (else of its own batch), the spread."""
        if self.spared:
            return items
        others = items if others is None else others
        runs = [self._runs(items)]
        runs += [self._runs(others.roll(-k, dims=1)) * self._sits(k) for k in range(1, self.seats)]
        spread = _spread(others)[0] * self.varied[:, None]
        runs.append(spread[..., None, None].expand(*runs[0].shape[:3], 1))
        return torch.cat(runs, dim=-1).flatten(2)

    def unseat(self, slopes: Tensor, items: Tensor) -> Tensor:
        """Slopes at what `seat(items)` gave → slopes at the items, (E, B, d)."""
        if self.spared:
            return slopes
        parts = slopes.reshape(*slopes.shape[:2], -1, seat_numbers(self.seats, self.stretch))
        *seats, last = parts.split_with_sizes([self.stretch] * self.seats + [1], dim=-1)
        total: Tensor = seats[0].flatten(2)
        for k in range(1, self.seats):
            total = total + (seats[k] * self._sits(k)).flatten(2).roll(k, dims=1)
        at_spread = last.sum((1, 2, 3)) * self.varied
        return total + at_spread[:, None, None] * _spread(items)[1]

    def _runs(self, items: Tensor) -> Tensor:
        return items.reshape(*items.shape[:2], -1, self.stretch)

    def _sits(self, seat: int) -> Tensor:
        return self.taken[:, seat, None, None, None]


def _spread(items: Tensor) -> tuple[Tensor, Tensor]:
    """The standard deviation over the batch, averaged over an item's numbers, (E, 1), and its slope at (E, B, d)."""
    centred = items - items.mean(1, keepdim=True)
    deviation = (centred.square().mean(1, keepdim=True) + 1e-8).sqrt()
    return deviation.mean(-1), centred / (deviation * items.shape[1] * items.shape[2])
