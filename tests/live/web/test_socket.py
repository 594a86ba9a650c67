"""The socket through a real server: the story of a page, and everything a page may get wrong."""

import asyncio
import json
import urllib.request
from contextlib import suppress

import numpy as np
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from live.web.headers import headers
from tests.live.conftest import Page, page, serving


def play(story):
    """Run a test's coroutine to its end, within bounds."""
    return asyncio.run(asyncio.wait_for(story, 120))


def test_a_page_sees_the_vault_the_noise_and_the_training(server):
    async def story():
        async with page(server) as p:
            opened = await p.open(seed="7")
            assert opened["resumed"] is False
            assert opened["owner"]
            assert opened["experiments"] == [{"data": "ring8", "seed": "7"}]
            curve = await p.next()
            assert curve["type"] == "curve"
            assert curve["points"] == []
            vault = await p.until(lambda m: m["type"] == "vault")
            assert (vault["type"], vault["kind"], len(vault["modes"])) == ("vault", "points", 8)
            assert vault["pieces"]["reals", 0].array().shape == (512, 2)
            first = await p.frame()
            assert first["step"] < 50
            assert (first["run"], first["source"]) == (p.run, "live")
            fakes = first["pieces"]["fakes", 0].array()
            assert fakes.shape == (512, 2)
            later = await p.frame(lambda f: f["step"] > 100 and f["members"][0]["referee"] is not None)
            assert later["seq"] > first["seq"]
            assert later["status"] == "running"
            assert later["steps_per_second"] > 10
            assert later["stages"][0] == {"stage": 1, "step": 0, "seconds": 0.0}
            assert np.abs(later["pieces"]["fakes", 0].array()).mean() > np.abs(fakes).mean()

    play(story())


def test_notes_come_as_an_atlas(server):
    async def story():
        async with page(server) as p:
            await p.open(data="digits")
            vault = await p.until(lambda m: m["type"] == "vault")
            assert vault["item"] == [8, 8]
            assert vault["pieces"]["wall", 0].shape == (6, 4, 8, 8)
            frame = await p.frame(lambda f: ("feedback", 0) in f["pieces"])  # there is none on a real one
            assert frame["pieces"]["wall", 0].pixels().shape == (48, 32)
            assert frame["pieces"]["desk", 0].shape == (1, 1, 8, 8)
            assert frame["pieces"]["feedback", 0].array().shape == (1, 8, 8)

    play(story())


def test_frames_come_no_faster_than_thirty_a_second(server):
    async def story():
        async with page(server) as p:
            await p.open()
            await p.frame(lambda f: f["step"] > 0)
            count = 0
            async with asyncio.timeout(5):
                start = asyncio.get_running_loop().time()
                while asyncio.get_running_loop().time() < start + 1.5:
                    await p.frame()
                    count += 1
            assert 0 < count <= 48

    play(story())


def test_pause_steps_and_play(server):
    async def story():
        async with page(server) as p:
            await p.open()
            await p.frame(lambda f: f["step"] > 3)
            await p.say(type="pause")
            still = await p.frame(lambda f: f["status"] == "paused" and f["members"][0]["referee_step"] == f["step"])
            assert still["members"][0]["measured_step"] == still["step"]
            await p.say(type="step", what="detective")
            half = await p.frame(lambda f: f["phase"] == "detective")
            assert half["step"] == still["step"]
            assert half["members"][0]["desk"]["score_after"] is not None
            await p.say(type="step", what="forger")
            whole = await p.frame(lambda f: f["phase"] == "forger")
            assert whole["step"] == still["step"] + 1
            assert whole["status"] == "paused"
            assert ("arrows", 0) in whole["pieces"]
            await p.say(type="step", what="round")
            assert (await p.frame(lambda f: f["phase"] == "round" and f["step"] == still["step"] + 2))["step"]
            await p.say(type="play")
            await p.frame(lambda f: f["status"] == "running" and f["step"] > still["step"] + 10)
            await p.say(type="step", what="round")
            assert (await p.frame(lambda f: f["status"] == "paused"))["phase"] == "round"

    play(story())


def test_slow_motion_shows_the_six_beats_in_order(server):
    async def story():
        async with page(server) as p:
            await p.open()
            await p.frame()
            await p.say(type="speed", beats=4)
            await p.frame(lambda f: f["phase"] == "forge")
            seen = [(await p.frame()) for _ in range(12)]
            phases = [f["phase"] for f in seen]
            assert phases[:6] == ["examine", "stamp", "detective", "feedback", "forger", "forge"]
            assert phases[6:] == phases[:6]
            assert seen[6]["step"] == seen[0]["step"] + 1
            assert ("arrows", 0) in seen[3]["pieces"]
            await p.say(type="speed", rounds=20)
            first = await p.frame(lambda f: f["phase"] == "round")
            await asyncio.sleep(1)
            await p.say(type="pause")
            last = await p.frame(lambda f: f["status"] == "paused")
            assert 10 <= last["step"] - first["step"] <= 30

    play(story())


def test_the_past_is_there_while_the_training_goes_on(server):
    async def story():
        async with page(server) as p:
            await p.open()
            now = await p.frame(lambda f: f["step"] > 200)
            await p.say(type="seek", step=100)
            then = await p.frame(lambda f: f["source"] == "history")
            assert 50 < then["step"] <= 100
            await p.say(type="seek", step=0)
            assert (await p.frame())["step"] == 0
            note = (await p.until(lambda m: m["type"] == "note"))["header"]
            assert note["step"] > now["step"]
            assert note["members"][0]["measured_step"]
            await p.say(type="live")
            curve = await p.until(lambda m: m["type"] == "curve")
            assert curve["steps"][0] == 0
            assert curve["steps"][1] > now["step"]
            assert all(len(point) == 5 for point in curve["points"])
            assert (await p.frame(lambda f: f["source"] == "live"))["step"] > now["step"]

    play(story())


def test_many_watch_one_training_and_only_the_owner_commands(server):
    async def story():
        async with page(server) as owner, page(server) as guest, page(server) as thief:
            await owner.open()
            before = server.hub.health()["runs"]
            opened = await guest.open(run=owner.run)
            assert (opened["run"], opened["owner"], opened["resumed"]) == (owner.run, None, True)
            await thief.open(run=owner.run, owner="x" * 22)
            assert thief.owner is None
            assert "owner" in await thief.error()
            assert server.hub.health()["runs"] == before
            await guest.frame(lambda f: f["step"] > 5)
            await guest.say(type="pause")
            assert "watching" in await guest.error()
            await guest.say(type="seek", step=1)
            assert (await guest.frame(lambda f: f["source"] == "history"))["step"] <= 1
            await owner.say(type="pause")
            await owner.frame(lambda f: f["status"] == "paused")

    play(story())


def test_a_reload_comes_back_to_the_same_run_at_the_same_step_or_later(server):
    async def story():
        async with page(server) as p:
            await p.open()
            run, owner = p.run, p.owner
            step = (await p.frame(lambda f: f["step"] > 20))["step"]
        async with page(server) as p:
            opened = await p.open(run=run, owner=owner)
            assert (opened["resumed"], opened["run"], opened["owner"]) == (True, run, owner)
            await p.until(lambda m: m["type"] == "vault")
            assert (await p.frame())["step"] >= step

    play(story())


def test_restart_with_the_same_and_with_another_seed(server):
    async def story():
        async with page(server) as p:
            await p.open(seed="4")
            await p.frame(lambda f: f["step"] > 50)
            await p.say(type="restart", seed=None)
            curve = await p.until(lambda m: m["type"] == "curve")
            assert curve["points"] == []
            assert curve["experiments"][0]["seed"] == "4"
            assert (await p.frame())["step"] < 50
            await p.say(type="restart", seed=9)
            curve = await p.until(lambda m: m["type"] == "curve")
            assert curve["experiments"][0]["seed"] == "9"
            assert (await p.until(lambda m: m["type"] == "vault"))["experiments"][0]["seed"] == "9"

    play(story())


def test_a_restart_can_be_taken_back(server):
    async def story():
        async with page(server) as p:
            await p.open(seed="4")
            await p.say(type="undo")
            assert "nothing to take back" in await p.error()
            step = (await p.frame(lambda f: f["step"] > 50 and f["members"][0]["measured_step"]))["step"]
            await p.say(type="restart", seed=9)
            await p.frame(lambda f: 5 < f["step"] < 50)
            await p.say(type="undo")
            curve = await p.until(lambda m: m["type"] == "curve" and m["points"])
            assert (curve["restarted"], curve["experiments"][0]["seed"]) == (True, "4")
            assert (await p.until(lambda m: m["type"] == "vault"))["experiments"][0]["seed"] == "4"
            assert (await p.frame())["step"] >= step
            await p.say(type="seek", step=10)
            assert (await p.frame(lambda f: f["source"] == "history"))["step"] <= 10

    play(story())


def test_the_stages_of_a_run_come_as_pictures(server):
    async def story():
        async with page(server) as owner, page(server) as guest:
            await owner.open()
            await owner.frame(lambda f: f["step"] > 20)
            await guest.open(run=owner.run)
            await guest.say(type="stages")
            picture = await guest.frame(lambda f: f["source"] == "stage")
            assert picture["shows"] == {"stage": 1, "step": 0, "seconds": 0.0}
            assert picture["step"] == 0
            assert ("fakes", 0) in picture["pieces"]

    play(story())


def test_only_the_page_of_mode_collapse_may_push(server):
    async def story():
        async with page(server) as p:
            await p.open()
            await p.say(type="push", strength=1.0, cure=None)
            assert "part" in await p.error()

    play(story())


def test_a_diverged_run_says_so_and_keeps_its_past(server):
    async def story():
        async with page(server) as p:
            await p.open()
            await p.frame()
            await p.say(type="update", member=0, changes={"lr_g": 1.0})
            end = await p.frame(lambda f: f["status"] == "diverged")
            assert "blew up" in end["diverged"]
            await p.say(type="seek", step=10)
            past = await p.frame(lambda f: f["source"] == "history")
            assert past["step"] <= 10
            assert past["status"] == "diverged"

    play(story())


def test_a_change_of_settings_is_told_and_one_without_seats_is_refused(server):
    async def story():
        async with page(server) as p:
            await p.open()
            await p.say(type="update", member=0, changes={"pack": 2})
            assert "seats for 1 items" in await p.error()
            await p.say(type="update", member=0, changes={"r1": 0.5})
            told = await p.until(lambda m: m["type"] == "settings")
            assert told["experiments"][0]["r1"] == "0.5"

    play(story())


def test_bad_messages_get_a_sentence_and_the_page_lives_on(server):
    async def story():
        async with page(server) as p:
            await p.say(type="play")
            assert await p.error() == "Open a run first."
            await p.open()
            for bad in ("{", "[]", '{"type": "dance"}', '{"type": "update", "member": 5, "changes": {"lr_g": 0.1}}'):
                await p.socket.send(bad)
                assert (await p.error()).endswith(".")
            await p.socket.send(b"\x00\x01")
            assert "JSON text" in await p.error()
            await p.say(type="open", experiments=[{"data": "ring8"}])
            assert "already" in await p.error()
            await p.say(type="update", member=0, changes={"lr_g": 7})
            assert "lr_g" in await p.error()
            await p.say(type="ping")
            await p.until(lambda m: m["type"] == "pong")

    play(story())


def test_an_unknown_run_becomes_a_fresh_one_and_the_page_is_told(server):
    async def story():
        async with page(server) as p:
            await p.say(type="open", experiments=[{"data": "ring8"}], run="no-such-run", owner="nobody")
            assert "no longer known" in await p.error()
            opened = await p.until(lambda m: m["type"] == "opened")
            assert opened["run"] != "no-such-run"
            assert opened["owner"] not in (None, "nobody")
            await p.until(lambda m: m["type"] == "status")
            await p.frame(lambda f: f["step"] > 0)

    play(story())


def test_a_run_that_cannot_be_is_refused_once_and_for_all(server):
    async def story(**opening):
        async with page(server) as p:
            await p.say(type="open", **({"experiments": [{"data": "ring8"}]} | opening))
            refusal = await p.until(lambda m: m["type"] == "error")
            await p.socket.wait_closed()
            return refusal, p.socket.close_code

    refusal, code = play(story(experiments=[{"data": "ring8", "batch": "7000"}]))
    assert (refusal["refused"], refusal["gone"], code) == (True, False, 4400)
    assert "batch" in refusal["message"]
    before = server.hub.health()["runs"]
    refusal, code = play(story(run="somebody-s"))
    assert (refusal["refused"], refusal["gone"], code) == (True, True, 4400)
    assert "no longer here" in refusal["message"]
    assert server.hub.health()["runs"] == before


def test_every_page_hears_how_many_share_the_machine_and_what_pace_a_run_has(server):
    async def story():
        async with page(server) as one, page(server) as two:
            await one.open()
            await one.say(type="speed", beats=0.8)
            count = (await one.until(lambda m: m["type"] == "machine"))["training"]
            assert count >= 1
            assert (await two.open(run=one.run, owner=one.owner))["pace"] == {"beats": 0.8, "rounds": None}
            async with page(server) as three:
                await three.open()
                more = await one.until(lambda m: m["type"] == "machine" and m["training"] != count)
                assert more["training"] >= 1

    play(story())


def test_too_much_at_once_closes_the_line_cleanly(server):
    async def story(text, times, code):
        async with page(server) as p:
            with suppress(ConnectionClosed):
                for _ in range(times):
                    await p.socket.send(text)
                while True:
                    await p.next()
            assert p.socket.close_code == code

    play(story(json.dumps({"type": "x" * 20_000}), 1, 1009))
    play(story('{"type": "ping"}', 400, 1008))


def test_another_site_may_not_connect(server, monkeypatch):
    async def story(origin):
        async with connect(server.address(), origin=origin) as socket:
            await Page(socket).open()

    play(story(f"http://127.0.0.1:{server.port}"))
    with pytest.raises(InvalidStatus):
        play(story("http://evil.example"))
    monkeypatch.setenv("FORGER_ORIGINS", "http://school.example, http://evil.example")
    play(story("http://evil.example"))


def test_a_run_that_cannot_open_is_reported_and_the_owner_may_try_again(server):
    async def story():
        async with page(server) as p:
            await p.open(seed="667")
            assert "no such luck" in await p.error()
            await p.say(type="play")
            assert "no such luck" in await p.error()
            await p.say(type="restart", seed=1)
            await p.frame(lambda f: f["step"] > 0)

    play(story())


def test_twins_train_together(server):
    async def story():
        async with page(server) as p:
            queries = [{"data": "ring8"}, {"data": "ring8", "loss": "saturating"}]
            await p.say(type="open", experiments=queries, run=None, owner=None)
            frame = await p.frame(lambda f: f["step"] > 3)
            assert len(frame["members"]) == 2
            assert {("fakes", 0), ("fakes", 1)} <= set(frame["pieces"])

    play(story())


def fetch(server, path, **headers):
    request = urllib.request.Request(server.address(path, "http"), headers=headers)
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as refusal:
        with refusal:
            return refusal.code, refusal.headers, refusal.read()


def test_health_and_metrics_tell_the_state_and_nobody_s_name(server):
    status, headers, body = fetch(server, "/live/health")
    assert status == 200
    assert json.loads(body)["worker"]["pid"] > 0
    assert json.loads(body)["saving"] == "ok"
    policy = headers["content-security-policy"]
    assert "http" not in policy
    assert policy.endswith("frame-ancestors *")
    status, _, body = fetch(server, "/metrics")
    told = dict(line.rsplit(" ", 1) for line in body.decode().splitlines() if not line.startswith("#"))
    assert status == 200
    assert float(told["forger_opened_total"]) >= 1
    assert float(told["forger_worker_process_resident_memory_bytes"]) > 1e6
    assert all("{" not in name or "version" in name for name in told)


def test_who_may_frame_a_page_is_configured(monkeypatch):
    monkeypatch.setenv("FORGER_FRAMES", "'self'  https://school.example; script-src *")
    assert headers()["content-security-policy"].endswith("frame-ancestors 'self' https://school.example script-src *")


def test_assets(tmp_path):
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "a.js").write_text("export const a = 1")
    (tmp_path / "secret.txt").write_text("no")
    with serving(tmp_path / "state", static=tmp_path / "static") as server:
        status, headers, body = fetch(server, "/assets/a.js")
        assert (status, body) == (200, b"export const a = 1")
        assert headers["content-type"].startswith("text/javascript")
        assert fetch(server, "/assets/a.js", **{"if-none-match": headers["etag"]})[0] == 304
        for path in ("b.js", "..%2fsecret.txt", "%2e%2e/secret.txt", "", "a.js%00", "x" * 5000):
            assert fetch(server, f"/assets/{path}")[0] == 404
        status, headers, body = fetch(server, "/assets/plotly.min.js")
        assert status == 200
        assert len(body) > 1_000_000
