"""The round of a GAN in ordinary PyTorch: the engine's, weight for weight (a test), but written to be read on pages."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import relu, softplus

from gan_core.experiment import Experiment
from gan_core.philox import Rolls, Stream, Turns, What
from gan_core.plain_players import Forger, Network, uniform


def losses(game: str, real: Tensor, fake: Tensor) -> tuple[Tensor, Tensor]:
    """What detective and forger want small, item by item, over the detective's logits for real items and fakes."""
    return {
        "nonsaturating": (softplus(-real) + softplus(fake), softplus(-fake)),
        "saturating": (softplus(-real) + softplus(fake), -softplus(fake)),
        "relativistic": (softplus(fake - real), softplus(real - fake)),
        "leastsquares": (((real - 1) ** 2 + (fake + 1) ** 2) / 2, (fake - 1) ** 2 / 2),
        "hinge": (relu(1 - real) + relu(1 + fake), -fake),
        "wasserstein": (fake - real, -fake),
    }[game]


@dataclass
class Plain:
    """Both players, the rules, the real items (n, d), and how many turns there were, from which the dice follow."""

    forger: Forger
    detective: Network
    rules: Experiment
    reals: Tensor
    stretch: int  # how many numbers of an item belong together
    turns: Turns

    def __post_init__(self) -> None:
        betas = (self.rules.beta1, self.rules.beta2)
        self.adam_g = torch.optim.Adam(self.forger.parameters(), self.rules.lr_g, betas)
        self.adam_d = torch.optim.Adam(self.detective.parameters(), self.rules.lr_d, betas)

    def real(self, dice: Rolls) -> Tensor:
        """A batch of real items, of all there are or of the first few."""
        known = self.reals[: self.rules.few or None]
        return known[dice.rows(self.rules.batch, len(known), What.ROWS)]

    def fake(self, dice: Rolls) -> Tensor:
        """A batch of fakes: the forger sees dice, and nothing else."""
        return self.forger(*self.forger.roll((self.rules.batch, self.rules.z_dim), dice))  # type: ignore[no-any-return]

    def seated(self, items: Tensor) -> Tensor:
        """Beside each item its company: the next ones of the batch (packing), and how much the batch varies."""
        if self.rules.room == 1:
            return items
        runs = items.reshape(len(items), -1, self.stretch)
        others = [runs.roll(-k, 0) * (k < self.rules.pack) for k in range(1, self.rules.room)]
        spread = (items.var(0, correction=0) + 1e-8).sqrt().mean() * self.rules.mbstd
        return torch.cat([runs, *others, spread.expand(*runs.shape[:2], 1)], dim=2).flatten(1)

    def judge(self, items: Tensor) -> Tensor:
        """The detective's logit of each item; D(x) is its sigmoid."""
        return torch.flatten(self.detective(self.seated(items)))

    def steepness(self, items: Tensor) -> Tensor:
        """‖∇D‖² at each item: R1 keeps it small at real items, R2 at fakes."""
        seen = self.seated(items).detach().requires_grad_()
        (slope,) = torch.autograd.grad(self.detective(seen).sum(), seen, create_graph=True)
        return slope.square().sum(1)

    def detective_learns(self) -> None:
        """A batch of each kind, one step down."""
        e, dice = self.rules, self.turns.next(Stream.DETECTIVE)
        real, fake = self.real(dice), self.fake(dice).detach()
        loss = losses(e.loss, self.judge(real), self.judge(fake))[0].mean()
        if e.r1 or e.r2:
            loss = loss + e.r1 / 2 * self.steepness(real).mean() + e.r2 / 2 * self.steepness(fake).mean()
        if e.gp:  # between real and fake the slope is pulled toward 1
            between = self.steepness(real.lerp(fake, uniform(dice, (e.batch, 1), What.BETWEEN)))
            loss = loss + e.gp * ((between + 1e-12).sqrt() - 1).square().mean()
        step(self.adam_d, loss)

    def forger_learns(self) -> None:
        """A batch of fakes, and one step to where the detective believes in them more."""
        dice = self.turns.next(Stream.FORGER)
        fake = self.judge(self.fake(dice))
        real = self.judge(self.real(dice)) if self.rules.loss in ("relativistic", "wasserstein") else fake
        step(self.adam_g, losses(self.rules.loss, real, fake)[1].mean())


def step(adam: torch.optim.Adam, loss: Tensor) -> None:
    """Every weight goes down the loss's slope."""
    adam.zero_grad()
    loss.backward()  # type: ignore[no-untyped-call]
    adam.step()


def play(game: Plain) -> None:
    """One round: the detective's turns, then the forger's."""
    for learn in [game.detective_learns] * game.rules.d_steps + [game.forger_learns] * game.rules.g_steps:
        learn()
