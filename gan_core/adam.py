"""Adam for E networks at once, each with its own learning rate (Kingma and Ba 2015)."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.optim.adam import adam


class Adam:
    """Steps stacked weights (E, …). Members that share all settings are stepped by one fused call.

    A member that sits a step out keeps its moments and its count as they are.
    """

    def __init__(self, weights: Sequence[Tensor]) -> None:
        self.weights = list(weights)
        self.mean = [torch.zeros_like(w) for w in self.weights]
        self.square = [torch.zeros_like(w) for w in self.weights]
        self.counts = [0] * len(self.weights[0])

    @torch.no_grad()
    def step(
        self,
        grads: Sequence[Tensor],
        rates: Sequence[float],
        betas: Sequence[tuple[float, float]],
        active: Sequence[bool],
    ) -> None:
        """One step down the gradients (E, …); rates, betas and active have one entry a member."""
        settings = list(zip(rates, betas, self.counts, active, strict=True))
        if all(s == settings[0] for s in settings):
            groups = [(settings[0], slice(None))] if active[0] else []
        else:
            groups = [(s, slice(e, e + 1)) for e, s in enumerate(settings) if s[3]]
        for (rate, (beta1, beta2), count, _), rows in groups:
            n = len(self.weights)
            adam(
                [w[rows] for w in self.weights], [g[rows].contiguous() for g in grads],
                [m[rows] for m in self.mean], [s[rows] for s in self.square], [],
                [torch.tensor(float(count)) for _ in range(n)],
                fused=True, amsgrad=False, beta1=beta1, beta2=beta2, lr=rate, weight_decay=0.0, eps=1e-8,
                maximize=False,
            )  # fmt: skip
        self.counts = [c + a for c, a in zip(self.counts, active, strict=True)]
