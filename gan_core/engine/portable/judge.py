"""A judge who learns from scratch, as pure functions: a fresh classifier's step, its word, and where it looks.

learns    state (weights, Adam's moments), rows (1, B, d) scaled as the networks see them, labels (1, B, 1), dials
          (2, 1): rate and count → the state after one step down the cross-entropy, weights decaying by `DECAY`
judges    weights, rows (1, n, d) → logits (1, n, 1)
looks     weights, rows (1, n, d) → slopes (1, n, d) of the logits at what it sees
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import torch
from torch import Tensor, nn

from gan_core.engine.adam import stepped
from gan_core.engine.backprop import LEAK, Pass
from gan_core.engine.networks import Net, WaveNet, mlp
from gan_core.engine.portable.program import Program
from gan_core.engine.portable.traced import Given, traced
from gan_core.philox import Rolls, Stream

DECAY: Final = 1e-4
PARTS: Final = ("weights", "mean", "square")
OF_POINTS: Final = 3**-0.5  # gain of first weights
OF_PICTURES: Final = (2 / (1 + LEAK**2)) ** 0.5


@dataclass(frozen=True)
class Judge:
    """Nets whose answers are added, and what they see of rows (1, n, size); `beside` are the inputs that this takes."""

    name: str
    size: int
    nets: tuple[Net | WaveNet, ...]
    gain: float
    sees: Callable[[Given], Tensor]
    beside: Given = field(default_factory=dict)

    def learns(self, batch: int) -> Program:
        """Its step, on so many items."""
        more = {"labels": torch.ones(1, batch, 1), "dials": torch.ones(2, 1)}
        state = {f"{self.name}.{part}.{k}": w.clone() for part in PARTS for k, w in enumerate(self.shapes)}
        return self._written(self._taught, state | self._rows(batch) | more)

    def judges(self, count: int) -> Program:
        """Its word, on so many items."""
        return self._written(lambda given: {"logits": self.logits(given)}, self._asked(count))

    def looks(self, count: int) -> Program:
        """Where a small change would move its word, on so many items."""

        def function(given: Given) -> Given:
            first, *rest = (seen.at_input(seen.slopes(torch.ones_like(seen.out))) for seen in self._passes(given))
            return {"slopes": sum(rest, first)}

        return self._written(function, self._asked(count))

    def logits(self, given: Given) -> Tensor:
        """(1, n, 1), of its weights and rows by their names."""
        return _added(self._passes(given))

    @property
    def first(self) -> list[dict[str, Any]]:
        """How its first weights are rolled."""
        return [
            {"shape": list(w.shape), "spread": self.gain * w.shape[1] ** -0.5 if k % 2 == 0 else 0.0, "empty": [0, 0]}
            for k, w in enumerate(self.shapes)
        ]

    @property
    def shapes(self) -> list[Tensor]:
        """Tensors of the shapes of its weights, one net's after the other's."""
        return [w[None] for net in self.nets for w in net.init(Rolls(0, Stream.REFEREE))]

    def _passes(self, given: Given) -> list[Pass]:
        seen, layers = self.sees(given), iter(self._listed(given, "weights"))
        return [net.forward(own, seen) for net, own in zip(self.nets, self._own(layers), strict=True)]

    def _own(self, layers: Iterator[Tensor]) -> Iterator[list[Tensor]]:
        for net in self.nets:
            pairs = net.net.pairs if isinstance(net, WaveNet) else net.pairs
            yield [next(layers) for _ in range(2 * len(pairs))]

    def _taught(self, given: Given) -> Given:
        passes, labels = self._passes(given), given["labels"]
        wrong = (_added(passes).sigmoid() - labels) / labels.shape[1]
        gradients = [gradient for seen in passes for gradient in seen.back(wrong)]
        rate, count = given["dials"][0], given["dials"][1]
        found: Given = {}
        state = zip(*(self._listed(given, part) for part in PARTS), gradients, strict=True)
        for k, (weight, mean, square, gradient) in enumerate(state):
            moved = stepped(weight, mean, square, gradient + DECAY * weight, rate, [(0.9, 0.999)], count, [True])
            found |= {f"{self.name}.{part}.{k}": tensor for part, tensor in zip(PARTS, moved, strict=True)}
        return found

    def _listed(self, given: Given, part: str) -> list[Tensor]:
        return [tensor for name, tensor in given.items() if name.startswith(f"{self.name}.{part}.")]

    def _asked(self, count: int) -> Given:
        return {f"{self.name}.weights.{k}": w for k, w in enumerate(self.shapes)} | self._rows(count)

    def _rows(self, count: int) -> Given:
        return self.beside | {"rows": torch.ones(1, count, self.size)}

    def _written(self, function: Callable[[Given], Given], given: Given) -> Program:
        with torch.no_grad():
            return traced(function, given)


def sees_points(size: int, widths: Sequence[int], waves: nn.Module) -> WaveNet:
    """The layers and the waves of one of the engine's own judges (`engine/eyes.py`)."""
    frequencies = waves.get_buffer("_frequencies")
    return WaveNet(mlp((size + 2 * frequencies.shape[1], *widths, 1)), frequencies)


def _added(passes: Sequence[Pass]) -> Tensor:
    first, *rest = (seen.out for seen in passes)
    return sum(rest, first)
