"""The seam that any network fits: autograd goes back where nobody has done it by hand.

`AutogradPass` answers what `backprop.Pass` answers, for any function of weights and input. `AnyNetwork` makes a player
of it, or of an ordinary module. The nets of `networks.py` go back by hand, which is faster (docs/results.md).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.func import functional_call, vmap

from gan_core.engine.backprop import Weights
from gan_core.philox import Rolls
from gan_core.plain_players import normal

Function = Callable[[Weights, Tensor], Tensor]  # weights (E, …), (E, B, in) → (E, B, out)


class AutogradPass:
    """One forward pass (E, B, in) → `out` (E, B, out), with the graph to go back through."""

    def __init__(self, function: Function, weights: Weights, x: Tensor) -> None:
        with torch.inference_mode(False), torch.enable_grad():
            # Copies: what was made in inference mode can never be part of a graph.
            self._weights = [w.detach().clone().requires_grad_() for w in weights]
            self._x = x.detach().clone().requires_grad_()
            self._out = function(self._weights, self._x)
        self.out = self._out.detach()

    def slopes(self, at_output: Tensor) -> list[Tensor]:
        """The slope at the net's input of what has this slope at its output, as a part of the graph."""
        with torch.inference_mode(False), torch.enable_grad():
            at_output = at_output.detach().clone()
            return list(torch.autograd.grad(self._out, self._x, at_output, create_graph=True))

    def at_input(self, slopes: Sequence[Tensor]) -> Tensor:
        """The slope at the net's input, (E, B, in)."""
        return slopes[0].detach()

    def back(self, at_output: Tensor) -> list[Tensor]:
        """The slope at every weight of what has this slope at the output."""
        return self._back([self._out], [at_output])

    def back_with_penalty(self, at_output: Tensor, slopes: Sequence[Tensor], at_slope: Tensor) -> list[Tensor]:
        """The slope at every weight of what has one slope at the output and another at the output's own slope.

        Args:
            at_output: (E, B, 1).
            slopes: of the bare output, `slopes(ones)`.
            at_slope: (E, B, in), the slope of the penalty at `at_input(slopes)`.
        """
        return self._back([self._out, slopes[0]], [at_output, at_slope])

    def _back(self, at: list[Tensor], slopes: list[Tensor]) -> list[Tensor]:
        with torch.inference_mode(False), torch.enable_grad():
            given = [s.detach().clone() for s in slopes]
            return list(
                torch.autograd.grad(
                    at, self._weights, given, retain_graph=True, allow_unused=True, materialize_grads=True
                )
            )


@dataclass(frozen=True)
class AnyNetwork:
    """A player's network that autograd goes back through.

    Args:
        function: weights (E, …) and items (E, B, in) → (E, B, out).
        first: one member's first weights from its rolls, each tensor's told apart by its place.
        inputs: how many numbers it takes of an item.
    """

    function: Function
    first: Callable[[Rolls], list[Tensor]]
    inputs: int

    @classmethod
    def of(cls, module: nn.Module, inputs: int) -> AnyNetwork:
        """Of an ordinary module (B, in) → (B, out) without buffers that change.

        Every member's matrices are rolled by its own seed (He et al. 2015); biases begin at zero, and what else
        there is as in the module.
        """
        names = [name for name, _ in module.named_parameters()]
        base = deepcopy(module).requires_grad_(False)

        def one(weights: list[Tensor], x: Tensor) -> Tensor:
            out: Tensor = functional_call(base, dict(zip(names, weights, strict=True)), (x,))
            return out

        def drawn(rolls: Rolls) -> list[Tensor]:
            named = enumerate(base.named_parameters())
            return [_first(name, w.detach(), rolls, k) for k, (name, w) in named]

        return cls(lambda weights, x: vmap(one, randomness="error")(list(weights), x), drawn, inputs)

    def init(self, rolls: Rolls) -> list[Tensor]:
        """One member's first weights."""
        return self.first(rolls)

    def __call__(self, weights: Weights, x: Tensor) -> Tensor:
        """(E, B, in) → (E, B, out)."""
        return self.function(weights, x)

    def forward(self, weights: Weights, x: Tensor) -> AutogradPass:
        """The same, with all that is needed to go back."""
        return AutogradPass(self.function, weights, x)


def _first(name: str, weight: Tensor, rolls: Rolls, what: int) -> Tensor:
    if weight.dim() >= 2:
        scale: float = (2 / weight[0].numel()) ** 0.5
        return normal(rolls, tuple(weight.shape), what) * scale
    return torch.zeros_like(weight) if name.endswith("bias") else weight.clone()
