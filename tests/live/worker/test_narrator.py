"""The story's words follow the numbers."""

from dataclasses import replace

import numpy as np
import pytest

from gan_core.data import vocabulary
from gan_core.giveaway import Giveaway
from gan_core.opinion import Opinion
from gan_core.snapshot import CloseUp, Desk, Metrics, Snapshot
from live.worker.beats import BEATS, Shot, beat_sentence, following
from live.worker.narrator import WORDS, percent, sentence, stamp, verdict

NOTES = vocabulary("banknotes"), ("5", "10", "20", "50", "100")
RING = vocabulary("ring8"), tuple("ABCDEFGH")
GOOD = Metrics(900, 0.52, 0.03, 5, 5, (0.2,) * 5, 0.9, 0.01, 0.1, mixed=0.02, referee=0.6, referee_step=880)


@pytest.mark.parametrize(("accuracy", "word"), [(1.0, "FAKE!"), (0.7, "Hmm… maybe real?"), (0.5, "Looks real to me!")])
def test_the_story_in_three_words(accuracy, word):
    assert WORDS[verdict(accuracy)] == word


def test_verdicts_fall_in_order():
    order = [verdict(a / 100) for a in range(100, 39, -1)]
    assert [v for k, v in enumerate(order) if k == 0 or v != order[k - 1]] == ["fake", "maybe", "real"]


def test_a_verdict_is_not_taken_back_for_a_tremble():
    assert [verdict(0.62, last) for last in ("fake", "maybe", "real")] == ["maybe", "maybe", "real"]
    assert [verdict(0.87, last) for last in ("fake", "maybe", "real")] == ["fake", "maybe", "maybe"]
    assert verdict(0.70, "real") == "maybe"
    assert verdict(0.99, "real") == "fake"


def test_stamps():
    assert [stamp(s) for s in (0.0, 0.39, 0.5, 0.61, 1.0)] == ["fake", "fake", "fake", "real", "real"]


def test_sentences_round_as_pages_do():
    assert [percent(share) for share in (0.0, 0.125, 0.525, 0.5249, 1.0)] == [
        f"{p}\u00a0%" for p in (0, 13, 53, 52, 100)
    ]


def test_before_anything_is_measured():
    assert "noise" in sentence(None, *NOTES)


def test_mixed_amounts_are_the_telltale():
    said = sentence(replace(GOOD, mixed=0.4, d_accuracy=0.9), *NOTES)
    assert "40\u00a0% of the notes give themselves away" in said
    assert "right 90\u00a0% of the time" in said


def test_missing_modes_are_named():
    said = sentence(replace(GOOD, modes=3, shares=(0.5, 0.3, 0.2, 0.0, 0.0)), *NOTES)
    assert said.startswith("Only 3 of 5 amounts are made: 50 and 100 are missing")


def test_many_missing_modes_are_counted():
    assert "Only 4 of 8 clusters are made: 4 are missing" in sentence(replace(GOOD, mixed=None, modes=4), *RING)


def test_who_still_tells_them_apart_is_said_in_words():
    said = sentence(replace(GOOD, referee=0.9), *NOTES)
    assert "the detective can only guess, right 52\u00a0% of the time, but a quick referee" in said
    assert "referee" not in sentence(GOOD, *NOTES)
    opinion = Opinion(880, 0.97, 0.015, 900, None, Giveaway("their ink varies too little", 0.8))
    assert sentence(GOOD, *NOTES, opinion).endswith("but an expert is right 97\u00a0%.")
    assert "expert" not in sentence(GOOD, *NOTES, replace(opinion, accuracy=0.55))
    assert "expert" not in sentence(replace(GOOD, d_accuracy=0.95), *NOTES, opinion)


def test_what_a_judge_said_of_quite_another_forger_is_no_doubt_about_this_one():
    opinion = Opinion(12, 0.97, 0.015, 900, None, None)
    assert sentence(replace(GOOD, referee=0.99, referee_step=10), *NOTES, opinion).endswith(
        "right 52\u00a0% of the time."
    )
    for accuracy in (0.51, 0.97):
        said = sentence(GOOD, *NOTES, replace(opinion, accuracy=accuracy), convincing=True)
        assert said.endswith(f"; an expert was right {percent(accuracy)} at round 12.")


def test_convincing_fakes_are_said_to_convince_somebody():
    to_both = "they convince the detective, right 52\u00a0% of the time, and a quick referee, right 60\u00a0%"
    assert sentence(GOOD, *NOTES, convincing=True).endswith(f"; {to_both}.")
    opinion = Opinion(880, 0.62, 0.015, 900, None, Giveaway("their ink varies too little", 0.8))
    said = sentence(GOOD, *NOTES, opinion, convincing=True)
    assert said.endswith(f"{to_both}, but not an expert, right 62\u00a0%.")
    fooled = sentence(GOOD, *NOTES, replace(opinion, accuracy=0.51, giveaway=None), convincing=True)
    assert fooled.endswith(f"{to_both}, and even an expert cannot tell them apart.")


def test_only_a_guess_is_called_one():
    assert "can only guess" in sentence(replace(GOOD, d_accuracy=0.525), *NOTES)
    assert "is nearly guessing, right 58\u00a0%" in sentence(replace(GOOD, d_accuracy=0.58), *NOTES)
    assert "is fooled: it is right only 44\u00a0%" in sentence(replace(GOOD, d_accuracy=0.44), *NOTES)


def test_a_sentence_is_one_sentence():
    for accuracy in np.linspace(0, 1, 11):
        for mixed in (None, 0.0, 0.2, 0.9):
            for modes in range(6):
                for quality in (0.0, 0.3, 1.0):
                    m = replace(GOOD, d_accuracy=float(accuracy), mixed=mixed, modes=modes, high_quality=quality)
                    said = sentence(m, *NOTES)
                    assert said.endswith(".")
                    assert ". " not in said
                    assert said[0].isupper() or said[0].isdigit()


def test_beats_come_in_the_story_s_order_and_each_has_its_sentence():
    z = np.array([0.25, -1.5, 0], np.float32)
    desk = Desk(3, np.zeros((3, 24, 48), np.float32), z, 0.12, np.zeros((3, 24, 48), np.float32), 1.0)
    seen = Snapshot(7, np.zeros((24, 3, 24, 48), np.float32), desk)
    close = CloseUp(seen, GOOD, 0.0, 0, np.zeros(64, np.float32), np.zeros(64, np.float32))
    shot = Shot(seen, 0.12, 0.09, close=close, gained=(51, 64))
    said = [beat_sentence(phase, shot, NOTES[0]) for phase in BEATS]
    assert "0.3, −1.5, …" in said[0]
    assert "12\u00a0%" in said[1]
    assert "one of a batch of 64" in said[0]
    assert "“FAKE!” It was a fake: right" in said[2]
    assert "from 12.0\u00a0% to 9.0\u00a0%" in said[3]
    assert "51 of 64 notes of the batch now score higher" in said[5]
    assert len(set(said)) == 6
    assert following("round") == "forge"
    assert [following(phase) for phase in BEATS] == [*BEATS[1:], "forge"]
