"""Workers of one machine hold real items in common, and train as they would each with their own."""

import os

import numpy as np
import pytest

from gan_core.data import shared as common
from gan_core.data.banknotes import banknotes
from gan_core.data.shared import shared
from gan_core.engine.trainer import Trainer
from gan_core.experiment import Experiment


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(common, "LEAST", 0)
    monkeypatch.setenv(common.FOLDER, str(tmp_path / "items"))
    return tmp_path / "items"


def test_equal_items_are_one_file_and_what_is_written_stays_with_the_writer(folder):
    items = np.random.default_rng(0).normal(size=(50, 3, 4)).astype(np.float32)
    one, two = shared(items), shared(items.copy())
    assert type(one) is np.ndarray
    assert len(list(folder.iterdir())) == 1
    assert folder.stat().st_mode & 0o77 == 0  # nobody else looks into it
    assert np.array_equal(one, items)
    one[:] = 0
    assert np.array_equal(two, items)
    common.rest()
    assert np.array_equal(one, items)
    assert np.array_equal(shared(items), items)
    assert np.array_equal(shared(items + 1), items + 1)
    assert len(list(folder.iterdir())) == 2
    common.clear()
    assert not folder.exists()
    assert np.array_equal(two, items)  # whoever has it keeps it


@pytest.mark.parametrize("fault", ["nowhere", "full", "damaged", "small", "alone"])
def test_where_nothing_can_be_shared_everybody_has_their_own(folder, monkeypatch, fault):
    items = np.ones((50, 12), np.float32)
    if fault == "nowhere":
        monkeypatch.setenv(common.FOLDER, "/proc/nowhere/items")
    elif fault == "full":
        monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    elif fault == "damaged":
        shared(items)
        os.truncate(next(folder.iterdir()), 100)
    elif fault == "small":
        monkeypatch.setattr(common, "LEAST", items.nbytes + 1)
    else:
        monkeypatch.delenv(common.FOLDER)
    assert shared(items) is items
    assert not folder.exists() or len(list(folder.iterdir())) == (fault == "damaged")


def test_a_training_on_common_items_is_the_same_bit_for_bit(folder, monkeypatch):
    def trained():
        trainer = Trainer([Experiment(data="banknotes", batch=16)], "cpu", banknotes.__wrapped__(n=200, held_out=120))
        for _ in range(3):
            trainer.round()
        trainer.measure()
        return trainer.state()

    with_others = trained()
    assert len(list(folder.iterdir())) == 4  # training and held-out items, as they are and as networks see them
    monkeypatch.delenv(common.FOLDER)
    assert trained() == with_others
