"""A DCGAN as the common PyTorch tutorials write it (Radford et al. 2016), for pictures of 24 × 48 pixels."""

from __future__ import annotations

import torch
from torch import nn

from gan_core.data import load
from gan_core.data.base import Floats
from gan_core.engine.device import choose, describe, finish
from gan_core.engine.expert import Expert
from gan_core.engine.measuring import compared, window
from gan_core.engine.referee import Referee
from gan_core.experiment import Experiment
from gan_core.metrics.accuracy import balanced_accuracy
from gan_core.snapshot import Metrics

Z_DIM = 100
WIDTH = 64  # ngf and ndf
BATCH = 64
LR = 2e-4
BETAS = (0.5, 0.999)


class Dcgan:
    """Trains and is measured like a `Trainer` of one member.

    Both networks stay in training mode throughout, as in the tutorials: pictures are made and judged in batches of 64,
    real ones and fakes apart, as the networks know them.
    """

    def __init__(self, experiment: Experiment, device: str | None = None) -> None:
        self.experiments = (experiment,)
        self.data = load(experiment.data)
        if self.data.shape != (3, 24, 48):
            raise ValueError("This DCGAN is laid out for banknotes.")
        self.device = choose(device)
        self.device_name = describe(self.device)
        self.step = 0
        torch.manual_seed(experiment.seed)
        self.generator = generator().apply(weights_init).to(self.device)
        self.discriminator = discriminator().apply(weights_init).to(self.device)
        self.criterion = nn.BCEWithLogitsLoss()
        self.g_optimizer = torch.optim.Adam(self.generator.parameters(), lr=LR, betas=BETAS)
        self.d_optimizer = torch.optim.Adam(self.discriminator.parameters(), lr=LR, betas=BETAS)
        self.real = torch.from_numpy(self.data.train).to(self.device)
        self.ones, self.zeros = (torch.full((BATCH,), label, device=self.device) for label in (1.0, 0.0))

    def round(self) -> None:
        """One batch: a step of the discriminator, then one of the generator."""
        self.discriminator.zero_grad()
        real = self.real[torch.randint(len(self.real), (BATCH,))]
        self.criterion(self.discriminator(real).view(-1), self.ones).backward()
        fake = self._printed(BATCH)
        self.criterion(self.discriminator(fake.detach()).view(-1), self.zeros).backward()
        self.d_optimizer.step()

        self.generator.zero_grad()
        self.criterion(self.discriminator(fake).view(-1), self.ones).backward()
        self.g_optimizer.step()
        self.step += 1

    def settle(self) -> None:
        finish()

    @torch.no_grad()
    def sample(self, n: int) -> Floats:
        """n fresh fakes (n, 3, 24, 48)."""
        sizes = [min(BATCH, n - start) for start in range(0, n, BATCH)]
        made: Floats = torch.cat([self._printed(size) for size in sizes]).cpu().numpy()
        return made

    @torch.no_grad()
    def judge(self, items: Floats) -> Floats:
        """The discriminator's logits (n,)."""
        parts = torch.from_numpy(items).to(self.device).split(BATCH)
        logits: Floats = torch.cat([self.discriminator(part).view(-1) for part in parts]).cpu().numpy()
        return logits

    def measure(self, member: int = 0) -> Metrics:
        real = window(self.data, self.step)
        fakes = self.sample(real.stop - real.start)
        on_real, on_fake = self.judge(self.data.held_out[real]), self.judge(fakes)
        return compared(self.data, self.step, real, fakes, balanced_accuracy(on_real, on_fake), len(on_fake))

    def referee(self, member: int = 0) -> Referee:
        return Referee(self.data, self.sample(2000), self.step)

    def expert(self, member: int = 0) -> Expert:
        return Expert(self.data, lambda n, seed: self.sample(n), self.step)

    def _printed(self, n: int) -> torch.Tensor:
        """n fakes on paper with the grain of the real notes, which no generator could roll; colours are its own."""
        paper = self.data.grain * torch.randn(n, 1, *self.data.shape[1:], device=self.device)
        made: torch.Tensor = self.generator(torch.randn(n, Z_DIM, 1, 1, device=self.device)) + paper
        return made

    def diverged(self, member: int = 0) -> str | None:
        return None


def generator() -> nn.Sequential:
    """z (n, 100, 1, 1) → (n, 3, 24, 48) in [−1, 1]."""
    return nn.Sequential(
        nn.ConvTranspose2d(Z_DIM, 4 * WIDTH, (3, 6), 1, 0, bias=False), nn.BatchNorm2d(4 * WIDTH), nn.ReLU(True),
        nn.ConvTranspose2d(4 * WIDTH, 2 * WIDTH, 4, 2, 1, bias=False), nn.BatchNorm2d(2 * WIDTH), nn.ReLU(True),
        nn.ConvTranspose2d(2 * WIDTH, WIDTH, 4, 2, 1, bias=False), nn.BatchNorm2d(WIDTH), nn.ReLU(True),
        nn.ConvTranspose2d(WIDTH, 3, 4, 2, 1, bias=False), nn.Tanh(),
    )  # fmt: skip


def discriminator() -> nn.Sequential:
    """(n, 3, 24, 48) → logits (n, 1, 1, 1)."""
    return nn.Sequential(
        nn.Conv2d(3, WIDTH, 4, 2, 1, bias=False), nn.LeakyReLU(0.2, True),
        nn.Conv2d(WIDTH, 2 * WIDTH, 4, 2, 1, bias=False), nn.BatchNorm2d(2 * WIDTH), nn.LeakyReLU(0.2, True),
        nn.Conv2d(2 * WIDTH, 4 * WIDTH, 4, 2, 1, bias=False), nn.BatchNorm2d(4 * WIDTH), nn.LeakyReLU(0.2, True),
        nn.Conv2d(4 * WIDTH, 1, (3, 6), 1, 0, bias=False),
    )  # fmt: skip


def weights_init(module: nn.Module) -> None:
    """Normal weights of standard deviation 0.02, as the paper has them."""
    if isinstance(module, nn.Conv2d | nn.ConvTranspose2d):
        nn.init.normal_(module.weight, 0.0, 0.02)
    elif isinstance(module, nn.BatchNorm2d):
        nn.init.normal_(module.weight, 1.0, 0.02)
        nn.init.zeros_(module.bias)
