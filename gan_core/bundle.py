"""Joins scripts that import each other into one that imports nothing, for a page in a file of its own.

Browsers refuse modules to pages that are opened from a disk, so each module becomes a function that gives what it
exports. It knows the few forms of import and export that our own scripts use, and refuses others.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

IMPORT: Final = re.compile(r'^import\s+(?:\{([^}]*)\}|(\w+))\s+from\s+"([^"]+)";\n', re.MULTILINE)
EXPORT: Final = re.compile(r"^export (default )?((?:async )?function\*?|class|const|let) (\w+)", re.MULTILINE)
OTHER: Final = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


def bundle(entry: Path) -> str:
    """The script that does what this one and all that it imports do.

    Raises:
        ValueError: for a form of import or export that is not known, or for modules that import each other in a circle.
    """
    order: list[Path] = []
    _visit(entry.resolve(), order, ())
    names = {path: f"module{k}" for k, path in enumerate(order)}
    return "".join(_module(path, names) for path in order)


def _visit(path: Path, order: list[Path], trail: tuple[Path, ...]) -> None:
    if path in trail:
        raise ValueError(f"{path.name} imports its way back to itself.")
    if path not in order:
        for match in IMPORT.finditer(path.read_text(encoding="utf-8")):
            _visit((path.parent / match[3]).resolve(), order, (*trail, path))
        order.append(path)


def _module(path: Path, names: dict[Path, str]) -> str:
    text = path.read_text(encoding="utf-8")
    given = [f"{'default: ' if match[1] else ''}{match[3]}" for match in EXPORT.finditer(text)]
    code = IMPORT.sub(lambda match: _taken(match, path, names), text)
    code = EXPORT.sub(r"\2 \3", code)
    if left := OTHER.search(code):
        raise ValueError(f"{path.name} has a form that a bundle does not know: {left[0]}")
    return f"const {names[path]} = (() => {{\n{code}\nreturn {{ {', '.join(given)} }};\n}})();\n"


def _taken(match: re.Match[str], path: Path, names: dict[Path, str]) -> str:
    source = names[(path.parent / match[3]).resolve()]
    if match[2]:
        return f"const {match[2]} = {source}.default;\n"
    return f"const {{ {match[1].strip().rstrip(',').replace(' as ', ': ')} }} = {source};\n"
