"""The small parts: history, allowance, revival, rate, origin, commands."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from live.web.history import History
from live.web.rescue import Delays
from live.web.socket import same_origin
from live.wire.commands import Live, OpenRun, Seek, Speed, parse
from live.wire.pace import Pace
from live.worker.allowance import Allowance


@given(st.integers(2, 50), st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=400))
def test_a_history_stays_small_ordered_and_keeps_what_is_pinned(cap, steps):
    history, step, pinned = History(cap), 0, {}
    for forward, pin in steps:
        step += forward
        history.add(step, step, pinned=pin)
        if pin:
            pinned[step] = True
    kept = [m.step for m in history]
    assert kept == sorted(set(kept))
    assert set(pinned) <= set(kept)
    assert len(kept) <= cap + len(pinned)


def test_a_history_covers_the_whole_run_evenly():
    history = History(100)
    for step in range(10_000):
        history.add(step, step)
    gaps = {b.step - a.step for a, b in zip(list(history), list(history)[1:], strict=False)}
    assert len(history) >= 50
    assert history.span()[0] == 0
    assert history.span()[1] >= 9_800
    assert max(gaps) <= 2 * min(gaps)


def test_looking_back_gives_the_last_moment_not_after_the_step():
    history = History(10)
    assert history.at(3) is None
    for step in (2, 4, 8):
        history.add(step, str(step))
    assert [history.at(s) for s in (0, 2, 5, 8, 99)] == ["2", "2", "4", "8", "8"]
    history.rewind(4)
    assert history.span() == (2, 4)


def test_what_is_heard_later_of_a_step_stands_there():
    history = History(10)
    history.change(3, str.upper)
    for step, value in ((2, "a"), (4, "b"), (8, "c")):
        history.add(step, value)
    history.change(5, str.upper)
    assert [m.value for m in history] == ["a", "B", "c"]


def test_the_same_step_again_takes_the_place_of_the_first():
    history = History(10)
    history.add(1, "a", pinned=True)
    history.add(1, "b")
    assert [(m.value, m.pinned) for m in history] == [("b", True)]


def test_a_few_of_a_history_keep_the_pinned():
    history = History(600)
    for step in range(600):
        history.add(step, step, pinned=step in (3, 77))
    few = history.few(120)
    assert len(few) <= 122
    assert {3, 77} <= {m.step for m in few}


def test_an_allowance_keeps_its_gap_and_its_share():
    cheap, dear = Allowance(0.1, 0.5), Allowance(0.1, 0.5)
    cheap.spent(10.0, 10.001, 1)
    dear.spent(10.0, 10.2, 1)
    assert cheap.next_at == pytest.approx(10.5)
    assert dear.next_at == pytest.approx(12.0)
    crowded = Allowance(0.1, 0.03, longest=0.25)
    crowded.spent(10.0, 10.005, 40)
    assert crowded.next_at == pytest.approx(10.25)


def test_an_allowance_makes_up_for_a_late_start():
    thirty, at, count = Allowance(0.5, 1 / 30), 0.0, 0
    while at < 10:
        at += 0.018  # rounds of 18 ms do not fall on thirtieths of a second
        if thirty.due(at):
            count += 1
            thirty.spent(at, at, 1)
    assert 295 <= count <= 301
    crowded, at, count = Allowance(0.1, 1 / 30, longest=0.18), 0.0, 0
    while at < 18:
        at += 0.13  # a whole crowd's turn: not every second one, but every 0.18 s on the whole
        if crowded.due(at):
            count += 1
            crowded.spent(at, at + 0.003, 15)
    assert 97 <= count <= 101


def test_a_worker_that_keeps_dying_is_started_less_and_less_often():
    delays = Delays()
    assert [delays.next(float(k)) for k in range(8)] == [0, 0, 1, 2, 4, 8, 15, 15]
    assert delays.next(1000.0) == 0


@pytest.mark.parametrize(
    ("origin", "fine"),
    [(None, True), ("http://here:8501", True), ("https://HERE:8501", True), ("http://here", False), ("null", False),
     ("http://evil.example", False), ("https://school.example", True), ("", False)],
)  # fmt: skip
def test_only_pages_of_this_server_may_connect(origin, fine):
    assert same_origin(origin, {"here:8501"}, {"https://school.example"}) is fine


def test_commands_are_read():
    opened = parse('{"type": "open", "experiments": [{"data": "ring8", "seed": "3"}], "run": null, "owner": null}')
    assert isinstance(opened, OpenRun)
    assert opened.wanted[0].seed == 3
    at_full_speed, slowly = parse('{"type": "speed", "rounds": null}'), parse('{"type": "speed", "beats": 0.8}')
    assert isinstance(at_full_speed, Speed)
    assert isinstance(slowly, Speed)
    assert (at_full_speed.pace, slowly.pace) == (Pace(), Pace(beats=0.8))
    assert parse('{"type": "seek", "step": 9}') == Seek(9)
    assert parse('{"type": "live"}') == Live()


BAD = [
    "", "{", "null", "[]", "3", '"x"', "{}", '{"type": 3}', '{"type": "dance"}', '{"type": ["open"]}', "[" * 5000,
    '{"type": "open", "experiments": []}', '{"type": "open", "experiments": "ring8"}',
    '{"type": "open", "experiments": [{"data": "moon"}]}', '{"type": "open", "experiments": [{"sed": 3}]}',
    '{"type": "open", "experiments": [{"seed": -1}]}', '{"type": "open", "experiments": [{"seed": {}}]}',
    '{"type": "open", "experiments": [{"data": "ring8"}, {"data": "moons"}]}', '{"type": "open", "run": 3}',
    '{"type": "open", "experiments": [{"data": "ring8", "batch": 4096, "g_width": 1024}]}',
    '{"type": "open", "owner": "é"}', '{"type": "step"}', '{"type": "step", "what": ["round"]}',
    '{"type": "speed"}', '{"type": "speed", "rounds": 0}', '{"type": "speed", "beats": "fast"}',
    '{"type": "speed", "rounds": NaN}', '{"type": "speed", "rounds": 1' + "0" * 400 + "}", '{"type": "seek"}',
    '{"type": "seek", "step": 1.5}', '{"type": "seek", "step": true}', '{"type": "restart", "seed": "x"}',
    '{"type": "update", "changes": {}}', '{"type": "update", "changes": {"data": "moons"}}',
    '{"type": "update", "member": -1, "changes": {"lr_g": 0.1}}',
]  # fmt: skip


@pytest.mark.parametrize("text", BAD)
def test_a_bad_message_gets_one_sentence(text):
    with pytest.raises(ValueError, match=r"\.$") as refusal:
        parse(text)
    assert len(str(refusal.value)) < 400


KEYS = [
    "experiments", "run", "owner", "parts", "what", "beats", "rounds", "step", "seed", "member", "changes", "strength",
    "cure",
]  # fmt: skip
json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
)


@settings(suppress_health_check=[HealthCheck.too_slow])  # a machine may be busy
@given(
    st.sampled_from(["open", "step", "speed", "seek", "restart", "update", "play", "push", "stages", "x"]),
    st.dictionaries(
        st.sampled_from(KEYS),
        json_values,
    ),
)
def test_whatever_is_said_is_a_command_or_a_sentence(kind, rest):
    said = ""
    try:
        parse(json.dumps(rest | {"type": kind}))
    except ValueError as refusal:
        said = str(refusal)
    assert not said or said.endswith(".")
