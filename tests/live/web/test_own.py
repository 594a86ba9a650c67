"""Own data on the live server: brought, kept by name, trained on, kept over a restart; and what is refused."""

from __future__ import annotations

import asyncio
import io
import json
import zipfile

import numpy as np
import pytest
from PIL import Image
from starlette.requests import Request

from gan_core.data.own import Parcel, from_word
from gan_core.words import heard
from live.web import brought, own
from live.web.brought import Brought
from live.web.kept import Kept
from live.web.own import Door
from live.web.refusals import Full
from live.web.run import Run
from live.web.store import Store
from live.wire.commands import Unopened, parse
from live.wire.frames import decode
from live.wire.messages import Saved

LINE = "\n".join(f"{k},{k % 7}" for k in range(100)).encode()


def sent(door: Door, about: object, body: bytes = LINE):
    """What the door answers: a status, and a header with sections or a sentence."""
    from urllib.parse import quote

    text = about if isinstance(about, str) else json.dumps(about)
    pieces = [body[k : k + 2**16] for k in range(0, len(body), 2**16)] or [b""]

    async def receive():
        piece = pieces.pop(0)
        return {"type": "http.request", "body": piece, "more_body": bool(pieces)}

    scope = {"type": "http", "method": "POST", "query_string": b"about=" + quote(text).encode(), "headers": []}
    reply = asyncio.run(door(Request(scope | {"client": ("1.2.3.4", 5)}, receive)))
    if reply.status_code == 200:
        return 200, *decode(reply.body)
    return reply.status_code, heard(json.loads(reply.body))["message"], []


def door(per_address: int = 60) -> tuple[Door, Brought]:
    shelf = Brought()
    return Door(shelf, per_address), shelf


def zipped(count: int = 30) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for k in range(count):
            picture = io.BytesIO()
            Image.new("RGB", (20, 20), (8 * k % 255, k, 99)).save(picture, "PNG")
            archive.writestr(f"{k}.png", picture.getvalue())
    return out.getvalue()


@pytest.mark.parametrize(
    ("about", "body", "kind", "count"),
    [
        ({"way": "table"}, b"\xef\xbb\xbfx;y\r\n" + LINE.replace(b",", b";"), "points", 100),
        ({"way": "word"}, "Blåbær".encode(), "points", 10_000),
        ({"way": "zip", "side": 8}, zipped(), "image", 30),
    ],
    ids=["table", "word", "zip"],
)
def test_what_is_brought_is_previewed_and_kept_by_its_content(about, body, kind, count):
    at, shelf = door()
    status, header, sections = sent(at, about, body)
    assert (status, header["kind"], header["count"]) == (200, kind, count)
    assert sections[0].name == ("reals" if kind == "points" else "wall")
    assert sent(at, about, body)[1]["name"] == header["name"]
    assert shelf.take(header["name"], ()).data_set().name == header["name"]


@pytest.mark.parametrize(
    ("about", "body", "sentence"),
    [
        ("{", LINE, "JSON"),
        ([1], LINE, "object"),
        ({"way": "telepathy"}, LINE, "one of table, word, zip, sheet, kept"),
        ({"way": "zip", "side": 12}, LINE, "8, 16, 24 or 32"),
        ({"way": "table"}, b"1,nan\n" * 50, "Line 1"),
        ({"way": "table"}, b"\x89PNG\0\0\xff", "no text"),
        ({"way": "table"}, b"1,2\n" * 1_100_000, "too large: 4 MiB"),
        ({"way": "word"}, b"x" * 500, "too large: 400 bytes"),
        ({"way": "zip"}, LINE, "no zip"),
        ({"way": "sheet"}, zipped(), "no picture"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_a_sentence(about, body, sentence):
    status, message, _ = sent(door()[0], about, body)
    assert status == 400
    assert sentence in message
    assert message.endswith(".")


def test_who_brings_too_much_is_asked_to_wait():
    at, _ = door(per_address=1)
    assert [sent(at, {"way": "table"})[0] for _ in range(3)] == [200, 200, 429]


def test_the_oldest_makes_room_and_different_sets_in_use_are_bounded(monkeypatch):
    monkeypatch.setattr(brought, "WAITING", 500)
    monkeypatch.setattr(brought, "TRAINING", 500)
    shelf = Brought()
    first, second, third = (Parcel.of(from_word(word, 100)) for word in ("one", "two", "six"))
    for parcel in (first, second, third):
        shelf.keep(parcel)
    with pytest.raises(Unopened, match="no longer here"):
        shelf.take(first.name, ())
    assert shelf.take(first.name, (None, first)) is first  # a run has it still
    with pytest.raises(Full, match="no room"):
        shelf.take(third.name, (first, second))
    assert shelf.take(second.name, (first, second)) is second


def test_own_data_go_with_the_run_to_the_store_and_back(tmp_path):
    parcel = Parcel.of(from_word("GAN", 200))
    opening = parse(json.dumps({"type": "open", "experiments": [{"data": parcel.name}]}))
    run = Run.new("owner", opening.wanted, {}, parcel)
    run.saved = Saved(3, 1.0, (), b"state")
    store = Store(tmp_path)
    store.write(Kept.of(run, frames=True))
    back = store.read(run.token).run()
    assert back.goods == parcel
    np.testing.assert_array_equal(back.goods.items, parcel.items)


@pytest.mark.parametrize("body", [b"", b"no zlib", Parcel.of(from_word("GAN", 100)).body])
def test_a_damaged_parcel_says_so(body):
    parcel = Parcel(Parcel.of(from_word("GAN", 200)).name, 200, body)
    with pytest.raises(ValueError, match="damaged"):
        parcel.data_set()


def test_a_file_that_never_comes_holds_a_place_for_a_while_only(monkeypatch):
    monkeypatch.setattr(own, "PATIENCE", 0.05)
    at, _ = door()

    async def never():
        await asyncio.sleep(9)

    def request():
        about = b"about=%7B%22way%22%3A%22table%22%7D"
        scope = {"type": "http", "method": "POST", "query_string": about, "headers": [], "client": ("1.2.3.4", 5)}
        return at(Request(scope, never))

    async def many():
        return [reply.status_code for reply in await asyncio.gather(*(request() for _ in range(6)))]

    assert sorted(asyncio.run(many())) == [408] * own.SERVED_OF_ONE + [503] * 2
    assert sent(at, {"way": "table"})[0] == 200
