"""The gallery on the wire: all the stages of one run, side by side."""

from __future__ import annotations

from typing import ClassVar

from live.wire.command import AtHub, Command


class ShowStages(Command, frozen=True, tag="stages"):
    """The picture of each stage that was reached, as frames whose `source` is "stage"."""

    owners: ClassVar[bool] = False

    def at_hub(self, hub: AtHub) -> None:
        for reached in hub.run.stages:
            picture = hub.run.past(reached.step, source="stage", shows=vars(reached))
            if picture is not None:
                hub.tell(picture)
