"""A function on tensors as a plain list of operations, which any runtime with a handful of kernels can carry out."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import torch
from torch import Tensor
from torch.nn.functional import leaky_relu, pad

Shape = tuple[int, ...]
Place = str  # "%7": the seventh value, counted from the inputs on


@dataclass(frozen=True)
class Step:
    """One of the `OPERATIONS`, what it is given (values as `Place`s), and the shape of what comes out."""

    operation: str
    given: tuple[Any, ...]
    shape: Shape


@dataclass(frozen=True)
class Program:
    """Inputs by name and shape, then constants, then steps; values are counted in this order. All are float32."""

    inputs: dict[str, Shape]
    constants: tuple[Tensor, ...]
    steps: tuple[Step, ...]
    outputs: dict[str, Place]

    def run(self, given: Mapping[str, Tensor]) -> dict[str, Tensor]:
        """Carries it out with PyTorch, as the file says it: what another runtime must come to as well."""
        values = [*(given[name] for name in self.inputs), *self.constants]
        for step in self.steps:
            out = OPERATIONS[step.operation](*(values[number(v)] if is_place(v) else v for v in step.given))
            values.append(out.expand(step.shape) if step.operation == "expand" else out.reshape(step.shape))
        return {name: values[number(value)] for name, value in self.outputs.items()}

    def plain(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {
            "inputs": {name: list(shape) for name, shape in self.inputs.items()},
            "constants": [{"shape": list(c.shape), "values": packed(c)} for c in self.constants],
            "steps": [[step.operation, list(step.given), list(step.shape)] for step in self.steps],
            "outputs": self.outputs,
        }

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Program:
        """From what `plain` gave."""
        return cls(
            {name: tuple(shape) for name, shape in plain["inputs"].items()},
            tuple(_unpacked(c["values"]).reshape(c["shape"]) for c in plain["constants"]),
            tuple(Step(operation, tuple(given), tuple(shape)) for operation, given, shape in plain["steps"]),
            dict(plain["outputs"]),
        )


def packed(tensor: Tensor) -> str:
    """Its numbers as four bytes each, in letters."""
    return base64.b64encode(tensor.numpy().astype("<f4").tobytes()).decode()


def _unpacked(text: str) -> Tensor:
    return torch.frombuffer(bytearray(base64.b64decode(text)), dtype=torch.float32)


def place(count: int) -> Place:
    """The name of a value."""
    return f"%{count}"


def number(value: Place) -> int:
    """Which value it is."""
    return int(value[1:])


def is_place(value: object) -> bool:
    """Whether this stands for a value."""
    return isinstance(value, str) and value.startswith("%")


def _padded(x: Tensor, *shape: int) -> Tensor:
    margins = [(0, new - old) for old, new in zip(x.shape, shape, strict=True)]
    return pad(x, [margin for pair in reversed(margins) for margin in pair])


# All that a runtime has to know. Where two values meet, one may be a plain number, and they are laid out as NumPy does.
OPERATIONS: Final[dict[str, Callable[..., Tensor]]] = {
    "matmul": torch.matmul,  # (E, m, k) · (E, k, n), or without E
    "affine": torch.baddbmm,  # bias, rows, weights
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "div": lambda a, b: a / b,
    "pow": lambda a, b: torch.as_tensor(a) ** b,
    "addcmul": lambda x, a, b, factor: x + factor * a * b,
    "less": lambda a, b: (a < b).float(),
    "more": lambda a, b: (a > b).float(),
    "neg": torch.neg,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "sin": torch.sin,
    "cos": torch.cos,
    "round": torch.round,
    "sqrt": torch.sqrt,
    "rsqrt": torch.rsqrt,
    "leaky": leaky_relu,
    "leaky_back": lambda slope, after, leak: torch.where(after > 0, slope, slope * leak),
    "sum": lambda x, dims: x.sum(dims),
    "mean": lambda x, dims: x.mean(dims),
    "view": lambda x: x,  # the shape says it all
    "expand": lambda x: x,
    "permute": lambda x, order: x.permute(order),
    "slice": lambda x, dim, start, end: x.narrow(dim, start, end - start),
    "take": lambda x, dim, *rows: x.index_select(dim, torch.tensor(rows)),
    "cat": lambda dim, *parts: torch.cat(parts, dim),
    "pad": _padded,  # with zeros at the ends
    "roll": lambda x, shift, dim: x.roll(shift, dim),
}


def without_idle(inputs: int, constants: Sequence[Tensor], steps: Sequence[Step], outputs: Mapping[str, Place]
) -> tuple[tuple[Tensor, ...], tuple[Step, ...], dict[str, Place]]:  # fmt: skip
    """Constants, steps and outputs, less all that nothing comes of."""
    first = inputs + len(constants)
    needed = {number(value) for value in outputs.values()}
    for k in range(len(steps) - 1, -1, -1):
        if first + k in needed:
            needed |= {number(v) for v in steps[k].given if is_place(v)}
    kept = [*range(inputs), *(k for k in range(inputs, first + len(steps)) if k in needed)]
    renamed = {place(old): place(new) for new, old in enumerate(kept)}
    moved = [
        Step(s.operation, tuple(renamed[v] if is_place(v) else v for v in s.given), s.shape)
        for k, s in enumerate(steps)
        if first + k in needed
    ]
    used = tuple(c for k, c in enumerate(constants) if inputs + k in needed)
    return used, tuple(moved), {name: renamed[value] for name, value in outputs.items()}
