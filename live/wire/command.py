"""What a command is: one class says how it is read, who may give it, what the hub does and what the worker does.

`AtHub` and `AtWork` are all that a command may touch on either side. A page with a command of its own puts the class
into its own file of this folder and its name into the table of `live/wire/commands.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Final, Literal, Protocol

import msgspec

from gan_core.experiment import Experiment
from gan_core.record import Reached
from gan_core.snapshot import Laid
from gan_core.words import say
from live.wire.pace import Pace, What

BACKLOG: Final = 300  # commands of one run that may wait; a page's socket lets no more through in five seconds
TOO_MUCH: Final = say("That was too much at once; please wait a moment.")

Taken = Literal["weights", "state"]  # what a run's owner takes of it


class RunState(Protocol):
    """What a command may read and change of a run in the web process."""

    playing: bool
    shared: bool
    pace: Pace
    experiments: tuple[Experiment, ...]
    stages: tuple[Reached, ...]

    def past(self, step: int, **said: Any) -> bytes | None:
        """The kept picture nearest to a step, with these words in its header."""

    def settings_message(self) -> dict[str, Any]:
        """What is in force now, for a page."""


class AtHub(Protocol):
    """One page at its run, in the web process."""

    @property
    def run(self) -> RunState: ...
    def part(self, name: str) -> Any:
        """The run's part of a page's own; ValueError if it has none."""

    def seek(self, step: int) -> None:
        """Show this page the picture of a step."""

    def live(self) -> None:
        """Show this page the present again."""

    def tell(self, message: dict[str, Any] | bytes) -> None:
        """Send this page something of its own, whatever it is looking at."""

    def announce(self, message: dict[str, Any]) -> None:
        """Send it to everybody who watches."""

    def restart(self, seed: int | None) -> None:
        """Begin again from step 0, for everybody who watches."""

    def take_back(self) -> None:
        """Undo the last beginning; ValueError if there is nothing to undo."""

    def take_over(self) -> None:
        """Somebody steers by hand: what a link had still planned no longer comes."""


class AtWork(Protocol):
    """One run in the worker."""

    playing: bool

    def play(self) -> None: ...
    def pause(self) -> None: ...
    def step(self, what: What) -> None: ...
    def set_pace(self, pace: Pace) -> None: ...
    def update(self, member: int, changes: dict[str, Any]) -> None: ...
    def picture(self) -> None: ...
    def lay(self, order: Laid | None) -> None: ...
    def roll(self, z: Sequence[float]) -> None: ...
    def tell(self, message: bytes) -> None: ...
    def hand_over(self, what: Taken) -> None: ...
    def part(self, name: str) -> Any: ...


class Command(msgspec.Struct, frozen=True, tag_field="type"):
    """Something that a page may say; JSON with its `type`."""

    owners: ClassVar[bool] = True  # whether only the run's owner may
    needs_run: ClassVar[bool] = True
    begins: ClassVar[bool] = False  # whether the run begins anew: that is done a few times a second at most
    steers: ClassVar[bool] = False  # whether it sets the run going or has it stop, on which a checkpoint depends
    replaces: ClassVar[bool] = False  # whether it makes needless whatever waits to be done

    @property
    def goes_to_worker(self) -> bool:
        """Whether the worker has something to do."""
        return type(self).at_work is not Command.at_work

    def at_hub(self, hub: AtHub) -> None:
        """What the web process does, before the worker hears of it; ValueError with a sentence refuses."""

    def at_work(self, training: AtWork) -> None:
        """What the worker does."""
