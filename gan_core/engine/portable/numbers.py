"""NumPy's arithmetic on tensors, so that a function of NumPy arrays can be traced (`traced.py`) and leave the process.

NumPy asks whatever it is given whether it will do the work itself (NEP 13 and 18). `Numbers` does, with PyTorch, as far
as drawings and readers go. Whole numbers, choices and whatever depends on a value cannot be written down this way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

import numpy as np
import torch
from numpy.lib.mixins import NDArrayOperatorsMixin
from torch import Tensor

Axis = int | tuple[int, ...] | None


class Numbers(NDArrayOperatorsMixin):
    """A tensor in an array's clothes."""

    def __init__(self, tensor: Tensor) -> None:
        self.tensor = tensor

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(self.tensor.shape)

    @property
    def T(self) -> Numbers:
        return self.transpose(*reversed(range(self.tensor.dim())))

    def __len__(self) -> int:
        return self.shape[0]

    def __iter__(self) -> Iterator[Numbers]:
        return (self[k] for k in range(len(self)))

    def __getitem__(self, key: Any) -> Numbers:
        return Numbers(_picked(self.tensor, key if isinstance(key, tuple) else (key,)))

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *given: Any, **more: Any) -> Any:
        if method != "__call__" or ufunc.__name__ not in UFUNCS:
            return NotImplemented
        return Numbers(UFUNCS[ufunc.__name__](*map(_tensor, given)))

    def __array_function__(self, function: Any, types: Any, given: Any, more: Any) -> Any:
        found = FUNCTIONS.get(function.__name__)
        return found(*given, **more) if found else NotImplemented

    def reshape(self, *shape: int) -> Numbers:
        return Numbers(self.tensor.reshape(shape))

    def transpose(self, *axes: int) -> Numbers:
        return Numbers(self.tensor.permute(axes))

    def sum(self, axis: Axis = None, keepdims: bool = False) -> Numbers:
        return Numbers(self.tensor.sum(self._axes(axis), keepdims))

    def mean(self, axis: Axis = None, keepdims: bool = False) -> Numbers:
        return Numbers(self.tensor.mean(self._axes(axis), keepdims))

    def std(self, axis: Axis = None, keepdims: bool = False) -> Numbers:
        apart = self.tensor - self.tensor.mean(self._axes(axis), keepdim=True)
        return Numbers((apart * apart).mean(self._axes(axis), keepdims).sqrt())

    def max(self, axis: int) -> Numbers:
        best, *others = (self.tensor.select(axis, k) for k in range(self.shape[axis]))
        for other in others:
            best = _larger(best, other)
        return Numbers(best)

    def min(self, axis: int) -> Numbers:
        return Numbers(-Numbers(-self.tensor).max(axis).tensor)

    def _axes(self, axis: Axis) -> list[int]:
        axes = range(self.tensor.dim()) if axis is None else (axis,) if isinstance(axis, int) else axis
        return [k % self.tensor.dim() for k in axes]


def _tensor(value: Any) -> Any:
    """The tensor that stands for an array; plain numbers stay as they are."""
    if isinstance(value, Numbers):
        return value.tensor
    if isinstance(value, np.ndarray) and value.ndim:
        return torch.from_numpy(np.ascontiguousarray(value, np.float32))
    return float(value)


def _picked(tensor: Tensor, key: tuple[Any, ...]) -> Tensor:
    """What NumPy's brackets pick, one dimension after the other."""
    used = sum(1 if not isinstance(k, np.ndarray) else k.ndim for k in key if k is not None and k is not Ellipsis)
    rest = (slice(None),) * (tensor.dim() - used)
    at = next((n for n, k in enumerate(key) if k is Ellipsis), len(key))
    dim = 0
    for k in (*key[:at], *rest, *key[at + 1 :]):
        if k is None:
            tensor = tensor.unsqueeze(dim)
        elif isinstance(k, np.ndarray):
            joined = tensor.reshape(*tensor.shape[:dim], -1, *tensor.shape[dim + k.ndim :])
            tensor = joined.index_select(dim, torch.from_numpy(np.flatnonzero(k)))
        elif isinstance(k, slice):
            tensor = _sliced(tensor, dim, k)
        else:
            tensor, dim = tensor.select(dim, int(k) % tensor.shape[dim]), dim - 1
        dim += 1
    return tensor


def _sliced(tensor: Tensor, dim: int, part: slice) -> Tensor:
    start, stop, step = part.indices(tensor.shape[dim])
    if step != 1:
        return tensor.index_select(dim, torch.tensor(range(start, stop, step)))
    return tensor if (start, stop) == (0, tensor.shape[dim]) else tensor.narrow(dim, start, stop - start)


def _larger(a: Any, b: Any) -> Tensor:
    first, second = (a, b) if isinstance(a, Tensor) else (b, a)
    larger: Tensor = first + (second - first) * (first < second).float()
    return larger


def _stacked(parts: Any, axis: int = 0) -> Numbers:
    return Numbers(torch.cat([_tensor(part).unsqueeze(axis) for part in parts], axis))


def _split(whole: Numbers, parts: int, axis: int = 0) -> list[Numbers]:
    """As even as may be, the first parts one longer."""
    n = whole.shape[axis]
    ends = np.cumsum([n // parts + (k < n % parts) for k in range(parts)])
    return [Numbers(_sliced(whole.tensor, axis, slice(a, b))) for a, b in zip([0, *ends[:-1]], ends, strict=True)]


def _norm(x: Numbers, axis: Axis = None, keepdims: bool = False) -> Numbers:
    return Numbers((x * x).sum(axis, keepdims).tensor.sqrt())


UFUNCS: Final[dict[str, Callable[..., Tensor]]] = {
    "add": lambda a, b: a + b,
    "subtract": lambda a, b: a - b,
    "multiply": lambda a, b: a * b,
    "divide": lambda a, b: a / b,
    "matmul": torch.matmul,
    "negative": torch.neg,
    "sqrt": torch.sqrt,
    "maximum": _larger,
}
FUNCTIONS: Final[dict[str, Callable[..., Any]]] = {"stack": _stacked, "array_split": _split, "norm": _norm}
