"""Adam for E networks at once, each with its own learning rate (Kingma and Ba 2015)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn

EPSILON = 1e-8  # that keeps a step finite where a slope was never seen
LANES = 16  # numbers that a processor may step at once; what is left over at a tensor's end is rounded another way


class Adam:
    """Steps stacked weights (E, …). Members that share all settings are stepped by one fused call.

    A member that sits a step out keeps its moments as they are.
    """

    def __init__(self, weights: Sequence[Tensor], mean: Sequence[Tensor], square: Sequence[Tensor]) -> None:
        self.weights, self.mean, self.square = list(weights), list(mean), list(square)
        # A member that would begin in the middle of a lane is stepped by itself, so that all are rounded alike.
        self._apart = [w.is_cpu and len(w) > 1 and w[0].numel() % LANES != 0 for w in self.weights]
        self._stepped = [self._parts(stacks) for stacks in (self.weights, self.mean, self.square)]

    def step(
        self,
        grads: Sequence[Tensor],
        rates: Sequence[object],
        betas: Sequence[tuple[float, float]],
        counts: Sequence[int],
        active: Sequence[bool],
        dials: Tensor | None = None,
    ) -> None:
        """One step down the gradients (E, …); rates, betas, counts of steps with this one, and active for each member.

        With `dials` (…, E), rates and counts are its first two rows; `rates` and `counts` only say whose always agree.
        """
        alike: dict[object, list[int]] = {}
        for k, setting in enumerate(zip(rates, betas, counts, active, strict=True)):
            alike.setdefault(setting, []).append(k)
        for who in alike.values():
            first = who[0]
            if not active[first]:
                continue
            if len(alike) == 1:
                slopes, (weights, mean, square) = self._parts(grads), self._stepped
            else:
                stacks = (grads, self.weights, self.mean, self.square)
                slopes, weights, mean, square = ([t[k] for k in who for t in stack] for stack in stacks)
            if dials is None:
                rate: Any = rates[first]
                count = torch.tensor(float(counts[first]), device=weights[0].device)
            else:
                rate, count = dials[0, first], dials[1, first]
            # What torch.optim.Adam(fused=True) calls; its own bookkeeping takes longer than a small step.
            torch._fused_adam_(
                weights, [g.contiguous() for g in slopes], mean, square, [], [count] * len(weights),
                lr=rate, beta1=betas[first][0], beta2=betas[first][1], weight_decay=0.0, eps=EPSILON, amsgrad=False,
                maximize=False,
            )  # fmt: skip

    def _parts(self, stacks: Sequence[Tensor]) -> list[Tensor]:
        """Tensors (E, …), member by member where they must be stepped apart."""
        return [part for t, apart in zip(stacks, self._apart, strict=True) for part in (t.unbind() if apart else (t,))]


class ModuleAdam:
    """Steps an ordinary module, as `torch.optim.Adam(fused=True)` does to the last bit. The first of those imports all
    of torch's compiler: a second and 50 MB, for which a page waits.
    """

    def __init__(self, module: nn.Module, decay: float) -> None:
        self._weights: list[Tensor] = list(module.parameters())
        self._decay = decay
        self._mean, self._square = ([torch.zeros_like(w) for w in self._weights] for _ in range(2))
        self._counts = [torch.zeros((), device=w.device) for w in self._weights]

    def step(self, loss: Tensor, rate: float) -> None:
        """Down the loss."""
        slopes = list(torch.autograd.grad(loss, self._weights))
        with torch.no_grad():
            torch._foreach_add_(self._counts, 1)
            torch._fused_adam_(
                self._weights, slopes, self._mean, self._square, [], self._counts, lr=rate, beta1=0.9, beta2=0.999,
                weight_decay=self._decay, eps=EPSILON, amsgrad=False, maximize=False,
            )  # fmt: skip


def stepped(
    weight: Tensor,
    mean: Tensor,
    square: Tensor,
    gradient: Tensor,
    rates: Sequence[float] | Tensor,
    betas: Sequence[tuple[float, float]],
    counts: Sequence[int] | Tensor,
    active: Sequence[bool],
) -> tuple[Tensor, Tensor, Tensor]:
    """The same step on new tensors, as the paper has it: weight, mean and square (E, …) after it."""

    def by_member(values: Sequence[float] | Tensor) -> Tensor:
        there = torch.as_tensor(values, dtype=torch.float64 if weight.dtype == torch.float64 else None)
        return there.to(weight).view(-1, *[1] * (weight.dim() - 1))

    new_mean = mean + (1 - by_member([pair[0] for pair in betas])) * (gradient - mean)
    new_square = square + (1 - by_member([pair[1] for pair in betas])) * (gradient * gradient - square)
    by_first, by_second = (by_member(part) for part in _warmed(betas, counts))
    step = by_member(rates) * (new_mean / by_first) / ((new_square / by_second).sqrt() + EPSILON)
    if all(active):
        return weight - step, new_mean, new_square
    plays = by_member([float(a) for a in active])
    return weight - plays * step, mean + plays * (new_mean - mean), square + plays * (new_square - square)


def _warmed(
    betas: Sequence[tuple[float, float]], counts: Sequence[int] | Tensor
) -> tuple[Sequence[float] | Tensor, ...]:
    """By what part each moment of each member has filled after so many steps: 1 − βⁿ."""
    if isinstance(counts, Tensor):
        return tuple(1 - torch.tensor([pair[k] for pair in betas]) ** counts for k in range(2))
    past = [max(1, count) for count in counts]
    return tuple([1 - pair[k] ** n for pair, n in zip(betas, past, strict=True)] for k in range(2))
