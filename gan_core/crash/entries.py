"""The entries of the collection, in the order in which they are told. What they claim: `python -m benchmarks crash`."""

from __future__ import annotations

from typing import Final

from gan_core.crash import (
    dropped,
    explosion,
    memoriser,
    oscillation,
    photocopier,
    slow_detective,
    strong_detective,
    vanishing,
)
from gan_core.crash.entry import Entry
from gan_core.words import say

ENTRIES: Final[dict[str, Entry]] = {
    told.ENTRY.name: told.ENTRY
    for told in (vanishing, oscillation, strong_detective, slow_detective, memoriser, photocopier, dropped, explosion)
}


def entry(name: str) -> Entry:
    """The entry of that name; ValueError with a sentence if there is none."""
    if name not in ENTRIES:
        raise ValueError(say("entry is one of {names}; got “{name}”.", names=", ".join(ENTRIES), name=name[:40]))
    return ENTRIES[name]
