"""A run as a page that plays it again without the server: its vault, its pictures and its curve in one file."""

from __future__ import annotations

import base64
import json
from typing import Final

from gan_core import data as datasets
from gan_core.page_file import replay_file
from gan_core.words import say
from live.web.run import Run

LARGEST: Final = 3 * 2**20  # bytes of pictures; of more every other one goes


def recorded(run: Run) -> str:
    """The page; ValueError while there is nothing to show, or for several members, which the game's page cannot."""
    if len(run.experiments) > 1:
        raise ValueError(say("A recording is of one forger; this run has several."))
    frames = [m.value for m in run.frames]
    if run.vault is None or not frames:
        raise ValueError(say("There is nothing to record yet: let it train for a moment."))
    while len(frames) > 2 and sum(map(len, frames)) > LARGEST:
        frames = [*frames[:-1:2], frames[-1]]
    name = run.experiments[0].data
    return replay_file(
        {
            "query": run.experiments[0].to_query(),
            "kind": datasets.kind(name),
            "vocabulary": vars(datasets.vocabulary(name)),
            "vault": base64.b64encode(run.vault).decode(),
            "frames": [base64.b64encode(frame).decode() for frame in frames],
            "curve": json.loads(run.curve_text()),
        }
    )
