"""An experiment as one file of ordinary PyTorch, or as a notebook: the lines of the plain round, and nothing else.

The lines are read from the files of this folder, so that what is exported is what is tested. Imports no torch.
"""

from __future__ import annotations

import ast
import base64
import json
import zlib
from dataclasses import fields
from pathlib import Path
from textwrap import indent
from typing import Any, Final

import numpy as np

from gan_core.data.base import DataSet
from gan_core.experiment import Experiment
from gan_core.price import detective_layers, forger_layers

ROOM: Final = Path(__file__).parent
UNPACKED: Final = 16 * 2**20  # bytes of the items
LARGEST: Final = 4 * 2**20  # bytes of the items, packed: a file that an editor opens
TOO_LARGE: Final = "These items are too large for one file of code. Fewer or smaller ones fit."
# What a script is made of: of each file the lines of these names, or all of it but its imports.
PIECES: Final[tuple[tuple[str, str, tuple[str, ...]], ...]] = (
    ("The dice", "philox.py", ()),
    ("Waves", "engine/networks.py", ("waves",)),
    ("", "engine/players.py", ("FORGER_PITCHES", "DETECTIVE_PITCHES", "_lowered")),
    ("Rates that fall", "engine/dealer.py", ("RELAXED", "annealing", "relaxing")),
    ("The order of pixels", "engine/tiles.py", ()),
    ("", "engine/canvas.py", ()),
    ("The average real item", "engine/typical.py", ()),
    ("The players", "plain_players.py", ()),
    ("The round", "plain.py", ()),
    ("Items in disguise", "plain_cures.py", ("Disguised",)),
    ("The run", "engine/plain_run.py", ()),
)
HEAD: Final = '''"""A generative adversarial network, trained from noise: {title}. Needs numpy and torch.

Made by The Forger & the Detective. It plays the run of the page from its round 0, number for number but for rounding.
"""
'''
IMPORTS: Final = """from __future__ import annotations

import base64
import math
import zlib
from copy import deepcopy
from dataclasses import dataclass, field, replace
from enum import IntEnum
from functools import lru_cache
from math import prod, sqrt
from typing import Any, Final, NamedTuple

import numpy as np
import torch
from numpy.random import Philox
from numpy.random.bit_generator import ISeedSequence
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.functional import leaky_relu, pad, relu, softplus

Floats = NDArray[np.float32]
"""
ROUNDS: Final = """ROUNDS = {rounds}

run = begun(EXPERIMENT, ITEMS, SORT, FORGER_LAYERS, DETECTIVE_LAYERS)
for _ in range(ROUNDS):
    run.round()

fakes = run.fakes(1000)
print(f"After {{run.step}} rounds the fakes' mean is {{fakes.mean():.4f}} and their spread {{fakes.std():.4f}};")
print(f"of the real items they are {{ITEMS.mean():.4f}} and {{ITEMS.std():.4f}}.")
"""


def script(experiment: Experiment, data: DataSet, rounds: int) -> str:
    """One file that trains the experiment for so many rounds; ValueError for what does not fit into it."""
    parts = [HEAD.format(title=data.title), IMPORTS]
    parts += [f"# ---- {title}\n\n{code}" if title else code for title, code in _parts(experiment, data, rounds)]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def notebook(experiment: Experiment, data: DataSet, rounds: int) -> str:
    """The same in cells, as Jupyter reads it."""
    cells = [_cell("markdown", HEAD.format(title=data.title).strip('"\n')), _cell("code", IMPORTS)]
    for title, code in _parts(experiment, data, rounds):
        cells += [_cell("markdown", f"## {title}")] if title else []
        cells.append(_cell("code", code))
    about = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": about, "cells": cells}, ensure_ascii=False)


def _parts(experiment: Experiment, data: DataSet, rounds: int) -> list[tuple[str, str]]:
    parts = [("The experiment", _settings(experiment))]
    parts += [(title, _code(ROOM / file, names)) for title, file, names in PIECES]
    parts += [("The real items", _items(experiment, data)), ("Training", ROUNDS.format(rounds=rounds))]
    return parts


def _settings(e: Experiment) -> str:
    """The experiment's own class in short: its settings as they are, and what follows from them."""
    rows = "\n".join(f"    {f.name}: {f.type} = {getattr(e, f.name)!r}" for f in fields(e))
    derived = "\n\n".join(indent(_property(name), "    ") for name in ("room", "disguised"))
    return f"@dataclass(frozen=True)\nclass Experiment:\n{rows}\n\n{derived}\n\n\nEXPERIMENT = Experiment()\n"


def _property(name: str) -> str:
    text = (ROOM / "experiment.py").read_text(encoding="utf-8")
    [made] = [n for n in ast.parse(text).body if isinstance(n, ast.ClassDef) and n.name == "Experiment"]
    [node] = [n for n in made.body if isinstance(n, ast.FunctionDef) and n.name == name]
    rows = text.splitlines()[node.decorator_list[0].lineno - 1 : node.end_lineno]
    return "\n".join(row[node.col_offset :] for row in rows)


def _items(e: Experiment, data: DataSet) -> str:
    if data.train.nbytes > UNPACKED:
        raise ValueError(TOO_LARGE)
    packed = base64.b85encode(zlib.compress(np.ascontiguousarray(data.train, "<f4").tobytes(), 9)).decode()
    if len(packed) > LARGEST:
        raise ValueError(TOO_LARGE)
    rows = "\n".join(f'    "{row}"' for row in (packed[k : k + 110] for k in range(0, len(packed), 110)))
    kind = data.shape, data.scale, data.grain, data.shades, data.free, data.overprint, data.tint
    sort = f"Sort{kind!r}"
    floats = 'np.frombuffer(zlib.decompress(base64.b85decode(PACKED)), "<f4")'
    return (
        f"PACKED = (\n{rows}\n)\n"
        f"ITEMS = {floats}.reshape({data.train.shape!r}).copy()\n"
        f"SORT = {sort}\n"
        f"FORGER_LAYERS = {forger_layers(e)!r}\nDETECTIVE_LAYERS = {detective_layers(e)!r}\n"
    )


def _code(path: Path, names: tuple[str, ...]) -> str:
    """A file's own lines without its imports and its first string; of some names alone."""
    text = path.read_text(encoding="utf-8")
    rows, body = text.splitlines(), ast.parse(text).body
    wanted = [node for node in body[1:] if not isinstance(node, ast.Import | ast.ImportFrom)]
    if not names:
        return "\n".join(rows[_first(wanted[0]) - 1 :])
    return "\n\n\n".join("\n".join(rows[_first(node) - 1 : node.end_lineno]) for node in wanted if _name(node) in names)


def _first(node: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(d.lineno for d in decorators)])


def _name(node: ast.stmt) -> str:
    target = (
        node.target if isinstance(node, ast.AnnAssign) else node.targets[0] if isinstance(node, ast.Assign) else None
    )
    return str(getattr(node, "name", getattr(target, "id", "")))


def _cell(kind: str, text: str) -> dict[str, Any]:
    cell = {"cell_type": kind, "metadata": {}, "source": text.strip()}
    return cell | ({"execution_count": None, "outputs": []} if kind == "code" else {})
