"""A page's expert: its lessons and what it measures are the engine's, and where nothing differs it sees nothing."""

from typing import Any

import numpy as np
import pytest
import torch
from torch.nn.functional import binary_cross_entropy_with_logits

from benchmarks.node import in_node
from gan_core import data as datasets
from gan_core.data.base import DataSet, Floats
from gan_core.data.point_traits import KNOWN, crowd_traits
from gan_core.engine.adam import ModuleAdam
from gan_core.engine.portable.dice import STREAMS
from gan_core.engine.portable.expert import expert_judge, expert_plan, expert_programs
from gan_core.engine.portable.judge import PARTS
from gan_core.engine.portable.program import packed
from gan_core.engine.units import units
from gan_core.giveaway import giveaway
from gan_core.words import wired

CPU = torch.device("cpu")
MEASURED = """async ({ measuring, giveaway, floats }, { traits, items, labels, train, known, real, fakes }) => {
  const book = { items, expert: { traits }, reader: { labels } }
  const workshop = { book, train: { count: 0, part: () => floats(train) } }
  const measures = measuring(workshop, () => floats(known))
  const both = [real, fakes].map((rows) => measures(floats(rows)).map((values) => Array.from(values)))
  return [...both, giveaway(traits.words, ...both)]
}"""
CONSULTED = """async ({ Machine, Workshop, Expert, floats }, given) => {
  const { kernel, programs, plan, items, about, streams, real, fakes } = given
  const machine = await Machine.of(kernel)
  const ready = Object.entries(programs).map(([name, plain]) => [name, machine.program(plain, name)])
  const book = { expert: plan, items, about, streams }
  const workshop = Object.create(Workshop.prototype)
  Object.assign(workshop, { machine, programs: Object.fromEntries(ready), book })
  const [known, { size }] = [floats(real), items]
  const put = (into, at, row) => into.set(known.subarray(row * size, (row + 1) * size), at * size)
  const instead = { count: known.length / size, real: put, fakes: () => floats(fakes) }
  const judge = new Expert(workshop, { step: 9, seed: 3 }, instead)
  while (!judge.work());
  return { ...judge.word, looks: judge.word.looks && Array.from(judge.word.looks) }
}"""


def measured(data: DataSet, real: Floats, fakes: Floats) -> tuple[Any, Any, Any]:
    """What a page measures on real items and on fakes, and which of it gives them away."""
    label = data.read.plain().get("labels", [])
    given = {"traits": wired(expert_plan(data)["traits"]), "items": {"size": data.train[0].size, "scale": data.scale}}
    rows = {"real": real, "fakes": fakes, "train": data.train, "known": data.train[:KNOWN]}
    found = in_node(MEASURED, given | {"labels": label} | {name: letters(data, some) for name, some in rows.items()})
    return tuple(found)


def letters(data: DataSet, items: Floats) -> str:
    return packed(units(data, CPU).to_net(items))


def consulted(data: DataSet, real: Floats, fakes: Floats, steps: int) -> dict[str, Any]:
    """What a page's expert says after so many lessons at most."""
    plan = expert_plan(data)
    given = {
        "programs": {name: program.plain() for name, program in expert_programs(data, 200).items()},
        "plan": wired(plan | {"traits": None, "pace": plan["pace"] | {"steps": steps}}),
        "items": {"size": data.train[0].size, "order": list(range(64))},
        "about": {"item": [8, 8]},
        "streams": STREAMS,
        "real": letters(data, real),
        "fakes": letters(data, fakes),
    }
    said: dict[str, Any] = in_node(CONSULTED, given)
    return said


@pytest.mark.parametrize("name", ["digits", "ring8"])
def test_a_lesson_is_a_step_down_the_cross_entropy(name: str):
    data = datasets.load(name)
    judge, plan = expert_judge(data), expert_plan(data)
    batch = plan["batch"]
    torch.manual_seed(0)
    weights = {f"expert.weights.{k}": 0.1 * torch.randn(row["shape"]) for k, row in enumerate(plan["first"])}
    moments = {name.replace("weights", part): 0 * w for part in PARTS[1:] for name, w in weights.items()}
    labels = (torch.arange(2 * batch) < batch).float()[None, :, None]
    given = {
        "expert.centre": torch.full((1, 1, judge.size), 0.1),
        "expert.unit": torch.full((1, 1, judge.size), 1.5),
        "rows": units(data, CPU).to_net(data.train[: 2 * batch])[None],
    }
    dials = {"labels": labels, "dials": torch.tensor([[1e-3], [1.0]])}
    found = expert_programs(data, 64)["expert learns"].run(weights | moments | given | dials)
    taught = torch.nn.ParameterList(w.clone() for w in weights.values())
    logits = judge.logits(dict(zip(weights, taught, strict=True)) | given)
    ModuleAdam(taught, decay=1e-4).step(binary_cross_entropy_with_logits(logits, labels), 1e-3)
    for (name, before), after in zip(weights.items(), taught, strict=True):
        assert torch.allclose(found[name], after, atol=1e-5)
        assert (after - before).abs().max() > 5e-4


def differing(name: str) -> tuple[DataSet, Floats, Floats]:
    """Real items, and some that differ."""
    data = datasets.load(name)
    if name == "ring8":
        return data, data.held_out[:200], 1.2 * data.held_out[200:400]
    noise = np.random.default_rng(0).normal(0, 0.25, (60, *data.shape))
    return data, data.held_out[:60], (data.held_out[:60] + noise).clip(-1, 1).astype(np.float32)


@pytest.mark.parametrize("name", ["digits", "ring8"])
def test_a_page_measures_what_gives_fakes_away_as_we_do(name: str):
    data, real, fakes = differing(name)
    traits = datasets.traits(name) or crowd_traits(data)
    *both, found = measured(data, real, fakes)
    for items, ours in zip((real, fakes), both, strict=True):
        for trait, values in zip(traits, ours, strict=True):
            natural = data.scale if name == "ring8" else 1
            assert np.array(values) * natural == pytest.approx(trait.measure(items), abs=1e-4)
    wanted = giveaway(traits, real, fakes)
    assert (found["words"], found["accuracy"]) == (wired(wanted.words), pytest.approx(wanted.accuracy))


def test_a_page_sees_nothing_where_nothing_differs():
    data = datasets.load("ring8")
    assert data.draw is not None
    real, others = data.train[:6000], data.draw(50_000, np.random.default_rng(0))  # more than are seen
    word = consulted(data, real, others, 150)
    assert word["lessons"] == 150
    assert abs(word["accuracy"] - 0.5) <= word["band"] == pytest.approx(0.98 * (2 * 2048) ** -0.5, rel=0.01)


def test_a_page_sees_noise_at_once():
    data = datasets.load("digits")
    noise = np.random.default_rng(0).uniform(-1, 1, (1000, *data.shape)).astype(np.float32)
    word = consulted(data, data.train, noise, 100)
    assert word["accuracy"] > 0.99
    assert max(word["looks"]) == 255
    assert word["looks_at"]["say"] in ("the strokes", "the left and the right edge")


def test_an_expert_goes_on_while_referees_are_at_work():
    taken = in_node(
        """async ({ Court }, {}) => {
          const court = new Court(null, () => {})
          const taken = { referee: 0, expert: 0 }
          const judge = (name) => ({ id: 1, who: { progress: 0, work: () => void (taken[name] += 1) }, told: 0 })
          court.cases = { referee: judge("referee"), expert: judge("expert") }
          for (let k = 0; k < 30; k++) court.work()
          return taken
        }""",
        {},
    )
    assert taken == {"referee": 20, "expert": 10}
