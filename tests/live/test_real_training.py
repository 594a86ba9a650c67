"""The whole chain with the real trainer: noise to training to a killed worker and on."""

import asyncio
import os
import signal

import pytest

from live.web.host import COMMAND
from tests.live.conftest import page, serving
from tests.live.web.test_socket import play


@pytest.mark.slow
@pytest.mark.parametrize("data", ["banknotes", "ring8", "digits"])
def test_a_run_trains_steps_and_survives_its_worker(tmp_path, data):
    async def story(server):
        async with page(server) as p:
            await p.open(data=data)
            await p.until(lambda m: m["type"] == "vault", 20)
            assert (await p.frame(seconds=20))["step"] == 0
            await p.frame(lambda f: f["step"] > 20 and f["members"][0]["d_accuracy"] is not None, 25)
            await p.say(type="pause")
            still = await p.frame(lambda f: f["members"][0]["referee_step"] == f["step"], 25)
            await p.say(type="step", what="round")
            assert (await p.frame(lambda f: f["step"] == still["step"] + 1))["status"] == "paused"
            await asyncio.sleep(1)
            os.kill(server.hub.health()["worker"]["pid"], signal.SIGKILL)
            await p.until(lambda m: m.get("status") == "reconnecting")
            back = await p.frame(seconds=25)
            assert (back["step"], back["status"]) == (still["step"] + 1, "paused")
            await p.say(type="play")
            await p.frame(lambda f: f["step"] > back["step"] + 5, 25)

    with serving(tmp_path, command=COMMAND) as server:
        play(story(server))
