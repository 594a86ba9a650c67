"""What a page's own part begins with."""

from __future__ import annotations

import msgspec

from gan_core.experiment import Experiment


class Opening(msgspec.Struct, frozen=True):
    """Read from what the page says when it opens a run."""

    def check(self, experiments: tuple[Experiment, ...]) -> None:
        """ValueError with a sentence if a run of these experiments cannot have this part."""
