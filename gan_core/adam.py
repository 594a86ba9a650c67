"""Adam for E networks at once, each with its own learning rate (Kingma and Ba 2015)."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

LANES = 16  # numbers that a processor may step at once; what is left over at a tensor's end is rounded another way


class Adam:
    """Steps stacked weights (E, …). Members that share all settings are stepped by one fused call.

    A member that sits a step out keeps its moments and its count as they are.
    """

    def __init__(self, weights: Sequence[Tensor]) -> None:
        self.weights = list(weights)
        self.mean = [torch.zeros_like(w) for w in self.weights]
        self.square = [torch.zeros_like(w) for w in self.weights]
        self.counts = [0] * len(self.weights[0])
        # A member that would begin in the middle of a lane is stepped by itself, so that all are rounded alike.
        self._apart = [len(w) > 1 and w[0].numel() % LANES != 0 for w in self.weights]
        self._stepped = [self._parts(stacks) for stacks in (self.weights, self.mean, self.square)]

    def step(
        self,
        grads: Sequence[Tensor],
        rates: Sequence[float],
        betas: Sequence[tuple[float, float]],
        active: Sequence[bool],
    ) -> None:
        """One step down the gradients (E, …); rates, betas and active have one entry a member."""
        self.counts = [c + a for c, a in zip(self.counts, active, strict=True)]
        settings = list(zip(rates, betas, self.counts, active, strict=True))
        if settings.count(settings[0]) == len(settings):
            groups = [(settings[0], [self._parts(grads), *self._stepped])]
        else:
            everything = [grads, self.weights, self.mean, self.square]
            groups = [(s, [[t[e] for t in part] for part in everything]) for e, s in enumerate(settings)]
        for (rate, (beta1, beta2), count, moves), (slopes, weights, mean, square) in groups:
            if moves:
                # What torch.optim.Adam(fused=True) calls; its own bookkeeping takes longer than a small step.
                torch._fused_adam_(
                    weights, [g.contiguous() for g in slopes], mean, square, [],
                    [torch.tensor(float(count), device=weights[0].device)] * len(weights),
                    lr=rate, beta1=beta1, beta2=beta2, weight_decay=0.0, eps=1e-8, amsgrad=False, maximize=False,
                )  # fmt: skip

    def _parts(self, stacks: Sequence[Tensor]) -> list[Tensor]:
        """Tensors (E, …), member by member where they must be stepped apart."""
        return [part for t, apart in zip(stacks, self._apart, strict=True) for part in (t.unbind() if apart else (t,))]
