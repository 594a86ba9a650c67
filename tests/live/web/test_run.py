"""What the web process keeps of a run stays true: settings that were refused, a past that is looked at, its bounds."""

import json

from gan_core.experiment import Experiment
from live.web.census import Census
from live.web.history import History, Moment
from live.web.kept import Kept
from live.web.run import ALL_HISTORY_BYTES, FRAMES, HISTORY_BYTES, Run
from live.web.viewer import Viewer
from live.wire.frames import encode
from live.wire.messages import Frame, Saved


def frame(step, *, status="running", point=True, size=0):
    message = encode({"type": "frame", "step": step, "pad": "x" * size})
    return Frame("a", message, step, step, status, "round", (step, 0.9, None, 3, 1) if point else None, ())


def new_run():
    return Run.new("owner", (Experiment(data="ring8"),), {})


def test_settings_that_the_trainer_refuses_do_not_stay():
    run = new_run()
    old, run.experiments = run.experiments[0], (Experiment(data="ring8", lr_g=0.01, r1=3.0),)
    run.stay_as(0, {"lr_g": 0.01}, {"lr_g": old.lr_g})
    assert run.experiments == (Experiment(data="ring8", lr_g=old.lr_g, r1=3.0),)
    run.stay_as(0, {"r1": 5.0}, {"r1": 0.5})  # meanwhile somebody has set another one, which was taken
    assert run.experiments[0].r1 == 3.0


def test_who_looks_back_hears_the_new_alone_and_it_is_written_once():
    run = new_run()
    back, present = Viewer(), Viewer()
    back.seeking = True
    run.viewers = {back, present}
    for step in range(300):
        run.take(frame(step, point=step % 100 == 0, status="paused" if step == 250 else "running"))
    told = [json.loads(text) for text in back._told]
    assert [note["header"]["step"] for note in told] == [0, 100, 200, 250, 251]
    assert max(len(text) for text in back._told) < 300
    assert not present._told
    other = Viewer()
    other.seeking = True
    run.viewers.add(other)
    run.take(frame(400))
    assert back._told[-1] is other._told[-1]


def test_a_curve_is_written_once_until_there_is_a_new_point():
    run = new_run()
    for step in range(3):
        run.take(frame(step))
    first = json.loads(run.curve_text(restarted=True))
    assert (first["points"][2], first["steps"], first["restarted"]) == ([2, 0.9, None, 3, 1], [0, 2], True)
    written = run._points
    run.take(frame(3, point=False))
    assert json.loads(run.curve_text())["steps"] == [0, 3]
    assert run._points is written
    run.take(frame(4))
    assert json.loads(run.curve_text())["points"][-1][0] == 4
    run.saved = Saved(1, 1.0, (), b"")
    run.go_back()
    assert json.loads(run.curve_text())["points"][-1][0] == 1


def test_a_run_from_the_store_keeps_its_bound_of_bytes():
    run = new_run()
    run.saved = Saved(10_000, 1.0, (), b"")
    large = HISTORY_BYTES // 100
    run.frames = History(FRAMES, [Moment(step, bytes(large)) for step in range(90)])
    back = Kept.of(run, frames=True).run()
    for step in range(10_001, 10_400):
        back.take(frame(step, size=large))
    assert sum(len(moment.value) for moment in back.frames) <= 1.1 * HISTORY_BYTES


def test_of_a_crowd_each_keeps_fewer_pictures():
    runs = {str(k): new_run() for k in range(30)}
    census = Census(runs)
    census.share_out()
    assert {run.room for run in runs.values()} == {ALL_HISTORY_BYTES // 30}
    run, large = runs["0"], ALL_HISTORY_BYTES // 30 // 100
    for step in range(400):
        run.take(frame(step, size=large))
    assert sum(len(moment.value) for moment in run.frames) <= 1.1 * ALL_HISTORY_BYTES / 30
    runs.clear()
    runs["alone"] = run
    census.share_out()
    assert run.room == HISTORY_BYTES
