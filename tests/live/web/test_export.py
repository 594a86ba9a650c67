"""What is taken home of a run, and brought back."""

from __future__ import annotations

import asyncio
import csv
import io
import json

import numpy as np
import pytest
from PIL import Image
from starlette.requests import Request

from gan_core import data as datasets
from gan_core.data.own import Parcel, from_word
from gan_core.experiment import Experiment
from gan_core.words import heard
from live.web.export import FORMS, export
from live.web.run import Run, digest
from live.wire.bringing import bringing
from live.wire.frames import array_section, encode, picture_section, points_section

POINTS = np.random.default_rng(0).normal(0, 0.3, (50, 2)).astype(np.float32)


def asked(run: Run | None, form: str, owner: str = "owner"):
    headers = [(b"x-owner", owner.encode())]
    scope = {"type": "http", "method": "GET", "query_string": f"run=token&as={form}".encode(), "headers": headers}
    return asyncio.run(export(Request(scope), {} if run is None else {"token": run}))


def run_of(data: str = "moons", goods: Parcel | None = None, sections=None) -> Run:
    run = Run(digest("owner"), (Experiment(data=data, g_width=8, d_width=8, batch=8),), goods=goods)
    kind = datasets.kind(data)
    run.vault = encode({"type": "vault", "kind": kind, "extent": 2.0}, [points_section("reals", 0, POINTS, 2.0)])
    for step in (0, 5, 9):
        run.frames.add(step, encode({"step": step, "members": [{"d_accuracy": 0.75}]}, sections or _crosses()))
        run.curve.add(step, (step, 0.75, None, 2, 1))
    return run


def _crosses():
    heat = np.full((40, 40), 99, np.uint8)
    return [points_section("fakes", 0, POINTS, 2.0), array_section("heat", 0, heat)]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_a_file(form: str):
    reply = asked(run_of(), form)
    assert reply.status_code == 200
    assert f"forger-moons-0.{FORMS[form][2]}" in reply.headers["content-disposition"]
    assert reply.body


def test_the_history_is_a_table():
    rows = list(csv.reader(io.StringIO(asked(run_of(), "history").body.decode())))
    assert rows[1:] == [["0", "0.75", "", "2", "1"], ["5", "0.75", "", "2", "1"], ["9", "0.75", "", "2", "1"]]


WALL = [picture_section("wall", 0, np.zeros((24, 1, 8, 8), np.float32), lossless=True)]


@pytest.mark.parametrize("sections", [None, WALL], ids=["points", "pictures"])
def test_the_picture_moves(sections):
    picture = Image.open(io.BytesIO(asked(run_of(sections=sections), "gif").body))
    assert picture.n_frames >= 1
    assert min(picture.size) > 100


def test_an_experiment_with_its_own_data_comes_back():
    parcel = Parcel.of(from_word("GAN", 100))
    kept = asked(run_of(parcel.name, parcel), "settings").body
    assert json.loads(kept)["experiments"][0]["data"] == parcel.name
    assert Parcel.of(bringing('{"way": "kept"}').items(kept)).name == parcel.name


@pytest.mark.parametrize(
    "change", [{}, {"own": 5}, {"own": {"name": "ring8", "count": 3, "body": ""}}, {"own": {"name": "x", "count": "y"}}]
)
def test_a_file_that_is_no_experiment_says_so(change):
    with pytest.raises(ValueError, match="no experiment"):
        bringing('{"way": "kept"}').items(json.dumps(change).encode())


def test_a_liar_about_its_size_unpacks_no_further():
    parcel = Parcel.of(from_word("GAN", 100))
    kept = json.loads(asked(run_of(parcel.name, parcel), "settings").body)
    for count in (99, 10**9, -1):
        kept["own"]["count"] = count
        with pytest.raises(ValueError, match=r"damaged|no experiment"):
            bringing('{"way": "kept"}').items(json.dumps(kept).encode())


REFUSED = [(None, "gif", 404), ("moons", "cake", 400), ("banknotes", "script", 400)]


@pytest.mark.parametrize(("data", "form", "status"), REFUSED)
def test_what_cannot_be_had_is_said(data, form, status):
    reply = asked(data and run_of(data), form)
    assert reply.status_code == status
    assert heard(json.loads(reply.body))["message"].endswith(".")


@pytest.mark.parametrize("form", FORMS)
def test_who_only_watches_takes_no_own_data_home(form):
    parcel = Parcel.of(from_word("GAN", 100))
    status = asked(run_of(parcel.name, parcel), form, owner="somebody").status_code
    assert status == (200 if form in ("history", "gif") else 403)
