"""An exported script, and a notebook, make the very run of the page."""

from __future__ import annotations

import json
import sys
import types
from dataclasses import replace

import numpy as np
import pytest
import torch

from gan_core.data.own import from_word, own_pictures, own_points
from gan_core.engine.plainly import plainly
from gan_core.engine.trainer import Trainer
from gan_core.experiment import Experiment, recipe
from gan_core.script import notebook, script

ROUNDS = 6
SMALL = {"batch": 16, "g_width": 8, "d_width": 8}
PICTURES = np.linspace(-1, 1, 60 * 3 * 64, dtype=np.float32).reshape(60, 3, 8, 8)
RUNS = {
    "ring8": (replace(recipe("ring8"), seed=3, ema=5, anneal=4, relax=5, aside=1.5, **SMALL), None),
    "digits, packed": (replace(recipe("digits"), pack=2, mbstd=1, gp=1.0, **SMALL), None),
    "own points": (Experiment(data="moons", z_dim=2, waves=4, noise=0.1, **SMALL), own_points(from_word("GAN", 100))),
    "by patches": (Experiment(z_dim=4, patch=6, r1=1.0, **SMALL), own_pictures(PICTURES)),
    "own pictures": (Experiment(z_dim=4, r1=1.0, moved=1, light=0.3, cut=3, **SMALL), own_pictures(PICTURES)),
}


@pytest.mark.parametrize("name", RUNS)
@pytest.mark.parametrize("form", [script, notebook])
def test_what_is_exported_makes_the_run_of_the_page(name: str, form, capsys):
    experiment, data = RUNS[name]
    experiment = experiment if data is None else replace(experiment, data=data.name)
    trainer = Trainer([experiment], "cpu", data)
    text = form(experiment, trainer.data, ROUNDS)
    assert "gan_core" not in text
    made = ran(text if form is script else code_of(text))
    assert f"After {ROUNDS} rounds" in capsys.readouterr().out
    for _ in range(ROUNDS):
        trainer.round()
    z = trainer.fixed_latents()[0][0]
    with torch.no_grad():
        mine, theirs = (forger.network(z) for forger in (plainly(trainer, shown=True).forger, made["run"].shown))
    assert (mine - theirs).abs().max() < 0.02 * mine.std()


def code_of(text: str) -> str:
    """All code cells in their order."""
    cells = json.loads(text)["cells"]
    return "\n".join(cell["source"] for cell in cells if cell["cell_type"] == "code")


def ran(code: str) -> dict:
    """The names that the code leaves."""
    module = types.ModuleType("exported")
    sys.modules["exported"] = module  # dataclasses look there for the names of types
    exec(compile(code, "exported", "exec"), vars(module))
    return vars(module)


def test_items_that_are_too_large_are_refused_in_a_sentence():
    experiment = recipe("banknotes")
    with pytest.raises(ValueError, match="too large"):
        script(experiment, Trainer([experiment], "cpu").data, 1)
