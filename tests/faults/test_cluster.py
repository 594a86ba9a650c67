"""Workers on a real Ray cluster of two machines, here on one; and a crew whose members come and go, without Ray."""

import asyncio
from collections import deque
from types import SimpleNamespace

import pytest

from live.web import crew as crews
from live.web.crew import Crew
from live.web.host import Size
from live.wire import messages as m
from live.wire import pipe
from live.wire.pace import Pace
from tests.live.conftest import FAKE, page, serving


def begin(name):
    return m.Begin(name, name, (), None, Pace(), True, 0, {})


class Line:
    """A link that only remembers."""

    def __init__(self, on_report, on_lost, host):
        self.heard, self.lost, self.sent, self.turn = on_report, on_lost, [], None

    def send(self, order):
        self.sent.append(order.assignment)


def test_runs_go_where_there_are_fewest_and_a_full_crew_grows(monkeypatch):
    monkeypatch.setattr(crews, "Link", Line)
    lost = deque()
    crew = Crew(
        lambda report: None, lambda names, turn: lost.append(sorted(names)), SimpleNamespace(size=Size(2, 2, 3))
    )
    crew.send(begin("early"))
    crew.fill_up()
    for member in crew.members:
        member.link.heard(m.Ready(1, "cpu"))
    for name in ("b", "c"):
        crew.send(begin(name))
    crew.send(m.Rest("c"))
    one, two = crew.members[:2]
    assert (one.link.sent, two.link.sent) == (["early", "c", "c"], ["b"])
    assert len(crew.members) == 2  # one has its fill
    crew.send(begin("full"))
    assert len(crew.members) == 3  # and so has the other
    crew.members[2].link.heard(m.Ready(1, "cpu"))
    one.link.heard(m.Failed("c", "."))
    crew.send(begin("d"))
    assert crew.members[2].link.sent == ["d"]
    crew.send(m.Begin("again", "early", (), None, Pace(), True, 0))
    assert "early" not in one.has  # it has begun anew, here or elsewhere
    names = sorted(one.has)
    one.link.lost()
    assert lost.pop() == names
    crew.fill_up()
    assert len(crew.members) == 2
    assert crew.ready


def test_a_pipe_is_spelled_and_read():
    for address in ("/tmp/pipe", ("10.0.0.7", 4000)):
        assert pipe.read(pipe.spelled(address)) == address


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_runs_spread_over_a_cluster_and_survive_a_machine_that_is_switched_off(tmp_path):
    ray = pytest.importorskip("ray")
    from ray.cluster_utils import Cluster

    from live.web.cluster import OnRay

    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 0})
    machines = [cluster.add_node(num_cpus=1) for _ in range(2)]

    async def story(server):
        while sum(member.ready for member in server.hub.crew.members) < 2:
            await asyncio.sleep(0.2)
        async with page(server) as p, page(server) as q, page(server) as r, page(server) as s:
            pages = (p, q, r, s)
            for k, one in enumerate(pages):
                await one.open(seed=str(k))
            for one in pages:
                await one.frame(lambda f: f["step"] > 40, 60)
            assert [len(member.has) for member in server.hub.crew.members] == [2, 2]
            runs = [server.hub.runs[one.run] for one in pages]
            while not all(run.saved for run in runs):
                await asyncio.sleep(0.2)
            steps = [run.saved.step for run in runs]
            cluster.remove_node(machines[1], allow_graceful=False)
            moved = [one.until(lambda m: m.get("status") == "reconnecting", 90) for one in pages]
            _, waiting = await asyncio.wait([asyncio.ensure_future(each) for each in moved], timeout=45)
            assert len(waiting) == 2  # whose runs were on the other machine
            for each in waiting:
                each.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)
            for one, step in zip(pages, steps, strict=True):
                back = await one.frame(lambda f: f["status"] == "running", 60)
                assert back["step"] >= step
            assert [len(member.has) for member in server.hub.crew.members if member.ready] == [4]

    try:
        with serving(tmp_path, host=OnRay(cluster.address, FAKE)) as server:
            asyncio.run(asyncio.wait_for(story(server), 240))
    finally:
        ray.shutdown()
        cluster.shutdown()
