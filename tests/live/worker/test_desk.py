"""What lies on the detective's desk: fakes and real items in turns, or what a visitor lays there."""

import numpy as np
import pytest

from gan_core.data import load
from gan_core.experiment import recipe
from gan_core.snapshot import Laid
from gan_core.words import heard
from live.wire.commands import parse
from live.wire.frames import decode
from live.wire.messages import Begin, Frame
from live.wire.pace import Pace
from live.worker.beats import BEATS
from live.worker.examinations import LOOK, SHOW_LAID, SHOW_NOTE, Examinations
from live.worker.training import Training
from tests.live.fake_worker import FakeTrainer


class Watched:
    """A training whose frames are kept."""

    def __init__(self, data="banknotes"):
        experiments = (recipe(data),)
        self.reports = []
        order = Begin("a", "run", experiments, None, Pace(), playing=False, seq=0)
        self.training = Training(order, FakeTrainer(experiments), self.reports.append)

    def frame(self):
        return decode([r for r in self.reports if isinstance(r, Frame)][-1].message)

    def say(self, text):
        parse(text).at_work(self.training)
        self.training.work.finish()
        header, sections = self.frame()
        return header, header["members"][0]["desk"], {s.name: s for s in sections}

    def round(self):
        """The desk in each beat of a round, and what is said."""
        self.training.set_pace(Pace(beats=2.0))
        self.training.play()
        seen = []
        for phase in BEATS:
            self.training.beat(phase)
            self.training.work.finish()
            header, _ = self.frame()
            seen.append((header["members"][0]["desk"], heard(header["sentence"])))
        return seen


def test_every_second_examination_takes_its_note_from_the_vault():
    watched = Watched()
    rounds = [watched.round() for _ in range(4)]
    for beats in rounds:
        examined = {desk["real"] for desk, _ in beats[:4]}
        assert len(examined) == 1
        assert not any(desk["real"] for desk, _ in beats[4:])  # only fakes get feedback
    assert [beats[0][0]["real"] for beats in rounds] == [True, False, True, False]
    (_, forged), _, (real, stamped), (_, taught), *_ = rounds[0]
    assert "a batch of 8 notes, and 8 real ones" in forged
    assert "one of a batch of 8." in rounds[1][0][1]
    assert "It was real: " + ("right" if real["score"] > 0.5 else "wrong") in stamped
    assert "this real one’s score goes" in taught
    assert "It was a fake: " in rounds[1][2][1]


def test_a_referee_s_word_stands_at_the_step_that_it_is_about():
    watched = Watched()
    training, monitor = watched.training, watched.training.monitor
    monitor.measure(0.0)
    monitor.call_referee()
    training.trainer.step += 50
    while not monitor.judge(0.0):
        pass
    monitor.measure(0.0)
    training.picture()
    frame = [r for r in watched.reports if isinstance(r, Frame)][-1]
    assert (frame.word, frame.point[0], frame.point[2]) == ((0, 0.8), 50, None)
    training.picture()
    assert watched.reports[-1].word is None


def test_a_step_by_hand_is_an_examination_too():
    watched = Watched()
    desks = [watched.say('{"type": "step", "what": "detective"}')[1]["real"] for _ in range(4)]
    assert desks == [True, False, True, False]


def test_any_item_can_be_laid_on_the_desk():
    watched = Watched()
    header, desk, pieces = watched.say('{"type": "examine", "index": 5, "real": true}')
    assert (desk["index"], desk["real"], desk["laid"], desk["z"]) == (5, True, True, [])
    shown = (np.clip(load("banknotes").train[5].transpose(1, 2, 0), -1, 1) + 1) * 127.5
    assert np.abs(pieces["desk"].pixels() - shown).max() <= 1
    assert "feedback" not in pieces
    assert "It is real: " in heard(header["sentence"])
    _, desk, pieces = watched.say('{"type": "examine", "index": 7}')
    assert (desk["index"], desk["real"]) == (7, False)
    assert "feedback" in pieces


def test_other_dice_for_the_note_on_the_desk():
    watched = Watched()
    watched.say('{"type": "examine", "index": 7}')
    _, desk, _ = watched.say('{"type": "dice", "z": [0.5, -1.25]}')
    assert (desk["index"], desk["z"]) == (7, [0.5, -1.25, 0, 0, 0, 0, 0, 0])
    watched.say('{"type": "examine", "index": 7, "real": true}')
    _, desk, _ = watched.say('{"type": "dice", "z": [0.5]}')  # no dice made a real one
    assert (desk["real"], desk["z"]) == (True, [])


def test_after_a_step_by_hand_the_forger_itself_stays_in_sight():
    watched = Watched()
    watched.say('{"type": "step", "what": "forger"}')
    header, desk, _ = watched.say('{"type": "examine", "index": 3}')
    assert (header["close"], header["forger"], header["phase"]) == (True, "live", "round")
    assert (desk["index"], desk["score_after"]) == (3, None)
    header, desk, _ = watched.say('{"type": "step", "what": "forger"}')
    assert (desk["laid"], desk["score_after"] is not None) == (False, True)


def test_in_slow_motion_the_run_stands_still_for_it():
    watched = Watched()
    watched.say('{"type": "examine", "index": 3}')
    watched.training.set_pace(Pace(beats=2.0))
    watched.training.play()
    watched.training.beat("detective")
    watched.training.work.finish()
    assert watched.say('{"type": "examine", "index": 3}')[0]["status"] == "paused"
    watched.training.play()
    watched.training.clock.next_round = 0
    watched.training.turn(1)
    assert watched.frame()[0]["phase"] == "feedback"  # the detective had its turn already


def test_points_say_where_they_lie():
    _, desk, pieces = Watched("ring8").say('{"type": "examine", "index": 9, "real": true}')
    data = load("ring8")
    assert desk["place"] == pytest.approx((data.train[9] / data.extent).tolist(), abs=1e-4)
    assert "arrows" in pieces


def test_at_full_speed_a_note_stays_long_enough_to_be_seen_and_a_chosen_one_longer():
    desk = Examinations()
    seen = [(desk.turn(k / 20), desk.now) for k in range(200)]
    assert 9 / LOOK <= sum(looked for looked, _ in seen) <= 11 / LOOK
    assert len({now for _, now in seen[: int(20 * SHOW_NOTE)]}) == 1
    assert {now.real for _, now in seen} == {True, False}
    desk.lay(Laid(3, real=True), 100.0)
    assert (desk.turn(100.0 + SHOW_LAID / 2), desk.now.index) == (True, 3)
    assert (desk.turn(101.0 + SHOW_LAID), desk.laid) == (True, False)


@pytest.mark.parametrize(
    "said",
    [
        '{"type": "examine", "index": -1}',
        '{"type": "examine", "index": 2.5}',
        '{"type": "examine", "index": 1, "real": 1}',
        '{"type": "dice"}',
        '{"type": "dice", "z": [1e9]}',
        '{"type": "dice", "z": []}',
    ],
)
def test_nonsense_is_refused_in_one_sentence(said):
    with pytest.raises(ValueError, match=r"^“(index|real|z)” is .*\.$"):
        parse(said)
