"""What each gauge costs, and what a perfect and a collapsed forger read: `python -m benchmarks gauges` prints tables.

Numpy's matrix products take one thread here, as in the worker, where torch has the others.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # read when numpy is imported

from gan_core.data import load
from gan_core.metrics.gauges import Gauges

COSTED = ("ring8", "digits", "banknotes")
SHOWN = ("ring8", "grid25", "moons", "swissroll", "checkerboard", "line", "digits", "banknotes")


def milliseconds(call: Callable[[], object], repeats: int) -> float:
    """The least disturbed of several calls, after one that does not count."""
    call()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return 1000 * min(times)


def costs(sets: tuple[str, ...], sizes: tuple[int, ...], repeats: int) -> None:
    """One row a gauge, one column a data set and a number of samples."""
    columns = {}
    for name in sets:
        for size in sizes:
            gauges = Gauges(load(name), size)
            column = f"{name}, n = {gauges.samples}"
            if column in columns:
                continue
            fakes = gauges.data.train[:size]
            for gauge in gauges.names:
                gauges.yardsticks(gauge)  # builds what is built once
            columns[column] = {
                gauge: milliseconds(lambda g=gauges, k=gauge, f=fakes: g.measure(k, f), repeats)  # type: ignore[misc]
                for gauge in gauges.names
            }
    names = dict.fromkeys(name for column in columns.values() for name in column)
    print("| ms | " + " | ".join(columns) + " |")
    print("|---|" + "---|" * len(columns))
    for name in names:
        cells = (f"{column[name]:.2f}" if name in column else "–" for column in columns.values())
        print(f"| {name} | " + " | ".join(cells) + " |")


def yardsticks(sets: tuple[str, ...], size: int) -> None:
    """One row a gauge: a perfect forger's value → a collapsed forger's."""
    all_gauges = [Gauges(load(name), size) for name in sets]
    names = dict.fromkeys(name for gauges in all_gauges for name in gauges.names)
    print("| perfect → collapsed | " + " | ".join(f"{g.data.name}, n = {g.samples}" for g in all_gauges) + " |")
    print("|---|" + "---|" * len(all_gauges))
    for name in names:
        pairs = (gauges.yardsticks(name) if name in gauges.names else None for gauges in all_gauges)
        cells = (f"{pair[0]:.3g} → {pair[1]:.3g}" if pair else "–" for pair in pairs)
        print(f"| {name} | " + " | ".join(cells) + " |")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--repeats", type=int, default=20)
    parser.add_argument("--samples", type=int, default=500)


def main(arguments: argparse.Namespace) -> None:
    costs(COSTED, (500, 1000), arguments.repeats)
    print()
    yardsticks(SHOWN, arguments.samples)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    add_arguments(parser)
    main(parser.parse_args())
