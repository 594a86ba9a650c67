"""What visitors have brought: their own data by name, in memory, until room is needed for somebody else's.

A name is a digest: who does not have the items cannot guess it, and there is no list of names.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from gan_core.data.own import Parcel
from gan_core.data.own_names import is_own
from gan_core.words import say
from live.web.refusals import Full
from live.wire.commands import Unopened

WAITING: Final = 2**25  # numbers that may wait for a run that takes them up
TRAINING: Final = 2**26  # numbers, of different sets, on which runs train at once: 256 MiB of floats in the worker
GONE: Final = say("These are somebody's own data, and they are no longer here. Please bring them once more.")
CROWDED: Final = say("So many own data sets are in use just now that yours has no room; please try again in a minute.")


class Brought:
    """Parcels by name; the one that was wanted last goes last."""

    def __init__(self) -> None:
        self._parcels: dict[str, Parcel] = {}

    def keep(self, parcel: Parcel) -> None:
        """Keep it, in place of what was wanted longest ago if there is no room for all."""
        self._parcels.pop(parcel.name, None)
        self._parcels[parcel.name] = parcel
        while len(self._parcels) > 1 and sum(p.numbers for p in self._parcels.values()) > WAITING:
            self._parcels.pop(next(iter(self._parcels)))

    def take(self, name: str, training: Iterable[Parcel | None]) -> Parcel | None:
        """The parcel of that name, for one more run beside those that train; None for a set that nobody brought.

        Raises:
            Unopened: with a sentence, if nobody has it any more.
            Full: if too many different ones are in use.
        """
        if not is_own(name):
            return None
        used = {parcel.name: parcel for parcel in training if parcel is not None}
        found = self._parcels.get(name) or used.get(name)
        if found is None:
            raise Unopened(GONE)
        if sum(parcel.numbers for parcel in (used | {name: found}).values()) > TRAINING:
            raise Full(CROWDED)
        self.keep(found)
        return found
