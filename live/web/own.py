"""The door for visitors' own data: `POST /live/own?about={…}`, the items as the body; the answer is a preview.

One file is unpacked at a time, in a thread, so that nobody's run waits for somebody else's pictures.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import asdict
from typing import Any, Final

import numpy as np
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from gan_core import data as datasets
from gan_core.data.base import Floats
from gan_core.data.own import Parcel
from gan_core.experiment import recipe
from gan_core.words import say, wired
from live.web.brought import Brought
from live.web.guard import house_of
from live.web.openings import Openings
from live.web.viewer import error
from live.wire.bringing import Bringing, bringing
from live.wire.frames import encode, picture_section, points_section

SERVED, SERVED_OF_ONE = 8, 4  # files that are taken in at a time: of all, and of one address
PATIENCE: Final = 60.0  # seconds in which a file must have come
SHOWN: Final = {"points": 512, "image": 24}
HASTY: Final = say("That is more than one network may bring at once; please try again in a minute.")
BUSY: Final = say("Others are bringing their data just now; please try again in a moment.")
SLOW: Final = say("That file did not come within a minute; the line is too slow for it.")


class Door:
    """Reads, checks, keeps and shows what is brought."""

    def __init__(self, brought: Brought, per_address: int) -> None:
        self._brought, self._openings = brought, Openings(per_address)
        self._turn, self._inside = asyncio.Semaphore(1), Counter[str]()  # who is being served, by houses

    async def __call__(self, request: Request) -> Response:
        """One file."""
        house = house_of(request.scope)
        if self._inside.total() >= SERVED or self._inside[house] >= SERVED_OF_ONE:
            return _refused(BUSY, 503)
        if not self._openings.allows(house, asyncio.get_running_loop().time()):
            return _refused(HASTY, 429)
        self._inside[house] += 1
        try:
            return await self._served(request)
        except ValueError as fault:
            return _refused(str(fault), 400)
        except TimeoutError:
            return _refused(SLOW, 408)
        finally:
            self._inside -= Counter([house])  # and forgets who has none left

    async def _served(self, request: Request) -> Response:
        about = bringing(request.query_params.get("about", ""))
        async with asyncio.timeout(PATIENCE):
            body = await _body(request, about.most)
        async with self._turn:
            items, parcel = await run_in_threadpool(_packed, about, body)
        self._brought.keep(parcel)
        return Response(preview(parcel, items), media_type="application/octet-stream", headers=_UNKEPT)


_UNKEPT: Final = {"cache-control": "no-store"}


def preview(parcel: Parcel, items: Floats) -> bytes:
    """What the forger will be asked to learn: some of it, how much there is, and the recipe it will be learnt with."""
    kind, some = datasets.kind(parcel.name), items[np.random.default_rng(0).permutation(len(items))]
    header: dict[str, Any] = {
        "type": "answer", "name": parcel.name, "count": parcel.count, "kind": kind,
        "recipes": {"default": asdict(recipe(parcel.name))}, "vocabulary": vars(datasets.vocabulary(parcel.name)),
    }  # fmt: skip
    some = some[: SHOWN[kind]]
    if kind == "image":
        return encode(header, [picture_section("wall", 0, some, lossless=True)])
    centred = some - items.mean(axis=0)
    extent = 1.1 * float(np.abs(items - items.mean(axis=0)).max())
    return encode(header | {"extent": extent}, [points_section("reals", 0, centred, extent)])


def _packed(about: Bringing, body: bytes) -> tuple[Floats, Parcel]:
    items = about.items(body)
    return items, Parcel.of(items)


async def _body(request: Request, most: int) -> bytes:
    """What was sent; it is not taken in further than to the bound."""
    pieces, size = [], 0
    async for piece in request.stream():
        size += len(piece)
        if size > most:
            raise ValueError(say("That is too large: {size} are the most.", size=_bytes(most)))
        pieces.append(piece)
    return b"".join(pieces)


def _bytes(count: int) -> str:
    return say("{n} MiB", n=count >> 20) if count >= 2**20 else say("{n} bytes", n=count)


def _refused(sentence: str, status: int) -> Response:
    return JSONResponse(wired(error(sentence)), status, headers=_UNKEPT)
