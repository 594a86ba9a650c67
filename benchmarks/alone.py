"""A page without a server in processor time: how long until stage 3, for what, and how strict its referee is.

The page's own worker runs in node, and its clock is the processor's, so that other work on the machine counts little.
"""

from __future__ import annotations

import argparse
import base64
import json
from collections.abc import Iterator
from dataclasses import replace
from time import process_time
from typing import Any

import numpy as np
import torch

from benchmarks.node import in_node
from gan_core.data.base import DataSet, Floats
from gan_core.engine.portable.book import Since, book
from gan_core.engine.portable.dice import STREAMS
from gan_core.engine.portable.referee import SAMPLE, referee_plan, referee_programs
from gan_core.engine.referee import Referee
from gan_core.engine.trainer import Trainer
from gan_core.engine.units import units
from gan_core.experiment import Experiment
from gan_core.words import wired

CPU = torch.device("cpu")
PLAYED = """async ({ Players, Run, Court, Workshop, NEEDED }, { book, kernel, seed, patience, cores }) => {
  const spent = { judges: 0 }
  const worked = () => {
    const { user, system } = process.threadCpuUsage()
    return (user + system) / 1000
  }
  const now = () => worked() - (cores > 1 ? 1000 * spent.judges : 0) // of the thread that trains
  Object.defineProperty(globalThis, "performance", { value: { now } })
  let pictures = 0
  const watch = (whose, name, what, each = () => {}) => {
    const own = whose[name].bind(whose)
    spent[what] = 0
    whose[name] = (...given) => {
      const started = now()
      const found = own(...given)
      spent[what] += (now() - started) / 1000
      each()
      return found
    }
  }
  const opened = now()
  const players = await Players.of(book, kernel, seed)
  const court = new Court(await Workshop.of(book, kernel, 0, NEEDED), (answer) => run.judges.hear(answer))
  const run = new Run(players, "here", null, cores > 1 ? court : null)
  const step = court.work.bind(court)
  // What the other core does meanwhile.
  let left = 0
  const beside = (ms) => {
    for (left += ms; left > 0; ) {
      const before = worked()
      if (!step()) return void (left = 0)
      const took = worked() - before
      spent.judges += took / 1000
      left -= took
    }
  }
  watch(run, "train", "training")
  watch(run, "show", "pictures", () => (pictures += 1))
  watch(run, "measure", "looks")
  if (cores < 2) watch(run, "judge", "judges")
  const started = now()
  while (run.playing && run.record.stage < 3 && now() - started < 1000 * patience) {
    const before = now()
    run.work(() => {})
    if (cores > 1) beside(now() - before)
  }
  const seconds = (now() - started) / 1000
  return {
    seed, step: players.step, stage3_s: run.record.stage < 3 ? null : seconds, opening_s: (started - opened) / 1000,
    round_ms: (1000 * spent.training) / players.step, pictures_a_second: pictures / seconds, spent_s: spent,
  }
}"""

JUDGED = """async ({ Machine, Workshop, Referee, floats }, given) => {
  const { kernel, programs, plan, size, streams, seed, real, fakes } = given
  const workshop = Object.create(Workshop.prototype)
  const machine = await Machine.of(kernel)
  const ready = Object.entries(programs).map(([name, plain]) => [name, machine.program(plain, name)])
  const book = { referee: plan, items: { size }, streams }
  Object.assign(workshop, { machine, programs: Object.fromEntries(ready), book })
  const reals = floats(real)
  const heldOut = { put: (into, at, row) => into.set(reals.subarray(row * size, (row + 1) * size), at * size) }
  const referee = new Referee(workshop, { step: 0, seed }, { heldOut, fakes: floats(fakes) })
  while (!referee.work());
  return [referee.word.accuracy, Array.from(workshop.programs["referee judges"].output("logits"))]
}"""


CONSULTED = """async ({ Players, Court }, { book, kernel, seed }) => {
  const players = await Players.of(book, kernel, seed, true)
  let word = null
  const court = new Court(players, (answer) => (word = answer.word))
  const weights = players.shown().map((numbers) => numbers.slice())
  const started = process.threadCpuUsage().user
  court.hear({ judge: "expert", id: 1, step: players.step, seed, weights })
  while (court.work());
  const { accuracy, lessons, giveaway, alone } = word
  const seconds = (process.threadCpuUsage().user - started) / 1e6
  return { accuracy, lessons, giveaway: giveaway?.say ?? null, alone, seconds }
}"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", default="banknotes")
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--first", type=int, default=100, help="the first seed")
    parser.add_argument("--patience", type=float, default=300.0, help="seconds to wait for stage 3, at most")
    parser.add_argument("--cores", type=int, default=2, help="with one, judges take turns with the training")
    parser.add_argument("--judge", default="", help="rounds after which judges of both judge the engine's: 1000,2000")
    parser.add_argument("--judged", type=int, default=1, help="seeds whose forgers are judged")
    parser.add_argument("--json", action="store_true")


def main(arguments: argparse.Namespace) -> None:
    experiment = Experiment.from_query({"data": arguments.data})
    found: dict[str, Any] = {"data": arguments.data}
    if arguments.seeds:
        told = wired(book(experiment))
        seeds = range(arguments.first, arguments.first + arguments.seeds)
        given = {"book": told, "patience": arguments.patience, "cores": arguments.cores}
        found["runs"] = [in_node(PLAYED, given | {"seed": seed}) for seed in seeds]
    if arguments.judge:
        steps = [int(step) for step in arguments.judge.split(",")]
        judged = range(arguments.first, arguments.first + arguments.judged)
        found["judges"] = [row for seed in judged for row in both(replace(experiment, seed=seed), steps)]
    print(json.dumps(found) if arguments.json else json.dumps(found, indent=2))


def both(experiment: Experiment, steps: list[int]) -> Iterator[dict[str, Any]]:
    """After each of these rounds how often a page's judges are right, and the engine's. Referees judge the same items,
    experts the same forger's."""
    trainer = Trainer([experiment], "cpu")
    data = trainer.data
    for step in sorted(steps):
        while trainer.step < step:
            trainer.round()
        fakes = trainer.sample(min(SAMPLE, len(data.held_out)))
        ours = Referee(data, fakes, step, experiment.seed).finish()
        yield {
            "seed": experiment.seed,
            "step": step,
            "referee": {"page": pages_referee(data, fakes, experiment.seed)[0], "engine": ours},
            "expert": {"page": pages_expert(trainer), "engine": engines_expert(trainer)},
        }


def engines_expert(trainer: Trainer) -> dict[str, Any]:
    """What the engine's expert says of a trainer's forger."""
    started = process_time()
    word = trainer.expert().finish()
    found = word.giveaway
    told = {"giveaway": found and str(found.words), "alone": found and found.accuracy}
    return {"accuracy": word.accuracy, "lessons": word.lessons, **told, "seconds": process_time() - started}


def pages_expert(trainer: Trainer) -> dict[str, Any]:
    """The same of a page's expert, who is given the very weights."""
    (experiment,) = trainer.experiments
    told = wired(book(experiment, Since(trainer.state(), 0.0, ({"stage": 1, "step": 0, "seconds": 0.0},))))
    said: dict[str, Any] = in_node(CONSULTED, {"book": told, "seed": experiment.seed})
    return said


def pages_referee(data: DataSet, fakes: Floats, seed: int, **plan: Any) -> tuple[float, list[float]]:
    """How often a page's referee is right of fakes (n, *shape) beside held-out items, and its last logits; `plan` says
    what is otherwise in it than `referee_plan` has it."""
    given = {
        "programs": {name: program.plain() for name, program in referee_programs(data).items()},
        "plan": referee_plan(data) | plan,
        "size": int(np.prod(data.shape)),
        "streams": STREAMS,
        "seed": seed,
        "real": _rows(data, data.held_out[: len(fakes)]),
        "fakes": _rows(data, fakes),
    }
    accuracy, logits = in_node(JUDGED, given)
    return accuracy, logits


def _rows(data: DataSet, items: Floats) -> str:
    """As the networks see them."""
    return base64.b64encode(units(data, CPU).to_net(items).numpy().astype("<f4").tobytes()).decode()
