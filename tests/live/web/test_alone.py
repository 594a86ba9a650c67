"""A page that trains in the visitor's own browser, as the server hands it out."""

import asyncio
import base64
import json

import numpy as np
import pytest
from starlette.requests import Request

from gan_core.engine.trainer import Trainer
from gan_core.experiment import Experiment
from gan_core.record import Reached
from live.web import alone
from live.web.run import Run
from live.wire.messages import Saved


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch):
    """Asks for a page; `orders` are what was really written."""
    orders: list[dict[str, str]] = []

    async def written(query, since, *, twins=False):
        await asyncio.sleep(0)
        orders.append(dict(query) | ({"since": since.step} if since else {}) | ({"twins": ""} if twins else {}))
        if query["seed"] == "13":
            raise OSError
        return f"<p>{query['data']}".encode()

    monkeypatch.setattr(alone, "written", written)
    run = Run("owner", (Experiment.from_query({"data": "moons", "r1": "0.5"}),))
    run.saved = Saved(7, 1.5, (Reached(1, 0, 0.0),), b"state")
    pages = alone.Alone({"token": run})

    def ask(*queries: str):
        async def together():
            requests = [
                Request({"type": "http", "method": "GET", "query_string": q.encode(), "headers": []}) for q in queries
            ]
            return await asyncio.gather(*map(pages.answer, requests))

        return asyncio.run(together())

    ask.orders = orders  # type: ignore[attr-defined]
    return ask


def test_a_page_is_written_once_for_all_who_ask(asked):
    answers = asked("data=ring8&seed=3", "data=ring8&seed=3&save=", "seed=3&data=ring8")
    assert [answer.body for answer in answers] == [b"<p>ring8"] * 3
    assert [answer.headers.get("content-disposition") for answer in answers] == [
        None, 'attachment; filename="forger-ring8-3.html"', None,
    ]  # fmt: skip
    assert asked.orders == [{"data": "ring8", "seed": "3"}]


def test_a_run_goes_on_from_its_last_checkpoint_with_its_settings_as_they_are(asked):
    (answer,) = asked("data=ring8&seed=3&run=token")
    assert answer.status_code == 200
    assert asked.orders == [{"data": "moons", "seed": "0", "r1": "0.5", "since": 7}]


def test_the_page_of_mode_collapse_is_another_one_of_the_same_data(asked):
    answers = asked("data=ring8&seed=3&page=collapse&run=token", "data=ring8&seed=3", "data=moons&page=collapse")
    assert [answer.status_code for answer in answers] == [200, 200, 400]
    assert ["twins" in order for order in asked.orders] == [True, False]
    assert b"Mode collapse is shown with" in answers[2].body


@pytest.mark.slow
def test_what_another_process_writes_is_a_page_that_goes_on():
    experiment = Experiment.from_query({"data": "moons", "batch": "8", "g_width": "8", "d_width": "8"})
    trainer = Trainer([experiment], "cpu")
    for _ in range(3):
        trainer.round()
    since = Saved(3, 1.5, (Reached(1, 0, 0.0), Reached(2, 2, 0.5)), trainer.state())
    page = asyncio.run(alone.written(experiment.to_query(), since)).decode()
    book = json.loads(page.split('id="book">')[1].split("</script>")[0])
    assert (book["since"]["step"], book["since"]["counts"]) == (3, {"forger": 3, "detective": 3})
    assert book["since"]["stages"][1] == {"stage": 2, "step": 2, "seconds": 0.5}
    first = np.frombuffer(base64.b64decode(book["since"]["tensors"]["shown.0"]), "<f4")
    assert np.array_equal(first, trainer.pair.shown[0].flatten().numpy())


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("data=own-0", "data is one of"),
        ("data=ring8&seed=x", "seed is"),
        ("data=ring8&batch=4096&d_width=1024", "too"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(asked, query, words):
    (answer,) = asked(query)
    assert answer.status_code == 400
    assert words in answer.body.decode()
    assert asked.orders == []


def test_a_page_that_fails_or_would_keep_too_many_waiting_is_for_later(asked):
    (answer,) = asked("data=ring8&seed=13")
    assert answer.status_code == 503
    crowd = asked(*(f"data=ring8&seed={seed}" for seed in range(20, 32)))
    assert sorted(answer.status_code for answer in crowd) == [200] * 8 + [503] * 4
