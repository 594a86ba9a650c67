"""Mutants: small faults in the measures, losses, judges and rules, one at a time; how many do the tests catch?

Each is one replacement (benchmarks/faults.py) in a copy of the library, for which the named tests are run. One that
survives is a gap in the tests, or a change that changes nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tqdm import tqdm

from benchmarks.faults import FAULTS, Fault

ROOT: Final = Path(__file__).resolve().parent.parent
COPIED: Final = ("gan_core", "tests", "benchmarks", "live", "ui")
PATIENCE: Final = 300.0  # seconds for the tests of a mutant; one that hangs them is caught


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--only", default="", help="faults of files whose name has this in it")
    parser.add_argument("--json", action="store_true")


def main(arguments: argparse.Namespace) -> None:
    faults = [fault for fault in FAULTS if arguments.only in fault.file]
    survivors = [fault for fault in tqdm(faults, unit="mutant", file=sys.stderr) if survives(fault)]
    told = {
        "mutants": len(faults),
        "caught": len(faults) - len(survivors),
        "survivors": [f"{fault.file}: {fault.sound} → {fault.faulty}" for fault in survivors],
    }
    print(json.dumps(told) if arguments.json else "\n".join(f"{name}: {value}" for name, value in told.items()))


def survives(fault: Fault) -> bool:
    """Whether the tests named pass although the fault is there."""
    with TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in COPIED:
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "pyproject.toml", copy)
        spoil(copy / "gan_core", fault)
        tests = [str(copy / "tests" / "gan_core" / test) for test in fault.tests]
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
        try:
            ran = subprocess.run(command, cwd=copy, env=os.environ, capture_output=True, timeout=PATIENCE, check=False)
        except subprocess.TimeoutExpired:
            return False
        return ran.returncode == 0


def spoil(library: Path, fault: Fault) -> None:
    """Puts the fault in; ValueError if the sound line is no longer there."""
    file = library / fault.file
    text = file.read_text(encoding="utf-8")
    if fault.sound not in text:
        raise ValueError(f"{fault.file} has no “{fault.sound}” any more.")
    file.write_text(text.replace(fault.sound, fault.faulty, 1), encoding="utf-8")
