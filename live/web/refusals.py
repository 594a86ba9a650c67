"""Why a page does not get what it asks for, in words."""

from __future__ import annotations

from typing import Final

from gan_core.words import say
from live.wire.commands import Unopened

SPECTATOR: Final = say(
    "You are watching somebody else's run: you can look back and forth, but only its owner commands it."
)
CLOSED: Final = say(
    "The run that this link shows is no longer here: it was closed some time after its last viewer left."
)
HASTY: Final = say("That is more new runs than one network may open; please try again in a minute.")
UNREADABLE: Final = say("The kept runs cannot be read just now; yours is not lost. Please try again in a minute.")
FORGOTTEN: Final = say("That run is no longer known here; a fresh one has been started.")


class Full(Exception):
    """No room for another run."""


class Unknown(Unopened):
    """Somebody else's run, which is no longer here."""
