"""The page of failures on the wire: what may be said, and what a run of an entry tells and does."""

from __future__ import annotations

import json

import pytest

from gan_core.crash.entries import ENTRIES
from gan_core.engine.trainer import Trainer
from live.web.crash import CrashRecord
from live.wire.commands import OpenRun, parse
from live.wire.crash import CrashOpening, Treat
from live.wire.frames import decode
from live.wire.messages import Begin, Frame
from live.wire.pace import Pace
from live.worker.training import Training

ENTRY = ENTRIES["explosion"]


def opened(**more: object) -> OpenRun:
    runs = [run.to_query() for run in ENTRY.pair(2)]
    request = parse(
        json.dumps({"type": "open", "experiments": runs, "parts": {"crash": {"entry": "explosion"} | more}})
    )
    assert isinstance(request, OpenRun)
    return request


@pytest.mark.parametrize("more", [{"entry": "boredom"}, {"entry": "vanishing"}, {"moves": [[3, "prayer"]]},
                                  {"moves": [[-1, None]]}, {"entry": 3}])  # fmt: skip
def test_a_strange_opening_gets_one_sentence(more: dict[str, object]):
    with pytest.raises(ValueError, match=r"^[^\n]+\.$"):
        opened(**more)


def test_a_run_fails_in_its_round_is_treated_and_tells_it():
    frames: list[Frame] = []
    order = Begin("assignment", "token", opened().wanted, None, Pace(), True, 0, opened().openings)
    trainer = Trainer(order.experiments, "cpu")
    training = Training(order, trainer, lambda report: frames.append(report) if isinstance(report, Frame) else None)
    trainer.step = 99
    while trainer.step < 101:
        training.turn(1)
    trainer.watch.said[1] = "This run blew up."
    training.monitor.measure_all(0)
    training.picture()
    header, _ = decode(frames[-1].message)
    told = header["parts"]["crash"]
    assert [member["shows"] for member in told["members"]] == [False, True]
    assert told["members"][1]["exploded"]
    Treat("rewind").at_work(training)
    told = decode(frames[-1].message)[0]["parts"]["crash"]
    assert (told["cure"], told["rewound"]) == ("rewind", 100)
    assert not told["members"][1]["exploded"]
    record = CrashRecord(CrashOpening("explosion"))
    for frame in frames:
        record.take(frame.news["crash"], frame.step)
    assert record.moves[-1][1] == "rewind"
    again = CrashRecord.restored(json.loads(json.dumps(record.kept(10_000))))
    assert again.past() == record.past()
    again.begin_again()
    assert again.past() == {"marks": [], "moves": []}
