"""A page that trains in the visitor's own browser, as the server hands it out."""

import asyncio

import pytest
from starlette.requests import Request

from live.web import alone


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch):
    """Asks for a page; `orders` are what was really written."""
    orders: list[dict[str, str]] = []

    async def written(query):
        await asyncio.sleep(0)
        orders.append(dict(query))
        if query["seed"] == "13":
            raise OSError
        return f"<p>{query['data']}".encode()

    monkeypatch.setattr(alone, "written", written)
    pages = alone.Alone()

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


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("data=digits", "can hold ring8"),
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
