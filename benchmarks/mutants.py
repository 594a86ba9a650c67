"""Mutants: small faults in the measures, losses, judges and rules, one at a time; how many do the tests catch?

Each is one replacement (benchmarks/faults.py) in a copy of the library, for which the named tests are run. One that
survives is a gap in the tests, or a change that changes nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tqdm import tqdm

from benchmarks.faults import FAULTS, Fault

ROOT: Final = Path(__file__).resolve().parent.parent
COPIED: Final = ("gan_core", "tests", "benchmarks", "live", "ui")
HEAVY: Final = ("torch", "scipy.stats", "sklearn.metrics", "sklearn.neighbors")  # loaded once
PATIENCE: Final = 300.0  # seconds for the tests of a mutant; one that hangs them is caught


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--only", default="", help="faults of files whose name has this in it")
    parser.add_argument("--json", action="store_true")


def main(arguments: argparse.Namespace) -> None:
    faults = [fault for fault in FAULTS if arguments.only in fault.file]
    for name in HEAVY:
        import_module(name)
    sick = [name for name in dict.fromkeys(t for fault in faults for t in fault.tests) if not passes(None, (name,))]
    if sick:
        raise RuntimeError(f"These tests fail without any fault: {', '.join(sick)}.")
    survivors = [fault for fault in tqdm(faults, unit="mutant", file=sys.stderr) if passes(fault, fault.tests)]
    told = {
        "mutants": len(faults),
        "caught": len(faults) - len(survivors),
        "survivors": [f"{fault.file}: {fault.sound} → {fault.faulty}" for fault in survivors],
    }
    print(json.dumps(told) if arguments.json else "\n".join(f"{name}: {value}" for name, value in told.items()))


def passes(fault: Fault | None, tests: tuple[str, ...]) -> bool:
    """Whether these tests pass although the fault is there."""
    with TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in COPIED:
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "pyproject.toml", copy)
        if fault:
            spoil(copy / "gan_core", fault)
        run = get_context("fork").Process(target=tested, args=(copy, tests))
        run.start()
        run.join(PATIENCE)
        if hangs := run.is_alive():
            run.kill()
            run.join()
        return not hangs and run.exitcode == 0


def tested(copy: Path, tests: tuple[str, ...]) -> None:
    """In a process of its own, with the heavy libraries of its parent and the library under test from the copy."""
    import pytest

    os.chdir(copy)
    sys.path[:] = [str(copy), *(place for place in sys.path if Path(place).resolve() != ROOT and place)]
    for name in [name for name in sys.modules if name.split(".")[0] in ("benchmarks", "gan_core")]:
        del sys.modules[name]
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    places = [str(copy / "tests" / "gan_core" / test) for test in tests]
    os._exit(pytest.main(["-q", "-x", "-p", "no:cacheprovider", *places]))


def spoil(library: Path, fault: Fault) -> None:
    """Puts the fault in; ValueError if the sound line is no longer there."""
    file = library / fault.file
    text = file.read_text(encoding="utf-8")
    if fault.sound not in text:
        raise ValueError(f"{fault.file} has no “{fault.sound}” any more.")
    file.write_text(text.replace(fault.sound, fault.faulty, 1), encoding="utf-8")
