"""A GAN on points as the common PyTorch tutorials write it: the measure of what the trainer saves."""

from __future__ import annotations

import torch
from torch import nn


class PlainGan:
    """Two `nn.Sequential`, `BCEWithLogitsLoss`, two `torch.optim.Adam`, a detective step and a forger step a round."""

    def __init__(self, real: torch.Tensor, z_dim: int = 2, width: int = 64, batch: int = 256, lr: float = 1e-3) -> None:
        self.real, self.z_dim, self.batch, self.device = real, z_dim, batch, real.device
        self.generator = nn.Sequential(
            nn.Linear(z_dim, width), nn.LeakyReLU(0.2), nn.Linear(width, width), nn.LeakyReLU(0.2), nn.Linear(width, 2)
        ).to(self.device)
        self.discriminator = nn.Sequential(
            nn.Linear(2, width), nn.LeakyReLU(0.2), nn.Linear(width, width), nn.LeakyReLU(0.2), nn.Linear(width, 1)
        ).to(self.device)
        self.criterion = nn.BCEWithLogitsLoss()
        self.g_optimizer = torch.optim.Adam(self.generator.parameters(), lr=lr, betas=(0.5, 0.999))
        self.d_optimizer = torch.optim.Adam(self.discriminator.parameters(), lr=lr, betas=(0.5, 0.999))

    def round(self) -> None:
        """One step of each player."""
        real = self.real[torch.randint(len(self.real), (self.batch,), device=self.device)]
        ones, zeros = torch.ones(self.batch, 1, device=self.device), torch.zeros(self.batch, 1, device=self.device)

        self.d_optimizer.zero_grad()
        fake = self.generator(torch.randn(self.batch, self.z_dim, device=self.device))
        d_loss = self.criterion(self.discriminator(real), ones) + self.criterion(
            self.discriminator(fake.detach()), zeros
        )
        d_loss.backward()
        self.d_optimizer.step()

        self.g_optimizer.zero_grad()
        fake = self.generator(torch.randn(self.batch, self.z_dim, device=self.device))
        g_loss = self.criterion(self.discriminator(fake), ones)
        g_loss.backward()
        self.g_optimizer.step()
