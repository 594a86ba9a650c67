"""From JSON text to typed objects, and from a reader's complaint to one sentence for people.

A field's `Meta(description=…)` is what the sentence says that it takes: “step” is a whole number from 0 to 9; got “x”.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Final, TypeVar, get_args, get_origin, get_type_hints

import msgspec

T = TypeVar("T", bound=msgspec.Struct)

SHOWN: Final = 40  # letters of what was said that a refusal repeats
_PLACE: Final = re.compile(r" - at `(?:key in )?(\$[^`]*)`$")
_MISSING: Final = re.compile(r"missing required field `(\w+)`")
_READERS_OWN: Final = ("Expected ", "Object ", "Invalid ", "Unsupported ", "Integer ", "Number ")
_ENDLESS: Final = "A number in that message is out of all bounds."


def read(said: dict[str, Any], kind: type[T]) -> T:
    """The object of this kind that was said; ValueError with one sentence for anything else."""
    try:
        return msgspec.convert(said, kind)
    except msgspec.ValidationError as fault:
        raise ValueError(_sentence(str(fault), said, kind)) from None
    except (OverflowError, RecursionError):
        raise ValueError(_ENDLESS) from None


def _sentence(fault: str, said: dict[str, Any], kind: type[msgspec.Struct]) -> str:
    place = _PLACE.search(fault)
    words = _PLACE.sub("", fault)
    if not words.startswith(_READERS_OWN):
        return words  # a sentence of our own, from the kind's own check
    missing = _MISSING.search(words)
    if not missing and not place:
        return _ENDLESS
    name = missing[1] if missing else re.split(r"[.\[]", place[1] if place else "")[1]
    return f"“{name[:SHOWN]}” is {_description(kind, name)}; got “{str(said.get(name))[:SHOWN]}”."


def _description(kind: type[msgspec.Struct], name: str) -> str:
    """What a field takes, as its annotation says."""
    hint = get_type_hints(kind, include_extras=True).get(name)
    metas = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
    return next((m.description for m in metas if isinstance(m, msgspec.Meta) and m.description), "something else")
