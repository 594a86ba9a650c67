"""Joins scripts that import each other into one that imports nothing.

A page in a file of its own needs that, since browsers refuse modules to pages that are opened from a disk; a page of
the app is there sooner, since one script is one request. Each module becomes a function that gives what it exports.
Known are the few forms of import and export that our own scripts use; others are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

IMPORT: Final = re.compile(r'^import\s+(?:\{([^}]*)\}|(\w+))\s+from\s+"([^"]+)";\n', re.MULTILINE)
EXPORT: Final = re.compile(r"^export (default )?((?:async )?function\*?|class|const|let) (\w+)", re.MULTILINE)
OTHER: Final = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
_ONCE: Final = "const once = (make) => {\n  let made;\n  return () => (made ??= make());\n};\n"


def bundle(entry: Path) -> str:
    """The script that does what this one and all that it imports do.

    Raises:
        ValueError: for a form of import or export that is not known, or for modules that import each other in a circle.
    """
    names = _named([entry])
    return "".join(f"const {name} = ({_module(path, names)})();\n" for path, name in names.items())


def library(entries: Mapping[str, Path]) -> str:
    """A module that exports `scripts`: by each of these names a function that gives what that script exports.

    A module in it runs when it is first needed, and once, whoever needs it.

    Raises:
        ValueError: as of `bundle`.
    """
    names = _named(entries.values())
    called = {path: f"{name}()" for path, name in names.items()}
    modules = [f"const {name} = once({_module(path, called)});\n" for path, name in names.items()]
    given = [f'  "{name}": {names[path.resolve()]},\n' for name, path in entries.items()]
    return "".join([_ONCE, *modules, "export const scripts = {\n", *given, "};\n"])


def _named(entries: Iterable[Path]) -> dict[Path, str]:
    """The names of all modules that these need, themselves included, each after those that it needs."""
    order: list[Path] = []
    for entry in entries:
        _visit(entry.resolve(), order, ())
    return {path: f"module{k}" for k, path in enumerate(order)}


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
    return f"() => {{ // {path.name}\n{code}\nreturn {{ {', '.join(given)} }};\n}}"


def _taken(match: re.Match[str], path: Path, names: dict[Path, str]) -> str:
    source = names[(path.parent / match[3]).resolve()]
    if match[2]:
        return f"const {match[2]} = {source}.default;\n"
    return f"const {{ {match[1].strip().rstrip(',').replace(' as ', ': ')} }} = {source};\n"
