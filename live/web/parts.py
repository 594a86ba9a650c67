"""The web process's side of pages' own parts: what is kept of a run for one page alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Protocol

from live.web.collapse import CollapseRecord


class Part(Protocol):
    """One page's own record of a run."""

    def opening(self) -> Any:
        """With what the worker is to begin, or to go on."""

    def present(self) -> dict[str, Any]:
        """What a page is told when it opens the run."""

    def past(self) -> dict[str, Any]:
        """What a page is told with the curve."""

    def take(self, news: Any, step: int) -> None:
        """What the worker says with a frame of this step; None if nothing."""

    def stands_still(self) -> bool:
        """Whether the run has just been stopped by this part."""

    def take_over(self) -> None:
        """Somebody steers by hand."""

    def rewind(self, step: int) -> None:
        """Forget what comes after this step."""

    def begin_again(self) -> None:
        """The run starts from step 0."""

    def kept(self, step: int) -> dict[str, Any]:
        """What the store keeps, up to a step; the class takes it up with `restored`."""


RECORDS: Final[dict[str, Any]] = {"collapse": CollapseRecord}


def begun(openings: Mapping[str, Any]) -> dict[str, Part]:
    """The records of a run that begins."""
    return {name: RECORDS[name](opening) for name, opening in openings.items()}


def restored(kept: Mapping[str, Any]) -> dict[str, Part]:
    """The records of a run from the store."""
    return {name: RECORDS[name].restored(told) for name, told in kept.items()}
