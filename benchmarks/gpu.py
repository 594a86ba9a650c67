"""All that only a machine with CUDA can tell, in one command of a few minutes: `{"gpu": null}` elsewhere.

The tests marked `gpu`, the rehearsal, the engine's ratios there, notes to stage 3, and how soon a page shows its run.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter as clock
from typing import Any, Final

import torch
from websockets.sync.client import connect

from benchmarks import engine, stages
from benchmarks.app import ROOT, health, running
from gan_core.engine.device import choose, describe
from gan_core.engine.rehearsal import rounds_per_second
from gan_core.engine.trainer import Trainer
from gan_core.experiment import recipe

LONGEST: Final = 8 * 60.0  # seconds: what has not begun by then is left out, and said to be


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seeds", type=int, default=5, help="of notes to stage 3")
    parser.add_argument("--json", action="store_true")


def main(arguments: argparse.Namespace) -> None:
    told = measured(arguments.seeds) if torch.cuda.is_available() else {"gpu": None}
    print(json.dumps(told) if arguments.json else "\n".join(f"{name}: {value}" for name, value in told.items()))


def measured(seeds: int) -> dict[str, Any]:
    """Part by part; one that fails says so, and the others go on."""
    parts: dict[str, Callable[[], Any]] = {
        "tests": tests, "rehearsal": rehearsal, "live": live, "stage3_seconds": lambda: stage3(seeds), "engine": ratios,
    }  # fmt: skip
    told: dict[str, Any] = {"gpu": describe(choose("cuda")), "torch": torch.__version__, "cuda": torch.version.cuda}
    started = clock()
    for name, part in parts.items():
        if clock() - started > LONGEST:
            told[name] = "left out: no time"
            continue
        try:
            told[name] = part()
        except Exception as error:
            told[name] = f"failed: {type(error).__name__}: {error}"[:500]
    return told | {"seconds": round(clock() - started)}


def tests() -> str:
    """The last line of pytest, or its last lines where something failed."""
    command = [sys.executable, "-m", "pytest", "-m", "gpu", "tests/gpu"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240)
    lines = done.stdout.strip().splitlines()
    return "\n".join(lines[-1:] if done.returncode == 0 else lines[-40:])


def rehearsal() -> dict[str, float]:
    """Rounds a second of the notes there and on the CPU."""
    return {device: round(rounds_per_second(device), 1) for device in ("cuda", "cpu")}


def ratios() -> dict[str, float]:
    """As `python -m benchmarks engine --device cuda`, with fewer turns."""
    device = choose("cuda")
    return engine.ratios(engine.timed(engine.contestants(device), 10), engine.TOGETHER["cuda"])


def stage3(seeds: int) -> list[float | None]:
    """Seconds of training to stage 3 on notes, seed by seed; None where it was not reached in 60."""
    experiments = [replace(recipe("banknotes"), seed=seed) for seed in range(seeds)]
    return [stages.one(Trainer([e], "cuda"), 60.0)["seconds_to_stage3"] for e in experiments]


def live() -> dict[str, Any]:
    """From opening a run to its first frame and to round 100, in seconds; and the device that the page names."""
    with TemporaryDirectory() as state, running(Path(state)) as address:
        while not health(address)["worker"]["ready"]:
            pass
        opened = [one_opening(address, seed) for seed in range(3)]
    names = ("first_frame", "round_100")
    return {name: round(median(o[name] for o in opened), 2) for name in names} | {"device": opened[0]["device"]}


def one_opening(address: str, seed: int) -> dict[str, Any]:
    """One page that opens a run of notes."""
    told: dict[str, Any] = {}
    started = clock()
    with connect(f"{address.replace('http', 'ws')}/live/socket", origin=address, max_size=None) as socket:  # type: ignore[arg-type]
        socket.send(json.dumps({"type": "open", "experiments": [{"seed": str(seed)}], "run": None, "owner": None}))
        while "round_100" not in told:
            message = socket.recv(timeout=60)
            if isinstance(message, str):
                continue
            header = json.loads(message[4 : 4 + int.from_bytes(message[:4], "little")])
            if header["type"] == "frame":
                told |= {"device": header["device"]}
                told.setdefault("first_frame", clock() - started)
                if header["step"] >= 100:
                    told["round_100"] = clock() - started
    return told
