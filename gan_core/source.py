"""The lines of code that run, as text: read from the files, so that no page tells what is not so. Imports no torch."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

ROOM: Final = Path(__file__).parent
FILES: Final = ("plain", "plain_players", "plain_cures")


@dataclass(frozen=True)
class Lines:
    """Some lines of a file of this folder."""

    file: str
    first: int
    text: str  # without what all lines are indented by


def lines_of(name: str) -> Lines:
    """The lines of a function, class or method, such as "losses" or "Plain.judge"; KeyError if there is none."""
    return _index()[name]


@cache
def _index() -> dict[str, Lines]:
    found: dict[str, Lines] = {}
    for file in FILES:
        path = ROOM / f"{file}.py"
        text = path.read_text(encoding="utf-8")
        for node in ast.parse(text).body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                found[node.name] = _lines(path.name, text, node)
            if isinstance(node, ast.ClassDef):
                methods = (inner for inner in node.body if isinstance(inner, ast.FunctionDef))
                found |= {f"{node.name}.{inner.name}": _lines(path.name, text, inner) for inner in methods}
    return found


def _lines(file: str, text: str, node: ast.ClassDef | ast.FunctionDef) -> Lines:
    first = min([node.lineno, *(d.lineno for d in node.decorator_list)])
    rows = text.splitlines()[first - 1 : node.end_lineno]
    return Lines(file, first, "\n".join(row[node.col_offset :] for row in rows))
