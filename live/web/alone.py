"""A page that trains in the visitor's own browser: `GET /live/alone?data=ring8&seed=3`, or with `save` a file to keep.

With `run=…` it goes on from that run's last checkpoint, for whoever knows the run's name.

The engine writes it (`python -m gan_core export`) in a process of its own, one at a time, since the web process knows
no torch. A page is kept for who asks next: the same settings give the same page.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import os
import sys
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from gan_core import collapse
from gan_core.catalogue import nearest
from gan_core.experiment import Experiment
from gan_core.page_file import travels
from gan_core.words import say
from live.web.host import ROOT
from live.web.run import Run
from live.wire.admission import admit
from live.wire.messages import Saved

KEPT: Final = 8  # pages
WAITING: Final = 8  # who may wait for one that is being written
PATIENCE: Final = 120.0  # seconds


class Alone:
    """Writes such pages and keeps the last few."""

    def __init__(self, runs: Mapping[str, Run] | None = None) -> None:
        self._runs = runs or {}
        self._pages: OrderedDict[tuple[tuple[str, str], ...], bytes] = OrderedDict()
        self._turn = asyncio.Lock()
        self._waiting = 0

    async def answer(self, request: Request) -> Response:
        """The page, or a sentence."""
        asked = dict(request.query_params)
        wanted = asked.pop("lang", "") or request.headers.get("accept-language", "")
        save, run = asked.pop("save", None) is not None, self._runs.get(asked.pop("run", ""))
        twins = asked.pop("page", "") == "collapse"
        try:
            if run is not None and len(run.experiments) == 1 and not twins:
                asked = run.experiments[0].to_query()
            experiment = Experiment.from_query(asked)
            travels(experiment.data)
            admit([experiment])
            if twins:
                experiment = collapse.base(experiment.data, experiment.seed)
            page = await self.page(experiment, run.saved if run and not twins else None, twins=twins)
        except ValueError as refusal:
            return PlainTextResponse(nearest(wanted).told(str(refusal)), 400)
        except (TimeoutError, OSError):
            later = say("This page cannot be written just now; try again in a minute.")
            return PlainTextResponse(nearest(wanted).told(later), 503)
        name = f"forger-{experiment.data}-{experiment.seed}.html"
        headers = {"content-disposition": f'attachment; filename="{name}"'} if save else {}
        return Response(page, media_type="text/html", headers=headers | {"cache-control": "no-store"})

    async def page(self, experiment: Experiment, since: Saved | None = None, *, twins: bool = False) -> bytes:
        """The page of an experiment, or of its `twins` under the slider; written now unless it is still there."""
        mark = "twins" if twins else hashlib.sha256(since.state).hexdigest() if since else ""
        key = (*sorted(experiment.to_query().items()), ("", mark))
        if key not in self._pages:
            if self._waiting >= WAITING:
                raise TimeoutError
            self._waiting += 1
            try:
                async with self._turn:
                    if key not in self._pages:
                        self._pages[key] = await written(experiment.to_query(), since, twins=twins)
            finally:
                self._waiting -= 1
        self._pages.move_to_end(key)
        while len(self._pages) > KEPT:
            self._pages.popitem(last=False)
        return self._pages[key]


async def written(query: Mapping[str, str], since: Saved | None, *, twins: bool = False) -> bytes:
    """The page of a query, by the engine's own command; OSError if it fails, TimeoutError if it takes too long."""
    with TemporaryDirectory() as folder:
        out = Path(folder) / "page.html"
        settings = [f"--set={name}={value}" for name, value in query.items() if name not in ("data", "seed")]
        settings = ["--page=collapse"] if twins else settings
        command = ["-m", "gan_core", "export", f"--data={query['data']}", f"--seed={query['seed']}", f"--out={out}"]
        if since:
            kept = {"state": base64.b64encode(since.state).decode(), "seconds": since.seconds}
            file = Path(folder) / "since.json"
            file.write_text(json.dumps(kept | {"stages": [vars(reached) for reached in since.stages]}))
            settings.append(f"--since={file}")
        process = await asyncio.create_subprocess_exec(
            sys.executable, *command, *settings, cwd=ROOT, env=os.environ | {"OMP_NUM_THREADS": "1"},
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        try:
            status = await asyncio.wait_for(process.wait(), PATIENCE)
        except BaseException:
            process.kill()
            await process.wait()
            raise
        if status:
            raise OSError(f"The page was not written ({status}).")
        return out.read_bytes()
