"""Whatever is in an address, a message or a setting: no page breaks, no server dies, nobody else's run is touched.

Each is tried with a few dozen examples here and with ten thousand by `-m slow`, there with the real trainer.
"""

import asyncio
import sys
from contextlib import suppress

import pytest
import streamlit as st
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some
from websockets.exceptions import ConnectionClosed

from gan_core.experiment import Experiment
from live.web.limits import Limits
from live.wire.admission import admit
from tests.faults import strange
from tests.live.conftest import FAKE, page, serving
from tests.ui.asking import page as app_page
from ui import collapse_link, hood, query
from ui.head import as_is

REAL = (sys.executable, "-m", "live.worker")
ROUNDS = 100  # messages of one rude visitor, as many as may be said at once
PLENTY = 10_000
quick = settings(deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck), database=None)


def both(few: int, many: int = PLENTY) -> pytest.MarkDecorator:
    """Few examples each time, many by `-m slow`."""
    return pytest.mark.parametrize(
        "examples", [pytest.param(few, id="few"), pytest.param(many, id="many", marks=pytest.mark.slow)]
    )


class Address:
    """In the place of the parameters that Streamlit keeps."""

    def __init__(self, said):
        self.said = said

    def to_dict(self):
        return dict(self.said)

    def get(self, name, otherwise):
        return self.said.get(name, otherwise)


@both(60)
def test_every_address_is_an_experiment_and_sentences(examples, monkeypatch):
    @settings(quick, max_examples=examples)
    @given(strange.addresses)
    def try_one(said):
        monkeypatch.setattr(st, "query_params", Address(said))
        query.view(said)
        asked = collapse_link.read(said)
        read = [query.read(said), query.recipe_in_url(("ring8", "digits")), (asked.base, asked.faults)]
        for experiment, faults in read:
            assert isinstance(experiment, Experiment)
            assert all(fault.endswith(".") and len(as_is(fault)) < 1000 for fault in faults)
        assert hood.section_in_url()[0] in hood.SECTIONS

    try_one()


@both(6, 500)
def test_no_address_makes_a_page_show_a_traceback(examples):
    @settings(quick, max_examples=examples)
    @given(some.sampled_from(strange.PAGES), strange.addresses)
    def try_one(name, said):
        assert not app_page(name, **{"zz": "", **said}).exception

    try_one()


@both(100)
def test_settings_are_an_experiment_that_can_be_told_again_or_one_sentence(examples):
    @settings(quick, max_examples=examples)
    @given(strange.settings)
    def try_one(said):
        try:
            experiment = Experiment.from_query(said)
            assert Experiment.from_query(experiment.to_query()) == experiment
            admit((experiment,))
        except ValueError as refusal:
            sentences.append(str(refusal))

    sentences = []
    try_one()
    assert all(sentence.endswith(".") and len(sentence) < 1000 for sentence in sentences)


async def be_rude(server, opening, said):
    """Say all that, hear whatever comes, and go; how many words were said."""
    async with page(server) as rude:
        hearing = asyncio.ensure_future(_hear(rude))
        with suppress(ConnectionClosed):
            if opening:
                await rude.say(**opening)
            for words in said:
                await rude.socket.send(words)
            await rude.say(type="ping")
            await asyncio.wait_for(hearing, 60)
        hearing.cancel()
        return len(said)


async def _hear(rude):
    with suppress(ConnectionClosed):
        while (await rude.next())["type"] != "pong":
            pass


class Learner:
    """A page that learns quietly and hears all the time."""

    def __init__(self, good):
        self.page, self.steps = good, []

    async def listen(self):
        while True:
            message = await self.page.next()
            if message["type"] == "frame":
                assert message["status"] == "running"
                self.steps.append(message["step"])

    async def goes_on(self):
        """Wait for three more of its pictures."""
        wanted = len(self.steps) + 3
        async with asyncio.timeout(60):
            while len(self.steps) < wanted:
                await asyncio.sleep(0.02)


async def siege(server, crowd):
    """Rude visitors, one after the other, beside one who learns; how many words they said."""
    said = 0
    async with page(server) as good:
        await good.open(seed="5")
        learner = Learner(good)
        await good.frame(lambda f: f["status"] == "running")
        listening = asyncio.ensure_future(learner.listen())
        pid = server.hub.health()["worker"]["pid"]
        for opening, words in crowd:
            said += await be_rude(server, opening, words)
            await learner.goes_on()
            assert not listening.done()
        listening.cancel()
        assert learner.steps == sorted(learner.steps)
        assert server.hub.runs[good.run].experiments == (Experiment.from_query({"data": "ring8", "seed": "5"}),)
        assert server.hub.health()["worker"]["pid"] == pid
    return said


@pytest.mark.parametrize(
    ("command", "visits"), [(FAKE, 6), pytest.param(REAL, 120, marks=pytest.mark.slow)], ids=["few", "many"]
)
def test_no_message_kills_a_server_or_touches_another_run(tmp_path, caplog, capfd, command, visits):
    said = some.lists(strange.messages, min_size=ROUNDS, max_size=ROUNDS)
    crowd = []

    @settings(quick, max_examples=visits)
    @given(some.none() | strange.openings, said)
    def come(opening, words):
        crowd.append((opening, words))

    come()
    with serving(tmp_path, Limits(per_address=500), command) as server:
        count = asyncio.run(siege(server, crowd))
        assert count >= visits * ROUNDS
        assert server.hub.tally["deaths"] == 0
    assert not [record for record in caplog.records if record.exc_info]
    assert "Traceback" not in capfd.readouterr().err
