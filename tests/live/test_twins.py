"""Twins on the wire: what may be said of the slider, and that moves done again make the same run."""

from __future__ import annotations

import json

import numpy as np
import pytest

from gan_core import collapse
from gan_core.engine.trainer import Trainer
from gan_core.snapshot import Metrics
from live.web.collapse import CollapseRecord
from live.wire.collapse import MOST, CollapseOpening, Push, ruled
from live.wire.commands import OpenRun, parse
from live.wire.frames import decode
from live.wire.messages import Begin, Frame
from live.wire.pace import Pace
from live.worker.cause import cause, together
from live.worker.collapse import CollapsePlay
from live.worker.training import Training

QUERY = {"data": "ring8", "seed": "1", "recipe": "collapse", "g_width": "8", "d_width": "8", "batch": "16"}


def said(**message: object):
    return parse(json.dumps(message))


def opened(**more: object) -> OpenRun:
    request = said(type="open", experiments=[QUERY, QUERY], parts={"collapse": more})
    assert isinstance(request, OpenRun)
    return request


def test_the_slider_and_a_links_moves_are_read():
    assert said(type="push", strength=0.25, cure=None) == Push(0.25, None)
    link = opened(moves=[[3, 1, None], [9, 0, "penalty"]], until=12).openings["collapse"]
    assert link.moves == [(3, 1.0, None), (9, 0.0, "penalty")]
    assert link.until == 12


@pytest.mark.parametrize(
    "message",
    [{"strength": 1.1}, {"strength": "much"}, {"strength": True}, {}, {"strength": float("nan")},
     {"strength": 1, "cure": "prayer"}, {"strength": 1, "cure": 3}, {"strength": 1, "cure": ["penalty"]}],
)  # fmt: skip
def test_a_bad_push_gets_one_sentence(message: dict[str, object]):
    with pytest.raises(ValueError, match=r"^“(strength|cure)” is [^\n]+\.$"):
        said(type="push", **message)


@pytest.mark.parametrize("more", [
    {"moves": "3-100"}, {"moves": [[1, 0.5]]}, {"moves": [[-1, 0.5, None]]}, {"moves": [[1, 2, None]]},
    {"moves": [[1, 1, None]] * (MOST + 1)}, {"until": -1}, {"until": 1e9}, {"until": "soon"},
])  # fmt: skip
def test_a_bad_link_gets_one_sentence(more: dict[str, object]):
    with pytest.raises(ValueError, match=r"^[^\n]+\.$"):
        opened(**more)


def test_only_twins_are_ruled_and_only_with_seats_for_the_cure():
    notes = (collapse.base("banknotes"),) * 2
    ruled(notes, {None, "pack2", "mbstd"})
    with pytest.raises(ValueError, match="no room for pack4"):
        ruled(notes, {"pack4"})
    with pytest.raises(ValueError, match="twins"):
        ruled(notes[:1], set())


def training(frames: list[Frame], opening: CollapseOpening) -> Training:
    order = Begin("assignment", "token", opened().wanted, None, Pace(), True, 0, {"collapse": opening})

    def keep(report: object) -> None:
        if isinstance(report, Frame):
            frames.append(report)

    return Training(order, Trainer(order.experiments, "cpu"), keep)


def test_moves_done_again_make_the_same_run():
    by_hand = Trainer(opened().wanted, "cpu")
    moves = CollapsePlay(CollapseOpening(), by_hand)
    for step in range(12):
        if step in (4, 8):
            moves.push(1.0 if step == 4 else 0.0, None if step == 4 else "penalty")
        by_hand.round()
    assert moves.done == [(4, 1.0, None), (8, 0.0, "penalty")]
    again = Trainer(opened().wanted, "cpu")
    kept = CollapsePlay(CollapseOpening(moves.done), again)
    for _ in range(12):
        kept.before_round()
        again.round()
    assert again.state() == by_hand.state()


def test_a_fresh_detective_comes_once_when_its_cure_is_taken():
    def comers(*moves: tuple[int, float, str | None], step: int) -> list[int]:
        trainer = Trainer(opened().wanted, "cpu")
        trainer.step = step
        came: list[int] = []
        trainer.renew = lambda member: came.append(trainer.step)  # type: ignore[method-assign]
        play = CollapsePlay(CollapseOpening(list(moves)), trainer)
        for _ in range(4):
            play.before_round()
            trainer.step += 1
        return came

    taken = (2, 1.0, "calm_fresh")
    assert comers((0, 1.0, None), taken, (3, 0.5, "calm_fresh"), step=0) == [2]
    assert comers(taken, step=5) == []  # a run that was kept has it already


def test_a_run_that_is_taken_up_again_keeps_the_rounds_of_its_moves_and_goes_on_as_it_would_have():
    moves = [(2, 0.5, None), (4, 1.0, "penalty"), (9, 0.0, None)]
    straight, stopped = (Trainer(opened().wanted, "cpu") for _ in range(2))
    for trainer in (straight, stopped):
        play = CollapsePlay(CollapseOpening(moves, 20), trainer)
        for _ in range(12 if trainer is straight else 6):
            play.before_round()
            trainer.round()
    resumed = Trainer(opened().wanted, "cpu")
    resumed.restore(stopped.state())
    play = CollapsePlay(CollapseOpening(moves, 20), resumed)
    assert play.done == moves[:2]
    for _ in range(6):
        play.before_round()
        resumed.round()
    assert play.done == moves
    assert resumed.state() == straight.state()


def test_who_plays_on_by_hand_follows_the_link_no_further():
    frames: list[Frame] = []
    replay = training(frames, CollapseOpening([(0, 0.5, None), (400, 1.0, None)], 500))
    replay.turn(1)
    replay.play()
    replay.picture()
    told = decode(frames[-1].message)[0]["parts"]["collapse"]
    assert (told["until"], told["moves"][0][0]) == (None, 0)
    record = CollapseRecord(CollapseOpening([(0, 0.5, None), (400, 1.0, None)], 500))
    record.take_over()
    record.take(frames[-1].news["collapse"], frames[-1].step)
    assert record.present() == {"moves": [[0, 0.5, None]], "until": None, "lost": 0}


def test_moves_that_no_link_can_hold_are_counted():
    trainer = Trainer(opened().wanted, "cpu")
    play = CollapsePlay(CollapseOpening(lost=1), trainer)
    for step in range(MOST + 5):
        trainer.step = step
        play.push(0.5, None)
    assert (len(play.done), play.done[0][0], play.lost) == (MOST, 5, 6)
    record = CollapseRecord(CollapseOpening())
    record.take(play.news(), MOST)
    assert CollapseRecord.restored(record.kept(MOST)).opening().lost == 6


def test_a_link_is_replayed_and_stands_still_in_its_round():
    frames: list[Frame] = []
    replay = training(frames, CollapseOpening([(5, 1.0, None)], 20))
    for _ in range(50):
        replay.turn(1)
    header, _ = decode(frames[-1].message)
    assert (header["step"], header["status"]) == (20, "paused")
    told = header["parts"]["collapse"]
    assert told["moves"] == [[5, 1.0, None]]
    assert told["members"][1]["settings"]["ratio"] == pytest.approx(collapse.FASTEST["ring8"])
    assert told["members"][0]["settings"]["ratio"] == 1
    assert {mark[0] for frame in frames for mark in frame.news["collapse"][0]} == {0, 1}
    Push(0.0, "penalty").at_work(replay)
    assert decode(frames[-1].message)[0]["parts"]["collapse"]["moves"][-1] == [20, 0.0, "penalty"]


def numbers(shares: list[float], ratings: list[float], modes: int) -> Metrics:
    return Metrics(1, 0.9, 0.02, modes, 5, tuple(shares), 0.9, 1.0, 1.0, ratings=tuple(ratings))


def test_the_cause_is_read_off_the_numbers():
    about = ("$1", "$5", "$10", "$20", "$100"), "amounts"
    crowd = numbers([0.9, 0.1, 0, 0, 0], [0.1, 0.5, 0.5, 0.8, 0.5], 2)
    said = cause(crowd, None, *about)
    assert said is not None
    assert "90\u00a0% of the fakes crowd at $1" in said
    assert "caught up there: it believes $1 10\u00a0%, others up to 80\u00a0%" in said
    assert "95\u00a0% of the fakes the same way" in (cause(crowd, None, *about, 0.95) or "")
    hopped = cause(crowd, numbers([0, 1, 0, 0, 0], [0.5] * 5, 1), *about)
    assert "hopped from $5 to $1" in (hopped or "")
    pushed = numbers([0.9, 0.1, 0, 0, 0], [0.9, 0.5, 0.5, 0.8, 0.5], 2)
    assert "believes $1 most (90\u00a0%)" in (cause(pushed, None, *about) or "")
    spread = numbers([0.3, 0.3, 0.3, 0, 0], [0.2, 0.5, 0.5, 0.8, 0.5], 3)
    assert "this moment’s feedback" in (cause(spread, None, *about) or "")
    assert "from 50\u00a0% to 50\u00a0%" in (cause(numbers([0.2] * 5, [0.5] * 5, 5), None, *about) or "")
    assert cause(numbers([0.0] * 5, [0.5] * 5, 0), None, *about) is None


@pytest.mark.parametrize("which", range(3))
def test_the_cause_foretells_nothing(which: int):
    crowd = numbers([[0.9, 0.1, 0, 0, 0], [0.3, 0.3, 0.3, 0, 0], [0.2] * 5][which], [0.1, 0.5, 0.5, 0.8, 0.5], 2)
    said = cause(crowd, None, ("$1", "$5", "$10", "$20", "$100"), "amounts", 0.9) or ""
    assert not any(word in said for word in ("next", "will", "soon"))


def test_feedback_that_agrees_is_told_from_feedback_that_does_not():
    rng = np.random.default_rng(0)
    one_way = np.array([3, 0]) + rng.standard_normal((400, 2))
    assert together(one_way.astype(np.float32)) > 0.95
    assert together(rng.standard_normal((400, 2)).astype(np.float32)) < 0.5
    assert together(np.zeros((4, 2), np.float32)) == 0
