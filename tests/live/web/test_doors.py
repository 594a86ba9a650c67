"""What one visitor may do to the server, and what not."""

import asyncio
import json
import os
import struct

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from live.web import calm, socket, viewer
from live.web.guard import Guard, house_of
from live.web.leases import Leases
from live.web.limits import Limits
from live.web.meter import Meter
from live.web.openings import Openings
from live.web.run import Run
from live.web.viewer import Gone, Viewer
from tests.live.conftest import page
from tests.live.web.test_socket import play


def test_a_meter_lets_a_burst_through_and_then_its_rate():
    meter = Meter(2.0, 3.0)
    assert [meter.allows(100.0) for _ in range(5)] == [True, True, True, False, False]
    assert [meter.allows(101.0) for _ in range(3)] == [True, True, False]
    assert not meter.full(102.0)
    assert meter.full(103.0)


def test_a_class_opens_its_runs_at_once_and_one_network_cannot_go_on_for_ever():
    openings = Openings(60)
    assert sum(openings.allows("school", 10.0) for _ in range(300)) == 120
    assert openings.allows("home", 10.0)
    assert sum(openings.allows("school", 70.0) for _ in range(300)) == 30


def test_addresses_are_told_apart_as_households():
    def house(host):
        return house_of({"client": (host, 1)})

    assert house("2001:db8:1:2:3::4") == house("2001:db8:1:2:ffff::1") != house("2001:db8:1:3::1")
    assert house("::ffff:192.0.2.1") == house("192.0.2.1") != house("192.0.2.2")
    assert house("strange") == "strange"
    assert house_of({"client": None}) == ""


def test_a_network_never_takes_all_places_and_makes_room_among_its_own():
    closed = []
    runs = {}
    leases = Leases(runs, Limits(runs=4), lambda: 0.0, lambda run: None, closed.append)
    for k, house in enumerate(["a", "a", "b"]):
        runs[k] = Run("", (), house=house, empty_since=k)
    assert leases.make_room("a") == ""
    assert closed == []
    runs[3] = Run("", (), house="a", viewers={Viewer()})
    assert leases.make_room("a") == ""  # a has its three: its own that was alone longest goes
    assert leases.make_room("c") == ""  # all are taken: one of a's goes, who has most
    assert [run.house for run in closed] == ["a", "a"]
    for run in runs.values():
        run.viewers.add(Viewer())
    assert "limit" in leases.make_room("a")
    del runs[2]
    assert "network" in leases.make_room("a")
    assert leases.make_room("c") == ""
    for k in range(4, 7):
        runs[k] = Run("", (), house="a", closing=True)
    assert "limit" in leases.make_room("c")  # the worker does not come after with closing


def test_of_a_storm_of_restarts_the_newest_is_done_with_what_was_said_after_it(monkeypatch):
    monkeypatch.setattr(calm, "GAP", 0.05)
    done = []

    async def story():
        storm = calm.Calm()

        def say(word, begins=False):
            storm.take(lambda: done.append(word), begins=begins, replaces=begins)

        for k in range(40):
            say(f"restart {k}", begins=True)
            say(f"speed {k}")
        assert done == ["restart 0", "speed 0"]
        await asyncio.sleep(0.1)
        assert done[2:] == ["restart 39", "speed 39"]
        say("pause")
        await asyncio.sleep(0.1)
        say("restart", begins=True)
        assert done[4:] == ["pause", "restart"]

    asyncio.run(story())


def test_fifty_restarts_a_second_begin_a_few_runs(server):
    async def story():
        async with page(server) as p:
            await p.open()
            for seed in range(50):
                await p.say(type="restart", seed=seed)
                await asyncio.sleep(0.01)
            await p.until(lambda m: m.get("restarted") and m["experiments"][0]["seed"] == "49")
            frame = await p.frame(lambda f: f["step"] > 5)
            assert int(frame["seq"]) > 0

    orders = []
    send = server.hub.assignments._send
    server.hub.assignments._send = lambda order: (orders.append(type(order).__name__), send(order))
    try:
        play(story())
    finally:
        server.hub.assignments._send = send
    assert orders.count("Begin") <= 10


def test_a_page_that_is_far_behind_is_let_go():
    async def story():
        behind = Viewer()
        for _ in range(viewer.BACKLOG + 1):
            behind.tell({"type": "curve"})
        heavy = Viewer()
        heavy.tell(bytes(viewer.HEAVY + 1))
        for one in (behind, heavy):
            with pytest.raises(Gone):
                await one.pump(None)
            assert not one._told

    asyncio.run(story())


def test_a_socket_that_never_opens_a_run_is_closed(server, monkeypatch):
    monkeypatch.setattr(socket, "OPENING", 0.2)

    async def story():
        async with page(server) as silent:
            with pytest.raises(ConnectionClosed):
                await silent.next()
            assert silent.socket.close_code == 1008
        async with page(server) as p:
            await p.open()
            await asyncio.sleep(0.4)
            await p.frame()

    play(story())


def test_a_message_too_long_is_refused_before_it_is_sent(server):
    """The announcement of a long message is enough: nothing of it is taken in, whole or in pieces."""

    async def answer(first):
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        asked = {"Host": f"127.0.0.1:{server.port}", "Upgrade": "websocket", "Connection": "Upgrade"}
        asked |= {"Sec-WebSocket-Key": "A" * 22 + "==", "Sec-WebSocket-Version": "13"}
        head = "".join(f"{name}: {value}\r\n" for name, value in asked.items())
        writer.write(f"GET /live/socket HTTP/1.1\r\n{head}\r\n".encode())
        await reader.readuntil(b"\r\n\r\n")
        writer.write(first)
        closing = await reader.readexactly(4)
        writer.close()
        return closing[0], struct.unpack(">H", closing[2:])[0]

    async def story():
        announced = b"\x81" + bytes([0x80 | 127]) + struct.pack(">Q", 150 * 2**20) + b"mask"
        assert await answer(announced) == (0x88, 1009)
        piece = b"\x01" + bytes([0x80 | 126]) + struct.pack(">H", 12_000) + b"\0\0\0\0" + b"x" * 12_000
        assert await answer(piece + b"\x00" + piece[1:]) == (0x88, 1009)

    play(story())


def test_a_page_that_never_reads_leaves_no_descriptor(server, monkeypatch):
    monkeypatch.setattr(viewer, "PATIENCE", 0.3)
    monkeypatch.setattr(viewer, "HEAVY", 2**30)
    monkeypatch.setattr(socket, "LETTING_GO", 0.2)

    async def story():
        async with page(server) as p:
            await p.open(data="digits")
            await p.frame()
            before = len(os.listdir("/proc/self/fd"))
            deaf = [await connect(server.address(), max_queue=1, compression=None) for _ in range(2)]
            for one in deaf:
                one.transport.pause_reading()
                await one.send(json.dumps({"type": "open", "run": p.run}))
            run, loop = server.hub.runs[p.run], server.hub.crew.members[0].link._loop
            while len(run.viewers) < 3:
                await p.frame()
            for one in [v for v in run.viewers if not v.owner]:
                for _ in range(2):
                    loop.call_soon_threadsafe(one.tell, bytes(8 * 2**20))
            while len(run.viewers) > 1:
                await p.frame()
            await asyncio.sleep(0.5)
            for one in deaf:
                one.transport.abort()
            await asyncio.sleep(0.1)
            assert len(os.listdir("/proc/self/fd")) <= before

    play(story())


def test_one_address_holds_only_so_many_sockets():
    async def story():
        over, sent = asyncio.Event(), []

        async def app(scope, receive, send):
            await over.wait()

        async def send(message):
            sent.append(message["type"])

        guard = Guard(app, most=2)

        def connect(host):
            return asyncio.create_task(guard({"type": "websocket", "path": "/", "client": (host, 1)}, None, send))

        held = [connect("192.0.2.1") for _ in range(2)]
        await asyncio.sleep(0)
        await connect("192.0.2.1")
        assert sent == ["websocket.close"]
        held.append(connect("192.0.2.2"))
        await asyncio.sleep(0)
        over.set()
        await asyncio.gather(*held)
        await connect("192.0.2.1")
        assert len(sent) == 1

    asyncio.run(story())
