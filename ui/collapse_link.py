"""What the address of the page of mode collapse asks: the data, the seed, the moves and the moment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from gan_core import collapse
from gan_core.experiment import Experiment
from gan_core.words import say
from live.wire.collapse import FARTHEST, MOST, Move
from ui.query import PAGE_PARAMETERS, SHOWN, no_parameter, one_of

DATA: Final = collapse.DATA
_MOVE: Final = re.compile(r"(\d{1,9})-(\d{1,3})(?:-([a-z0-9_]+))?")


@dataclass(frozen=True)
class Asked:
    """What an address asks of the page."""

    base: Experiment
    moves: tuple[Move, ...] = ()
    until: int | None = None
    faults: tuple[str, ...] = ()

    @property
    def part(self) -> dict[str, Any]:
        """With what the page's own part of the run begins."""
        return {"moves": [list(move) for move in self.moves], "until": self.until}


def read(query: Mapping[str, str]) -> Asked:
    """What it cannot mean costs a sentence."""
    faults: list[str] = []
    data = query.get("data", DATA[0])
    if data not in DATA:
        faults.append(one_of("data", DATA, data))
        data = DATA[0]
    seed = 0
    try:
        seed = Experiment.from_query({"data": data, "seed": query.get("seed", "0")}).seed
    except ValueError as fault:
        faults.append(str(fault))
    moves, strange = read_moves(query.get("moves", ""))
    until, late = _until(query.get("step"), moves)
    known = PAGE_PARAMETERS | {"data", "seed", "moves", "step"}
    unknown = [no_parameter(name) for name in query if name not in known]
    return Asked(collapse.base(data, seed), moves, until, (*faults, *strange, *late, *unknown))


def read_moves(text: str) -> tuple[tuple[Move, ...], list[str]]:
    """Moves from `step-percent[-cure],…`, in the order of their steps, and a sentence for what is left out."""
    moves: list[Move] = []
    faults: list[str] = []
    parts = [part for part in text.split(",") if part.strip()]
    if len(parts) > MOST:
        faults.append(say("A link holds {most} moves at most; the later ones are left out.", most=MOST))
    for part in parts[:MOST]:
        found = _MOVE.fullmatch(part.strip())
        step, percent, cure = (int(found[1]), int(found[2]), found[3]) if found else (0, 101, None)
        if percent > 100 or step > FARTHEST:
            faults.append(
                say("A move is written round-percent or round-percent-cure; “{move}” is left out.", move=part[:SHOWN])
            )
        elif cure is not None and cure not in collapse.CURES:
            faults.append(
                say(
                    "A cure is one of {cures}; “{move}” is left out.",
                    cures=", ".join(collapse.CURES),
                    move=part[:SHOWN],
                )
            )
        elif moves and step < moves[-1][0]:
            faults.append(say("Moves come in the order of their rounds; “{move}” is left out.", move=part[:SHOWN]))
        else:
            moves.append((step, percent / 100, cure))
    return tuple(moves), faults


def _until(said: str | None, moves: tuple[Move, ...]) -> tuple[int | None, list[str]]:
    """The step at which a link stands still."""
    if said is None:
        return (moves[-1][0] if moves else None), []
    if not (said.isascii() and said.isdigit() and len(said) <= 9 and int(said) <= FARTHEST):
        return None, [
            say("step is a whole number of rounds, at most {most}; got “{got}”.", most=FARTHEST, got=said[:SHOWN])
        ]
    until = int(said)
    if moves and until < moves[-1][0]:
        return moves[-1][0], [
            say(
                "The last move comes in round {last}, after round {until}; it stands there.",
                last=moves[-1][0],
                until=until,
            )
        ]
    return until, []
