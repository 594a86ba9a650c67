"""What can be taken home of a run: `GET /live/export?run=…&as=…`, for whoever knows the run's name."""

from __future__ import annotations

import base64
import csv
import io
import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from gan_core import data as datasets
from gan_core.data.base import DataSet
from gan_core.script import notebook, script
from gan_core.words import say, wired
from live.web.film import gif
from live.web.recording import recorded
from live.web.run import Run
from live.web.viewer import error

MAKER: Final = "The Forger & the Detective"
COLUMNS: Final = ("step", "detective_accuracy", "referee_accuracy", "modes", "stage")
ROUNDS: Final = (100, 20_000)  # of a script, at least and at most; else as many as the run has made
WITH_ITEMS: Final = ("script", "notebook", "settings", "page")  # forms that own data go into
PRIVATE: Final = say("The data of this run are somebody's own: only who brought them can take them home.")
LARGEST: Final = 4 * 2**20  # bytes of own data that go with the settings


async def export(request: Request, runs: Mapping[str, Run]) -> Response:
    """One file, or a sentence."""
    run, form = runs.get(request.query_params.get("run", "")), request.query_params.get("as", "")
    if run is None:
        return _refused(say("That run is not here any more; open it once again, then it can be exported."), 404)
    if form not in FORMS:
        return _refused(
            say("A run is exported as one of {names}; got “{form}”.", names=", ".join(FORMS), form=form[:40]), 400
        )
    make, media, ending = FORMS[form]
    if form in WITH_ITEMS and run.goods is not None and not run.owned_by(request.headers.get("x-owner")):
        return _refused(PRIVATE, 403)
    try:
        body = await run_in_threadpool(make, run)
    except ValueError as fault:
        return _refused(str(fault), 400)
    name = f"forger-{run.experiments[0].data}-{run.experiments[0].seed}.{ending}"
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
    return Response(body, media_type=media, headers=headers)


def settings(run: Run) -> str:
    """The experiment, to be brought back; with its own data, if they are small enough."""
    kept: dict[str, Any] = {"made_by": MAKER, "version": 1, "experiments": [e.to_query() for e in run.experiments]}
    if run.goods is not None and len(run.goods.body) <= LARGEST:
        body = base64.b64encode(run.goods.body).decode()
        kept["own"] = {"name": run.goods.name, "count": run.goods.count, "body": body}
    return json.dumps(kept, indent=1)


def history(run: Run) -> str:
    """Everything that was measured of the first member, as a table."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(COLUMNS)
    table.writerows(moment.value for moment in run.curve)
    return out.getvalue()


def _of_code(make: Callable[..., str]) -> Callable[[Run], str]:
    def made(run: Run) -> str:
        span = run.frames.span()
        rounds = max(ROUNDS[0], min(span[1] if span else 0, ROUNDS[1]))
        return make(run.experiments[0], _data(run), rounds)

    return made


def _data(run: Run) -> DataSet:
    return run.goods.data_set() if run.goods is not None else datasets.load(run.experiments[0].data)


FORMS: Final[dict[str, tuple[Callable[[Run], str | bytes], str, str]]] = {
    "script": (_of_code(script), "text/x-python; charset=utf-8", "py"),
    "notebook": (_of_code(notebook), "application/x-ipynb+json", "ipynb"),
    "history": (history, "text/csv; charset=utf-8", "csv"),
    "settings": (settings, "application/json", "json"),
    "gif": (gif, "image/gif", "gif"),
    "page": (recorded, "text/html; charset=utf-8", "html"),
}


def _refused(sentence: str, status: int) -> Response:
    return JSONResponse(wired(error(sentence)), status, headers={"cache-control": "no-store"})
