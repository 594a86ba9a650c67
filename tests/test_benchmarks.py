"""Benchmarks: every command is found, and what they print has the keys that it should."""

import argparse
import json
from importlib import import_module
from pkgutil import iter_modules

import numpy as np
import pytest
import torch

import benchmarks
from benchmarks import beats, engine, stages
from benchmarks.__main__ import NO_COMMANDS, main
from gan_core.data import load
from gan_core.experiment import DATA
from gan_core.study.run import BY_STEPS

COMMANDS = [m.name for m in iter_modules(benchmarks.__path__) if m.name not in NO_COMMANDS]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_arguments_and_a_main(name: str):
    module = import_module(f"benchmarks.{name}")
    module.add_arguments(argparse.ArgumentParser())
    assert callable(module.main)


@pytest.mark.parametrize("argv", [[], ["frobnicate"]])
def test_without_a_command_they_are_listed(argv: list[str]):
    with pytest.raises(SystemExit, match="engine") as left:
        main(argv)
    assert left.value.code != 0


def test_stages(capsys):
    main(["stages", "--data", "ring8", "--seeds", "2", "--seconds", "0.05", "--device", "cpu", "--json"])
    told = json.loads(capsys.readouterr().out)
    times = ("seconds_to_stage2", "seconds_to_stage3", "steps_to_stage3")
    lists = (*times, "d_accuracy", "referee", "modes", "mixed_notes", "expert", "persistence")
    assert all(len(told[name]) == 2 for name in lists)
    assert told["reached"] == 2 - told["steps_to_stage3"].count(None)
    main(["stages", "--data", "ring8", "--seeds", "1", "--seconds", "0.05", "--device", "cpu"])
    assert capsys.readouterr().out.startswith("| seed |")


@pytest.mark.slow  # a round of the DCGAN and its expert take half a minute
def test_stages_against_a_dcgan(capsys):
    main(["stages", "--seeds", "1", "--seconds", "0.01", "--device", "cpu", "--against", "dcgan", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert told["steps"][0] > 0
    assert told["dcgan"]["steps"][0] > 0
    assert told["dcgan"]["seconds_to_stage3"] == [None]
    assert 0.5 < told["dcgan"]["referee"][0] <= 1
    assert set(told["times_sooner"]) == {"stage2", "stage3"}


def test_beats(capsys):
    main(["beats", "--data", "ring8", "--seeds", "1", "--moments", "2", "4", "--beats", "1", "--each", "--json"])
    told = json.loads(capsys.readouterr().out)["ring8"]
    assert {*beats.MEANS, "stamp", "after 2", "after 4"} <= set(told)
    assert told["beats"] == 2
    assert 0 <= told["raised"] <= 1
    assert told["stamp"] <= 0.08


def test_arrows_that_point_one_way_agree():
    ways = np.array([[0, 0, 1, 0], [1, 0, 2, 0], [2, 0, 1, 0], [3, 0, 1, 0]], np.float32)
    assert beats.agreement(ways) == pytest.approx([1, 1, 1, 1])
    ways[3, 2] = -1
    assert beats.agreement(ways)[3] == pytest.approx(-1)


def test_arrows_too_short_to_be_drawn_do_not_count():
    ring = load("ring8")
    least = beats.DRAWN * 2 * ring.extent
    ways = np.array([[0, 0, 2 * least, 0], [1, 0, 0.5 * least, 0], [2, 0, 0, -2 * least]], np.float32)
    assert beats.drawn(ways, ring)[:, 0].tolist() == [0, 2]
    assert beats.pulled(ways, ring)[1:, 2:].tolist() == pytest.approx(np.array([[0, 0], [-1, 0]]))


def test_times_sooner():
    def rows(*seconds):
        return [{"seconds_to_stage2": s, "seconds_to_stage3": None} for s in seconds]

    assert stages.sooner(rows(2.0, 3.0, None), rows(6.0, None, 12.0), 20) == {"stage2": {"times": 4.0}, "stage3": None}
    assert stages.sooner(rows(2.0), rows(None), 20)["stage2"] == {"at_least": 10.0}


@pytest.mark.parametrize("data", DATA)
def test_the_rule_in_words(data: str):
    assert stages.rule(data).startswith("Stage 3 is all of this")
    assert ("mixed" in stages.rule(data)) == (data == "banknotes")
    assert "every 50 steps" in stages.rule(data, BY_STEPS)


def test_without_a_gpu_there_is_nothing_to_tell_of_it(capsys, monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    main(["gpu", "--json"])
    assert json.loads(capsys.readouterr().out) == {"gpu": None}


def test_hood(capsys):
    main(["hood", "--quick", "--seeds", "1", "--turns", "2", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert told["plain_vs_engine_max_diff"] < 1e-9
    assert set(told["autograd_vs_hand"]) == {"ring8", "banknotes"}
    assert 0 < told["dstar_error"] < 0.5
    assert -2.5 < told["value_at_equilibrium"] < 0


def test_engine_ratios():
    times = {"plain": 8.0, "e1": 4.0, "e8": 2.0, "e32": 1.0, "e128": 1.0, "products1": 2.0, "products32": 0.5}
    times |= {"notes1": 9.0, "notes4": 6.0}
    assert engine.ratios(times) == {
        "solo_vs_plain": 2.0, "e8_vs_plain": 4.0, "e32_vs_plain": 8.0, "e128_vs_plain": 8.0,
        "solo_vs_products": 2.0, "e32_vs_products": 2.0, "conv_e4_vs_solo": 1.5,
    }  # fmt: skip


def test_the_bare_products_are_those_of_a_round():
    """As many multiplications as the plain loop makes, less those that the trainer need not make."""

    def flops(call) -> int:
        with torch.profiler.profile(activities=[torch.profiler.ProfilerActivity.CPU], with_flops=True) as seen:
            call()
        return sum(event.flops for event in seen.events())

    batch, width = 256, 64
    z, x = 2, 2
    forger, detective = z * width + width * width + width * x, x * width + width * width + width
    down = detective - x * width  # back to the first hidden layer; not to the item
    expected = forger + 2 * (2 * detective + down)  # the detective's step
    expected += forger + 2 * detective + (2 * forger - z * width)  # the forger's
    assert flops(engine.products(1)) == 2 * batch * expected
