"""Several workers on one machine: when there are more of them, who goes where, and what becomes of a run that moves."""

import asyncio
from types import SimpleNamespace

import pytest

from live.web import crew as crews
from live.web.assignments import Assignments
from live.web.balance import AT_ONCE, Balance
from live.web.crew import SPARE, Crew
from live.web.host import Here, Size
from live.web.hub import Hub
from live.web.limits import workers
from live.web.rescue import Rescue
from live.web.run import Run
from live.web.store import Store
from live.wire import messages as m
from live.wire.commands import parse
from live.wire.pace import Pace
from tests.faults.test_cluster import Line
from tests.live.conftest import FAKE, page, serving
from tests.live.web.test_socket import play


class Hall:
    """A crew of remembering links, and runs that train."""

    def __init__(self, monkeypatch, size):
        monkeypatch.setattr(crews, "Link", Line)
        self.runs = {}
        host = SimpleNamespace(size=size)
        self.crew = Crew(lambda report: None, lambda names, turn: None, host, lambda token: self.runs[token].shares)
        self.crew.fill_up()
        self.moved = []
        self.balance = Balance(self.crew, self.runs, self._move)

    def _move(self, run):
        run.moving = True
        self.moved.append(run.token)

    def ready(self, device="cpu"):
        for member in self.crew.members:
            member.link.heard(m.Ready(1, device))

    def begin(self, *tokens):
        for token in tokens:
            self.runs[token] = Run("", (), token, shown=True)
            self.crew.send(m.Begin(token, token, (), None, Pace(), True, 0))

    def has(self):
        return [sorted(member.has) for member in self.crew.members]


def test_a_class_that_came_before_the_second_worker_is_shared_out(monkeypatch):
    hall = Hall(monkeypatch, Size(3, 1, 2, one_device=True))
    hall.ready()
    hall.begin(*"abcdefghijkl")
    assert hall.has() == [list("abcdefghijkl"), []]  # who comes while it starts does not wait for it
    hall.balance.even_out()
    assert hall.moved == []
    hall.ready()
    hall.balance.even_out()
    hall.balance.even_out()
    assert len(hall.moved) == AT_ONCE  # those on their way stand still: never many
    while len(hall.crew.members[0].has) > 6:
        for token in hall.moved:
            hall.crew.members[0].link.heard(m.Checkpoint(token, None, closed=True))
            hall.begin(token)
        hall.moved.clear()
        hall.balance.even_out()
    assert [len(there) for there in hall.has()] == [6, 6]
    assert hall.moved == []


def test_a_run_that_many_watch_counts_as_many_and_one_that_stands_still_as_none(monkeypatch):
    hall = Hall(monkeypatch, Size(3, 2, 2))
    hall.ready()
    hall.begin("star")
    hall.runs["star"].viewers = set(range(m.MANY))
    hall.begin(*"abcdef")
    assert hall.has() == [["star"], list("abcdef")]
    hall.runs["a"].playing = hall.runs["b"].resting = False
    hall.runs["b"].resting = True
    hall.begin("g", "h")
    assert hall.has() == [["star"], list("abcdefgh")]
    hall.balance.even_out()
    assert hall.moved == []


@pytest.mark.parametrize(("device", "many"), [("cpu", 2), ("cuda", 1)])
def test_there_is_one_worker_on_a_gpu_and_one_for_one_visitor(monkeypatch, device, many):
    hall = Hall(monkeypatch, Size(3, 1, 2, one_device=True))
    hall.ready(device)
    hall.begin("a", "b")
    for token in "ab":
        hall.runs[token].playing = False
    hall.begin("c", "d")
    assert len(hall.crew.members) == 1  # two of four stand still
    for token in "ab":
        hall.runs[token].playing = True
    hall.crew.fit(0.0)
    assert len(hall.crew.members) == many


def test_a_worker_that_has_had_nothing_for_long_leaves_and_is_no_loss(monkeypatch):
    left = []

    async def stop(self):
        left.append(self)

    monkeypatch.setattr(Line, "stop", stop, raising=False)

    async def story():
        hall = Hall(monkeypatch, Size(2, 1, 2))
        hall.ready()
        hall.begin("a", "b")
        hall.ready()
        first, second = hall.crew.members
        hall.crew.fit(0.0)
        hall.crew.fit(2 * SPARE)
        assert left == []  # the other has its fill: there is one in reserve
        first.link.heard(m.Checkpoint("b", None, closed=True))
        for moment in (2 * SPARE + 1, 2 * SPARE + 2):
            hall.crew.fit(moment)
            await asyncio.sleep(0)
            assert left == [second.link]
        second.link.lost()
        assert len(hall.crew.members) == 1

    asyncio.run(story())


def test_a_worker_that_leaves_counts_for_nothing(monkeypatch):
    async def stop(self):
        pass

    monkeypatch.setattr(Line, "stop", stop, raising=False)

    async def story():
        hall = Hall(monkeypatch, Size(2, 1, 2))
        crew = hall.crew
        hall.ready()
        hall.begin("a", "b")
        hall.ready()
        staying, leaving = crew.members
        crew.fit(0.0)
        staying.link.heard(m.Checkpoint("b", None, closed=True))
        crew.fit(SPARE + 1)
        await asyncio.sleep(0)
        assert leaving.leaving
        hall.begin("b")
        hall.balance.even_out()
        assert hall.moved == []  # there is nobody to whom a run could go
        assert len(crew.members) == 3  # the one that stays has its fill again
        staying.link.lost()
        crew.members[-1].link.lost()
        assert not crew.ready
        hall.begin("d")
        assert not leaving.has
        crew.fill_up()
        assert [sorted(member.has) for member in crew.members] == [[], ["d"]]
        leaving.link.lost()
        assert hall.has() == [["d"]]

    asyncio.run(story())


class Deaf:
    """Assignments whose worker never answers by itself."""

    def __init__(self):
        self.sent = []
        self.all = Assignments(self.sent.append)
        self.rescue = Rescue(self.all, lambda: 0.0)

    def run(self, token):
        run = Run("", (), token)
        self.all.give(run)
        run.shown = True
        return run


def test_a_run_that_was_given_up_on_its_way_holds_up_no_other():
    deaf = Deaf()
    run, lost = deaf.run("a"), deaf.run("b")
    for one in (run, lost):
        one.accidents = 1
        deaf.all.move(one)
        deaf.all.do(one, parse('{"type": "pause"}'))
    deaf.all.end(run)
    deaf.rescue.accident(run, "It could not be saved.")
    deaf.rescue.lost([lost.assignment], None)
    assert run.failed
    assert (run.moving, lost.moving) == (False, False)
    deaf.all.replace(run)
    assert isinstance(deaf.sent[-1], m.Begin)  # what was said to the one that failed is not said to the new one
    deaf.all.give(lost)
    assert isinstance(deaf.sent[-1], m.Do)  # but to the one that goes on


def test_a_run_that_begins_again_on_its_way_hears_nothing_from_before():
    deaf = Deaf()
    run = deaf.run("a")
    deaf.all.move(run)
    deaf.all.do(run, parse('{"type": "pause"}'))
    deaf.all.replace(run)
    assert not run.moving
    assert not any(isinstance(order, m.Do) for order in deaf.sent)


def test_a_run_that_is_to_be_closed_on_its_way_is_closed(tmp_path):
    async def story():
        hub = Hub(Store(tmp_path))
        sent = []
        hub.assignments._send = sent.append
        run = hub._admit(Run("", (), "a"), "")
        hub.assignments.give(run)
        hub.assignments.move(run)
        hub._close(run)
        hub._report(m.Checkpoint(run.assignment, None, closed=True))
        assert [type(order) for order in sent] == [m.Begin, m.Close]  # nobody takes it up again
        assert hub.runs == {}

    asyncio.run(story())


def test_a_run_moves_to_the_second_worker_without_a_word_of_its_visitor_being_lost(tmp_path):
    async def story(server):
        hub = server.hub
        async with page(server) as p, page(server) as q, page(server) as r, page(server) as s:
            pages = (p, q, r, s)
            for one in pages:
                await one.open()
            for one in pages:
                await one.frame(lambda f: f["step"] > 5)
            while sorted(len(member.has) for member in hub.crew.members) != [2, 2]:
                await asyncio.sleep(0.02)
            assert hub.health()["worker"]["restarts"] == 0
            run = hub.runs[p.run]
            step = (await p.frame())["step"]
            await asyncio.get_running_loop().run_in_executor(None, lambda: hub_says(server, run))
            await p.frame(lambda f: f["status"] == "paused" and f["step"] > step)
            one_round = await p.frame(lambda f: f["status"] == "paused" and f["phase"] == "round")
            assert (run.held, run.moving) == ([], False)
            assert one_round["step"] >= step

    def hub_says(server, run):
        """In the hub's own loop: the run moves, and before it has arrived its visitor pauses it and steps."""
        owner = next(iter(run.viewers))

        def at_once():
            server.hub.assignments.move(run)
            server.hub.command(owner, parse('{"type": "pause"}'))
            server.hub.command(owner, parse('{"type": "step", "what": "round"}'))
            assert len(run.held) == 2

        asyncio.run_coroutine_threadsafe(_done(at_once), server.hub.crew.members[0].link._loop).result(10)

    async def _done(work):
        work()

    with serving(tmp_path, host=Here(FAKE, most=2)) as server:
        play(story(server))


def test_workers_follow_from_cores_and_memory():
    assert workers(cores=2, memory=24 * 2**30) == 2
    assert workers(cores=2, memory=2 * 2**30) == 1
    assert workers(cores=16, memory=8 * 2**30) == 7
    assert workers(cores=1, memory=64 * 2**30) == 1
