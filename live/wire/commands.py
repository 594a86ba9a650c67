"""What a page may say: JSON text to a typed command, or ValueError with one clear sentence."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, get_args

from gan_core import collapse
from gan_core.experiment import FIELDS, Experiment
from live.wire.messages import Move, Pace, What

MEMBERS: Final = 64
MOST: Final = 200  # moves that a link may hold
FARTHEST: Final = 1_000_000  # rounds that a link may ask for
HEAVIEST: Final = 1e9  # members × batch × squared widths; one round of more would hold up everybody else's run
FASTEST: Final = 1000.0  # rounds or beats a second that may be asked for
LIVE_FIELDS: Final = frozenset(f.name for f in FIELDS if f.live)
Simple = Literal["play", "pause", "live", "ping"]


@dataclass(frozen=True)
class OpenRun:
    experiments: tuple[Experiment, ...]
    run: str | None = None
    owner: str | None = None
    moves: tuple[Move, ...] = ()
    until: int | None = None


@dataclass(frozen=True)
class Plain:
    """A command that is only its name."""

    name: Simple


@dataclass(frozen=True)
class TakeStep:
    what: What


@dataclass(frozen=True)
class Speed:
    pace: Pace


@dataclass(frozen=True)
class Seek:
    step: int


@dataclass(frozen=True)
class Restart:
    seed: int | None


@dataclass(frozen=True)
class Change:
    member: int
    changes: dict[str, Any]


@dataclass(frozen=True)
class Push:
    """The slider of the twins, or a cure."""

    strength: float
    cure: str | None


Command = OpenRun | Plain | TakeStep | Speed | Seek | Restart | Change | Push


def parse(text: str) -> Command:
    """The command that the text holds."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError("That message is not JSON.") from None
    if not isinstance(said, dict):
        raise ValueError("A message is a JSON object with a “type”.")
    kind = said.get("type")
    if not isinstance(kind, str) or kind not in _READERS:
        raise ValueError(f"A message's type is one of {', '.join(_READERS)}; got “{str(kind)[:40]}”.")
    return _READERS[kind](said)


def experiments(said: Any) -> tuple[Experiment, ...]:
    """Experiments from their query dicts; they must be able to train together."""
    if not isinstance(said, list) or not 1 <= len(said) <= MEMBERS or not all(isinstance(q, dict) for q in said):
        raise ValueError(f"“experiments” is a list of 1 to {MEMBERS} objects of settings.")
    read = tuple(Experiment.from_query(q) for q in said)
    if len({e.shape_key for e in read}) > 1:
        raise ValueError("Experiments that train together share data, batch, packing and sizes.")
    first = read[0]
    if len(read) * first.batch * (first.g_width**2 + first.d_width**2) > HEAVIEST:
        raise ValueError(
            "That is too much for a live run: fewer members, a smaller batch or narrower networks, please."
        )
    return read


def _open(said: dict[str, Any]) -> OpenRun:
    moves = said.get("moves") or []
    if not isinstance(moves, list) or len(moves) > MOST or not all(isinstance(m, list) and len(m) == 3 for m in moves):
        raise ValueError(f"“moves” is a list of at most {MOST} of [round, strength, cure].")
    until = None if said.get("until") is None else _whole(said, "until", FARTHEST)
    read = experiments(said.get("experiments", [{}]))
    steps = [_whole({"round": m[0]}, "round", FARTHEST) for m in moves]
    pushes = [_push({"strength": m[1], "cure": m[2]}) for m in moves]
    if moves:
        ruled(read, {push.cure for push in pushes})
    kept = tuple((step, push.strength, push.cure) for step, push in zip(steps, pushes, strict=True))
    return OpenRun(read, _token(said, "run"), _token(said, "owner"), kept, until)


def ruled(twins: tuple[Experiment, ...], cures: Iterable[str | None]) -> None:
    """ValueError unless these are twins whose second a slider may rule, with room for these cures."""
    if len(twins) != 2 or twins[0].data not in collapse.DATA:
        raise ValueError(f"Only twins of {', '.join(collapse.DATA)} have a slider of mode collapse.")
    for cure in cures:
        if replace(twins[1], **collapse.settings(twins[1].data, 0, cure)).room > twins[1].room:
            raise ValueError(f"The detective of this run has seats for {twins[1].room} only: no room for {cure}.")


def _push(said: dict[str, Any]) -> Push:
    strength, cure = said.get("strength"), said.get("cure")
    if not isinstance(strength, (int, float)) or isinstance(strength, bool) or not 0 <= strength <= 1:
        raise ValueError(f"“strength” is a number from 0 to 1; got “{str(strength)[:40]}”.")
    if cure is not None and (not isinstance(cure, str) or cure not in collapse.CURES):
        raise ValueError(f"“cure” is null or one of {', '.join(collapse.CURES)}; got “{str(cure)[:40]}”.")
    return Push(float(strength), cure)


def _token(said: dict[str, Any], name: str) -> str | None:
    token = said.get(name)
    if token is not None and (not isinstance(token, str) or not 0 < len(token) <= 100 or not token.isascii()):
        raise ValueError(f"“{name}” is a token that this server gave, or null.")
    return token


def _step(said: dict[str, Any]) -> TakeStep:
    what = said.get("what")
    for known in get_args(What):
        if what == known:
            return TakeStep(known)
    raise ValueError(f"“what” is one of {', '.join(get_args(What))}; got “{str(what)[:40]}”.")


def _speed(said: dict[str, Any]) -> Speed:
    if said.get("beats") is not None:
        return Speed(Pace(beats=_positive(said, "beats")))
    if "rounds" not in said:
        raise ValueError("A speed names “beats” or “rounds” a second; “rounds” may be null, as fast as it goes.")
    return Speed(Pace(rounds=None if said["rounds"] is None else _positive(said, "rounds")))


def _positive(said: dict[str, Any], name: str) -> float:
    value = said[name]
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if not number or not 0.01 <= value <= FASTEST:
        raise ValueError(f"“{name}” is a number from 0.01 to {FASTEST:g} a second; got “{str(value)[:40]}”.")
    return float(value)


def _whole(said: dict[str, Any], name: str, high: int) -> int:
    value = said.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= high:
        raise ValueError(f"“{name}” is a whole number from 0 to {high}; got “{str(value)[:40]}”.")
    return value


def _restart(said: dict[str, Any]) -> Restart:
    return Restart(None if said.get("seed") is None else _whole(said, "seed", 2**31 - 1))


def _update(said: dict[str, Any]) -> Change:
    changes = said.get("changes")
    if not isinstance(changes, dict) or not changes:
        raise ValueError("“changes” is an object of settings and their new values.")
    if fixed := sorted(set(changes) - LIVE_FIELDS):
        raise ValueError(f"“{fixed[0][:40]}” cannot change while a run trains; {', '.join(sorted(LIVE_FIELDS))} can.")
    return Change(_whole({"member": 0} | said, "member", MEMBERS - 1), changes)


_READERS: Final[dict[str, Callable[[dict[str, Any]], Command]]] = {
    "open": _open,
    "play": lambda _: Plain("play"),
    "pause": lambda _: Plain("pause"),
    "step": _step,
    "speed": _speed,
    "seek": lambda said: Seek(_whole(said, "step", 2**53)),
    "live": lambda _: Plain("live"),
    "restart": _restart,
    "update": _update,
    "push": _push,
    "ping": lambda _: Plain("ping"),
}
