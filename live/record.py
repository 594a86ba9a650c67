"""A run trained in this process and written as a page that plays it again: `python -m gan_core export --replay`."""

from __future__ import annotations

import sys
from contextlib import suppress

from tqdm import tqdm

from gan_core.experiment import Experiment
from live.web.recording import recorded
from live.web.run import Run
from live.worker.recorder import Recorder


def page(experiment: Experiment, seconds: float, device: str | None = None) -> str:
    """The HTML, after so many seconds of training; Ctrl-C ends it early, and what there is by then is in the page.

    Raises:
        ValueError: for a device that is not there.
    """
    recorder, run = Recorder(experiment, device), Run.new("", (experiment,), {})
    run.vault = recorder.vault
    with tqdm(total=seconds, unit="s", file=sys.stderr) as bar, suppress(KeyboardInterrupt):
        for frame in recorder.frames(seconds):
            run.take(frame)
            bar.update(min(recorder.seconds, seconds) - bar.n)
            bar.set_postfix_str(f"round {frame.step}", refresh=False)
    for frame in recorder.stop():
        run.take(frame)
    return recorded(run)
