"""What two twins need beside a book, where a slider and cures rule the second: every game that they can lead to."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from gan_core import collapse
from gan_core.collapse_about import about
from gan_core.engine.losses import GAMES
from gan_core.engine.portable.book import book
from gan_core.engine.portable.looks import examined, judged
from gan_core.engine.portable.turns import turn_program
from gan_core.engine.trainer import Trainer
from gan_core.experiment import Experiment

PERCENT: Final = range(101)
JUDGES: Final = ("referee", "expert")  # whom the page of twins does not ask


def twins_book(data: str, seed: int = 0) -> dict[str, Any]:
    """The book of the run at 0 of the slider, and under `twins` what the slider does: `rulings`, and the `games` that
    they name, each with the programs that are its own and whether it is relative.

    Raises:
        ValueError: for data that have no slider.
    """
    base = collapse.base(data, seed)
    told, ruled = book(base), rulings(data)
    named = {end["game"]: replace(base, **end["settings"]) for one in ruled.values() for end in one["ends"]}
    games = {game: _played(experiment, told["sizes"]) for game, experiment in named.items()}
    del told["expert"]
    told["programs"] = {name: plain for name, plain in told["programs"].items() if name.split()[0] not in JUDGES}
    return told | {"twins": {"games": games, "rulings": ruled, "about": about(data)}}


def rulings(data: str) -> dict[str, Any]:
    """For each cure (“” for none) the settings at both ends of the slider, each with its game, and the words for every
    percent. Between the ends only the forger's rate changes, and evenly; off the left one all else is as at the right.
    """
    return {
        cure: {
            "ends": [_end(collapse.settings(data, place, cure or None)) for place in (0, 1)],
            "fresh": bool(cure) and collapse.CURES[cure].fresh,
            "words": _words(collapse.base(data), cure),
        }
        for cure in ("", *collapse.cures(data))
    }


def _end(settings: dict[str, Any]) -> dict[str, Any]:
    """The settings, and a name for what is fixed in a turn's program."""
    pulled = "pulled" if settings["r1"] or settings["r2"] else "free"
    return {"settings": settings, "game": f"{settings['loss']} {settings['pack']} {settings['mbstd']} {pulled}"}


def _played(experiment: Experiment, sizes: dict[str, int]) -> dict[str, Any]:
    trainer = Trainer([experiment], "cpu")
    programs = {
        "detective": turn_program(trainer, "detective"),
        "forger": turn_program(trainer, "forger"),
        "judges": judged(trainer, sizes["fresh"]),
        "desk": examined(trainer, sizes["arrows"]),
        "examines": examined(trainer, sizes["batch"]),
    }
    if trainer.data.kind == "points":
        programs["believes"] = examined(trainer, sizes["cells"] ** 2, feedback=False)
    plain = {name: program.plain() for name, program in programs.items()}
    return {"relative": GAMES[experiment.loss].relative, "programs": plain}


def _words(base: Experiment, cure: str) -> dict[str, Any]:
    """`said`, each sentence once, and `at`, which of them is for each percent."""
    all_of = [
        collapse.words(replace(base, **collapse.settings(base.data, percent / 100, cure or None)))
        for percent in PERCENT
    ]
    said = list(dict.fromkeys(all_of))
    return {"said": said, "at": [said.index(words) for words in all_of]}
