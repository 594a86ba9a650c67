"""The healthy games that the failures begin from, in full: what was measured of them holds for these settings alone."""

from __future__ import annotations

from typing import Final

from gan_core.experiment import Experiment

RING: Final = Experiment(
    data="ring8", loss="relativistic", r1=0.03, r2=0.03, lr_g=5e-3, lr_d=3e-3, beta1=0.5, beta2=0.99, batch=256,
    z_dim=2, g_width=64, d_width=64, waves=32, ema=20,
)  # fmt: skip
BARE: Final = Experiment(  # bare coordinates, and a loss whose push never weakens
    data="ring8", loss="wasserstein", r1=0, r2=0, lr_g=2e-3, lr_d=2e-3, beta1=0.5, beta2=0.99, batch=256,
    z_dim=2, g_width=64, d_width=64, waves=0, ema=0, seats=4,
)  # fmt: skip
DIGITS: Final = Experiment(
    data="digits", loss="relativistic", r1=1, r2=1, lr_g=7e-3, lr_d=7e-4, beta1=0, beta2=0.99, batch=128,
    z_dim=16, g_width=64, d_width=64, ema=10,
)  # fmt: skip
