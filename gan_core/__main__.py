"""Trains one GAN from a shell: `python -m gan_core train --data banknotes --seconds 60 --out run.gif --json`.

`python -m gan_core export --data ring8 --out duel.html` writes a page that trains by itself, without a server; with
`--replay` it trains here, on any device, and the page plays that run again.
"""

from __future__ import annotations

import argparse
import base64
import json
import math
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

from gan_core.experiment import DATA, Experiment

if TYPE_CHECKING:
    from gan_core.study.run import Run

SECONDS: Final = 60.0
PAGES: Final = ("game", "collapse")


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence and leaves with 2."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{message.rstrip('.')}.\n")


def main(argv: Sequence[str] | None = None) -> int:
    """The command line; the exit status."""
    parser = _parser()
    arguments = parser.parse_args(argv)
    try:
        if arguments.command == "site":
            return _site(arguments.out)
        experiment = _experiment(arguments)
        _check_out(arguments.out, ".html" if arguments.command == "export" else ".gif")
        if arguments.command == "train":
            return _train(experiment, arguments)
        return _replay(experiment, arguments) if arguments.replay else _export(experiment, arguments)
    except ValueError as refusal:
        parser.error(str(refusal))


def _parser() -> Parser:
    parser = Parser(prog="python -m gan_core", description="Trains small GANs and measures them honestly.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    train = commands.add_parser("train", help="train one experiment", description="Trains one experiment.")
    _add_experiment(train, "banknotes")
    length = train.add_mutually_exclusive_group()
    length.add_argument("--seconds", type=_positive, help=f"of training (looks not counted); {SECONDS:g} unless told")
    length.add_argument("--steps", type=_whole, help="of training, instead of seconds: repeats exactly")
    train.add_argument("--device", help="cpu, cuda or mps; the best there is unless told")
    train.add_argument("--out", type=Path, help="where to write an animated GIF")
    train.add_argument("--json", action="store_true", help="make the last line one JSON object")
    export = commands.add_parser(
        "export", help="write a page that trains by itself", description="Writes one HTML that trains offline."
    )
    _add_experiment(export, "ring8")
    export.add_argument("--out", type=Path, required=True, help="where to write the page: a file that ends in .html")
    export.add_argument("--page", choices=PAGES, default=PAGES[0], help="the game, or the slider of mode collapse")
    way = export.add_mutually_exclusive_group()
    way.add_argument("--since", type=Path, help="a file from which to go on: state (base64), seconds, stages (JSON)")
    way.add_argument("--replay", action="store_true", help="train here first; the page plays that run again")
    export.add_argument("--seconds", type=_positive, help=f"of training before a replay; {SECONDS:g} unless told")
    export.add_argument("--device", help="for a replay: cpu, cuda or mps; the best there is unless told")
    site = commands.add_parser("site", help="write such a page for each set, and a list of them")
    site.add_argument("--out", type=Path, required=True, help="the folder to write into")
    return parser


def _add_experiment(parser: argparse.ArgumentParser, data: str) -> None:
    parser.add_argument("--data", default=data, help=f"what to forge: {', '.join(DATA)}")
    parser.add_argument("--recipe", default="default", help="a named recipe of the data set")
    parser.add_argument("--seed", default="0", help="the same seed gives the same run")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="any setting, as in a link")


def _positive(text: str) -> float:
    with suppress(ValueError):
        if 0 < float(text) < math.inf:
            return float(text)
    raise argparse.ArgumentTypeError(f"“{text}” is no positive number")


def _whole(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}” is no positive whole number")
    return int(text)


def _experiment(arguments: argparse.Namespace) -> Experiment:
    settings = dict(pair.partition("=")[::2] for pair in arguments.set)
    chosen = {"data": arguments.data, "recipe": arguments.recipe, "seed": arguments.seed}
    return Experiment.from_query(chosen | settings)


def _check_out(out: Path | None, kind: str) -> None:
    """Better now than after a minute of training."""
    if out is None:
        return
    if out.suffix.lower() != kind:
        raise ValueError(f"--out must end in {kind}; got “{out.name}”.")
    if not out.absolute().parent.is_dir():
        raise ValueError(f"There is no folder “{out.parent}” to write {out.name} into.")


def _site(out: Path) -> int:
    from gan_core import collapse
    from gan_core.engine.portable.book import book
    from gan_core.engine.portable.twins import twins_book
    from gan_core.page_file import TRAVELS, contents, file_name, page_file

    out.mkdir(parents=True, exist_ok=True)
    books = [*(book(Experiment.from_query({"data": data})) for data in TRAVELS), *map(twins_book, collapse.DATA)]
    for told in books:
        (out / file_name(told)).write_text(page_file(told), encoding="utf-8")
    (out / "index.html").write_text(contents(books), encoding="utf-8")
    print(f"{out}: {len(books)} pages and a list of them. Any server for files can serve the folder.")
    return 0


def _export(experiment: Experiment, arguments: argparse.Namespace) -> int:
    from gan_core.engine.portable.book import Since, book
    from gan_core.engine.portable.twins import twins_book
    from gan_core.page_file import page_file

    if arguments.seconds or arguments.device:
        raise ValueError("--seconds and --device go with --replay: without it the page itself trains.")
    if arguments.page == "collapse":
        if arguments.set or arguments.since or arguments.recipe != "default":
            raise ValueError("The page of mode collapse has settings of its own: it takes --data and --seed alone.")
        return _written(page_file(twins_book(experiment.data, experiment.seed)), arguments.out)
    since = None
    if arguments.since:
        told = json.loads(arguments.since.read_text())
        since = Since(base64.b64decode(told["state"]), told["seconds"], tuple(told["stages"]))
    return _written(page_file(book(experiment, since)), arguments.out)


def _replay(experiment: Experiment, arguments: argparse.Namespace) -> int:
    """The server's own worker makes the pictures. Its rooms lie above this one, and are asked for by name."""
    if arguments.page != "game":
        raise ValueError("A replay is of the game: --replay and --page collapse do not go together.")
    if find_spec("live") is None:
        raise ValueError("The server is not here: run this from the whole project, not the library alone.")
    record = import_module("live.record")
    return _written(record.page(experiment, arguments.seconds or SECONDS, arguments.device), arguments.out)


def _written(page: str, out: Path) -> int:
    out.write_text(page, encoding="utf-8")
    print(f"{out}: {out.stat().st_size / 1024:.0f} KiB. Open it in any browser; it needs no server and no network.")
    return 0


def _train(experiment: Experiment, arguments: argparse.Namespace) -> int:
    from tqdm import tqdm

    from gan_core.engine.device import threads
    from gan_core.engine.trainer import Trainer
    from gan_core.study.animation import Animation
    from gan_core.study.run import BY_SECONDS, BY_STEPS, Run

    trainer = Trainer([experiment], arguments.device)
    run = Run(trainer, BY_STEPS if arguments.steps else BY_SECONDS, threads(trainer.device))
    end = arguments.steps or arguments.seconds or SECONDS
    animation = Animation(trainer.data) if arguments.out else None
    # Ctrl-C ends the training early; what there is by then is still written and told.
    with tqdm(total=end, unit="step" if arguments.steps else "s", file=sys.stderr) as bar, suppress(KeyboardInterrupt):
        for _ in run.until(end):
            bar.update(min(run.now, end) - bar.n)
            bar.set_postfix_str(_figures(run), refresh=False)
            if animation:
                animation.add(trainer.snapshot(), f"step {trainer.step}, {_figures(run)}")
    run.ask_referee()
    if animation:
        animation.save(arguments.out)
    print(json.dumps(_report(run)) if arguments.json else _sentence(run))
    return 0


def _figures(run: Run) -> str:
    record = run.records[0]
    accuracy = f"{record.metrics.d_accuracy:.0%}" if record.metrics else "–"
    return f"stage {record.stage}, detective right {accuracy}"


def _report(run: Run) -> dict[str, Any]:
    """Everything about the run's one member, ready for JSON."""
    record, trainer = run.records[0], run.trainer
    return {
        "steps": trainer.step,
        "seconds": round(run.seconds, 3),
        "wall_seconds": round(run.wall, 3),
        "device": trainer.device_name,
        **record.figures(),
        "stages": [asdict(r) for r in record.reached],
        "diverged": trainer.diverged(0),
        "experiment": asdict(trainer.experiments[0]),
    }


def _sentence(run: Run) -> str:
    report = _report(run)
    if report["diverged"]:
        return str(report["diverged"])
    return (
        f"Stage {report['stage']} after {report['steps']} steps and {report['seconds']:.1f} s: the detective is right "
        f"{report['d_accuracy']:.0%} of the time, a fresh referee {report['referee']:.0%}; "
        f"{report['modes']} of {report['modes_all']} modes."
    )


if __name__ == "__main__":
    sys.exit(main())
