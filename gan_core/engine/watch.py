"""Notices members whose numbers explode."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import torch
from torch import Tensor

from gan_core.words import say

EXPLODED: Final = 1e6  # a logit beyond this is an explosion: no penalty or game leads there in health


class Watch:
    """Keeps what happened to each of E members, in a sentence, or None."""

    def __init__(self, members: int, device: torch.device) -> None:
        self.said: list[str | None] = [None] * members
        self.worst = torch.zeros(members, device=device)  # logits, where explosions are asked for later

    def healthy(self, asked: Sequence[bool] | None = None) -> list[bool]:
        """Who is asked and still sound."""
        wanted = asked if asked is not None else [True] * len(self.said)
        return [a and said is None for a, said in zip(wanted, self.said, strict=True)]

    def look(self, logits: Tensor, step: int, *, later: bool) -> None:
        """Asks for the size of a detective's logits (E, n, 1) now, or only notes it for later."""
        worst = torch.linalg.vector_norm(logits, math.inf, dim=(1, 2))
        if later:
            torch.maximum(self.worst, worst, out=self.worst)
        else:
            self.hear(worst, step)

    def hear(self, worst: Tensor, step: int) -> None:
        """Keeps a sentence for each member whose worst logit is no number of a sane size."""
        for k, size in enumerate(worst.tolist()):
            if self.said[k] is None and not size < EXPLODED:
                reached = f"{size:.0e}"
                nan = math.isnan(size)
                got = say("stopped being numbers (NaN)") if nan else say("reached {size}", size=reached)
                self.said[k] = say(
                    "This run blew up in round {step}: the detective's scores {got}. Too large a learning rate, or a "
                    "loss without a penalty, does that.",
                    step=step,
                    got=got,
                )
