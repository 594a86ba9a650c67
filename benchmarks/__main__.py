"""`python -m benchmarks COMMAND`: the figures in docs/results.md, one file a command.

Each file has `add_arguments(parser)` and `main(arguments)`; it is imported only when it is asked for.
"""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module
from pkgutil import iter_modules

import benchmarks

# Numpy's threads, waiting awake for one another, take the cores from torch's. Read when numpy is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

NO_COMMANDS = {"__main__", "plain_games", "plain_gan", "dcgan", "app", "crash_live", "faults", "node"}


def main(argv: list[str]) -> None:
    """Run the command that is named first."""
    commands = sorted(m.name for m in iter_modules(benchmarks.__path__) if m.name not in NO_COMMANDS)
    name = argv[0] if argv else ""
    if name not in commands:
        sys.exit(f"Say what to measure: python -m benchmarks {{{','.join(commands)}}}.")
    module = import_module(f"benchmarks.{name}")
    parser = argparse.ArgumentParser(prog=f"python -m benchmarks {name}", description=module.__doc__)
    module.add_arguments(parser)
    module.main(parser.parse_args(argv[1:]))


if __name__ == "__main__":
    main(sys.argv[1:])
