"""The web process's side of a page's own part of a run: what is kept of it, each of which may be left out."""

from __future__ import annotations

from typing import Any, Protocol


class Part(Protocol):
    """One page's own record of a run."""

    def opening(self) -> Any:
        """With what the worker is to begin, or to go on."""

    def present(self) -> dict[str, Any]:
        """What a page is told when it opens the run."""
        return {}

    def past(self) -> dict[str, Any]:
        """What a page is told with the curve."""
        return {}

    def take(self, news: Any, step: int) -> None:
        """What the worker says with a frame of this step; None if nothing."""

    def stands_still(self) -> bool:
        """Whether the run has just been stopped by this part."""
        return False

    def take_over(self) -> None:
        """Somebody steers by hand."""

    def rewind(self, step: int) -> None:
        """Forget what comes after this step."""

    def begin_again(self) -> None:
        """The run starts from step 0."""

    def kept(self, step: int) -> dict[str, Any]:
        """What the store keeps, up to a step; the class takes it up with `restored`."""
        return {}
