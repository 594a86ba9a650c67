"""Writes down what a function does with tensors: PyTorch's own trace of it, in the few words of `program.py`.

Nothing of the mathematics is said again here. A word of aten becomes one or two of ours; what depends on no input is
worked out at once; what is asked twice is asked once; what nobody needs is left out.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from itertools import accumulate
from typing import Any, Final

import torch
from torch import Tensor
from torch.fx import Node
from torch.fx.experimental.proxy_tensor import make_fx

from gan_core.engine.portable.program import Place, Program, Shape, Step, is_place, place, without_idle

Given = dict[str, Tensor]
Value = Tensor | Place  # known already, or only when the program runs

ALIKE: Final = {  # words that mean the same here and there
    "bmm": "matmul", "mm": "matmul", "baddbmm": "affine", "sub": "sub", "mul": "mul", "div": "div",
    "neg": "neg", "sigmoid": "sigmoid", "tanh": "tanh", "sin": "sin", "cos": "cos", "sqrt": "sqrt", "rsqrt": "rsqrt",
    "round": "round", "lt": "less", "gt": "more", "permute": "permute", "add": "add",
}  # fmt: skip
SAME: Final = {"detach", "alias", "clone", "lift_fresh_copy", "_to_copy"}
REARRANGED: Final = {"view", "_unsafe_view", "unsqueeze", "squeeze", "reshape"}


def traced(function: Callable[[Given], Given], given: Given) -> Program:
    """The program that does with tensors of these names and shapes what the function does.

    Raises:
        NotImplementedError: for an operation that no runtime knows.
    """
    names: list[str] = []

    def flat(*tensors: Tensor) -> list[Tensor]:
        found = function(dict(zip(given, tensors, strict=True)))
        names[:] = found
        return list(found.values())

    trace = make_fx(torch.func.functionalize(flat, remove="mutations"))(*given.values())
    writer = _Writer(trace)
    for node in trace.graph.nodes:
        writer.take(node)
    shapes = {name: tuple(t.shape) for name, t in given.items()}
    return writer.program(shapes, names)


class _Writer:
    """Goes through a trace node by node."""

    def __init__(self, trace: torch.fx.GraphModule) -> None:
        self._trace = trace
        self._inputs = 0
        self._constants: list[Tensor] = []
        self._steps: list[Step] = []
        self._values: dict[Node, Any] = {}
        self._seen: dict[Step, Place] = {}
        self._outputs: list[Place] = []

    def take(self, node: Node) -> None:
        """One node of the trace."""
        if node.op == "placeholder":
            self._values[node] = f"%input{self._inputs}"
            self._inputs += 1
        elif node.op == "get_attr":
            self._values[node] = getattr(self._trace, str(node.target))
        elif node.op == "output":
            given = self._known(node.args[0])
            self._outputs = [self._placed(value) for value in given]
        else:
            self._values[node] = self._call(node)

    def program(self, shapes: dict[str, Shape], names: list[str]) -> Program:
        """What was written, with the places counted."""
        order = [f"%input{k}" for k in range(self._inputs)]
        order += [f"%constant{k}" for k in range(len(self._constants))]
        order += [f"%step{k}" for k in range(len(self._steps))]
        named = {old: place(new) for new, old in enumerate(order)}
        steps = [Step(s.operation, tuple(named.get(v, v) if is_place(v) else v for v in s.given), s.shape)
                 for s in self._steps]  # fmt: skip
        outputs = {name: named[value] for name, value in zip(names, self._outputs, strict=True)}
        return Program(shapes, *without_idle(self._inputs, self._constants, steps, outputs))

    def _call(self, node: Node) -> Any:
        args, kwargs = self._known(node.args), self._known(node.kwargs)
        if node.target is operator.getitem:
            return args[0][args[1]]
        name = str(node.target).split(".")[1]
        if name in SAME and is_place(args[0]):
            return args[0]
        if name in ("ones_like", "zeros_like") or not _depends(args):
            return self._worked_out(node, name, args, kwargs)
        return self._written(name, args, kwargs, node.meta["val"])

    def _worked_out(self, node: Node, name: str, args: Any, kwargs: Any) -> Tensor:
        if name in ("ones_like", "zeros_like"):
            shape = node.meta["val"].shape
            return torch.ones(shape) if name == "ones_like" else torch.zeros(shape)
        if name in REARRANGED:
            known: Tensor = args[0].reshape(node.meta["val"].shape)
            return known
        assert callable(node.target)
        found: Tensor = node.target(*args, **kwargs)
        return found

    def _written(self, name: str, args: Any, kwargs: Any, out: Any) -> Any:
        if name in REARRANGED:
            return self._step("view", (args[0],), out)
        if name in ("expand", "constant_pad_nd"):
            return self._step("expand", (args[0],), out) if name == "expand" else self._padded(args, out)
        if name in LONGER:
            return LONGER[name](self, args, kwargs, out)
        if name == "add" and "alpha" in kwargs:
            scaled = self._step("mul", (args[1], kwargs["alpha"]), out)
            return self._step("add", (args[0], scaled), out)
        if name not in ALIKE:
            raise NotImplementedError(f"No word for “{name}” in a portable program.")
        return self._step(ALIKE[name], tuple(args), out)

    def _padded(self, args: Any, out: Tensor) -> Value:
        return args[0] if not any(args[1]) else self._step("pad", (args[0], *out.shape), out)

    def _step(self, operation: str, given: tuple[Any, ...], out: Tensor) -> Place:
        """Writes a step, unless the same was written before."""
        step = Step(operation, tuple(_hashable(self._placed(v)) for v in given), tuple(out.shape))
        if step not in self._seen:
            self._seen[step] = f"%step{len(self._steps)}"
            self._steps.append(step)
        return self._seen[step]

    def _placed(self, value: Any) -> Any:
        """A tensor that is known already becomes a constant; a constant of one number that number."""
        if not isinstance(value, Tensor):
            return value
        for k, constant in enumerate(self._constants):
            if constant.shape == value.shape and torch.equal(constant, value):
                return f"%constant{k}"
        self._constants.append(value.detach().clone().float())
        return f"%constant{len(self._constants) - 1}"

    def _known(self, given: Any) -> Any:
        """The same arguments, with what stands for each node."""
        if isinstance(given, Node):
            return self._values[given]
        if isinstance(given, (list, tuple)):
            return [self._known(v) for v in given]
        if isinstance(given, Mapping):
            return {name: self._known(v) for name, v in given.items()}
        return given

    # ---- words that take more than one

    def _split(self, args: Any, kwargs: Any, out: Any) -> list[Place]:
        dim = _dim(args, out[0])
        ends = list(accumulate(part.shape[dim] for part in out))
        return [
            self._step("slice", (args[0], dim, end - part.shape[dim], end), part)
            for end, part in zip(ends, out, strict=True)
        ]

    def _sliced(self, args: Any, kwargs: Any, out: Tensor) -> Place:
        dim, start = args[1], args[2] or 0
        return self._step("slice", (args[0], dim, start, start + out.shape[dim]), out)

    def _selected(self, args: Any, kwargs: Any, out: Tensor) -> Place:
        return self._step("slice", (args[0], args[1], args[2], args[2] + 1), out)

    def _swapped(self, args: Any, kwargs: Any, out: Tensor) -> Place:
        order = list(range(out.dim()))
        a, b = args[1] % out.dim(), args[2] % out.dim()
        order[a], order[b] = order[b], order[a]
        return self._step("permute", (args[0], order), out)

    def _leaned(self, args: Any, kwargs: Any, out: Tensor) -> Place:
        toward = self._step("sub", (args[1], args[0]), out)
        return self._step("add", (args[0], self._step("mul", (toward, args[2]), out)), out)

    def _powered(self, args: Any, out: Tensor) -> Place:
        return self._step("mul", (args[0], args[0]), out) if args[1] == 2 else self._step("pow", tuple(args), out)


def _hashable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _dim(args: Any, out: Tensor) -> int:
    return int(args[2] if len(args) > 2 else 0) % out.dim()


def _depends(given: Any) -> bool:
    """Whether anything here is known only when the program runs."""
    return any(_depends(v) for v in given) if isinstance(given, list) else is_place(given)


LONGER: Final[dict[str, Callable[..., Any]]] = {
    "split": _Writer._split,
    "split_with_sizes": _Writer._split,
    "slice": _Writer._sliced,
    "select": _Writer._selected,
    "transpose": _Writer._swapped,
    "lerp": _Writer._leaned,
    "rsub": lambda w, args, kwargs, out: w._step("sub", (args[1], args[0]), out),
    "cat": lambda w, args, kwargs, out: w._step("cat", (args[1] % out.dim() if len(args) > 1 else 0, *args[0]), out),
    "pow": lambda w, args, kwargs, out: w._powered(args, out),
    "addcmul": lambda w, args, kwargs, out: w._step("addcmul", (*args, kwargs.get("value", 1)), out),
    "leaky_relu": lambda w, args, kwargs, out: w._step("leaky", tuple(args), out),
    "leaky_relu_backward": lambda w, args, kwargs, out: w._step("leaky_back", tuple(args[:3]), out),
    "sum": lambda w, args, kwargs, out: w._step("sum", (args[0], args[1]), out),
    "mean": lambda w, args, kwargs, out: w._step("mean", (args[0], args[1]), out),
    "index_select": lambda w, args, kwargs, out: w._step("take", (args[0], args[1], *args[2].tolist()), out),
    "roll": lambda w, args, kwargs, out: w._step("roll", (args[0], args[1][0], args[2][0]), out),
}
