"""Own data in the worker: they come with the order, train, tell gauges and weights, and go with their last run."""

from __future__ import annotations

from dataclasses import replace

from gan_core import data as datasets
from gan_core.data.own import Parcel, from_word
from gan_core.engine.portable.state import whole
from gan_core.experiment import recipe
from live.wire import messages as m
from live.wire.frames import decode
from live.wire.pace import Pace
from live.wire.taking import TakeState, TakeWeights
from live.worker.engine import Engine
from tests.live.worker.working import Desk


def built(experiments):
    from gan_core.engine.trainer import Trainer

    return Trainer(experiments, "cpu")


def test_own_data_come_with_their_run_and_go_with_the_last():
    parcel = Parcel.of(from_word("GAN", 300))
    experiment = replace(recipe(parcel.name), batch=16, g_width=8, d_width=8)
    desk = Desk(Engine(built))
    for name in ("one", "two"):
        desk.orders.append(m.Begin(name, name, (experiment,), None, Pace(), True, 0, goods=parcel))
    desk.say("one", TakeWeights())
    desk.say("one", TakeState())

    def said(kind):
        return [r for r in desk.reports if isinstance(r, kind)]

    def measured():
        frames = [decode(f.message)[0] for f in said(m.Frame)]
        return said(m.Aside) and any(f["members"][0].get("coverage") is not None for f in frames)

    desk.until(measured)
    assert not said(m.Failed)
    assert decode(said(m.Vault)[0].message)[0]["yardsticks"].keys() == {"high_quality", "coverage", "density"}
    header, [file] = decode(said(m.Aside)[0].message)
    assert (header["part"], b"__metadata__" in file.data[:200]) == ("weights", True)
    header, tensors = decode(said(m.Aside)[1].message)
    assert (header["part"], len(header["counts"])) == ("state", 1)
    assert {t.name for t in tensors} == set(whole(desk.training("one").trainer.pair))
    assert all(aside.for_owner for aside in said(m.Aside))
    assert desk.training("one").trainer.data is desk.training("two").trainer.data
    for name, left in (("one", True), ("two", False)):
        desk.orders.append(m.Close(name))
        desk.until(lambda: any(c.assignment == name and c.closed for c in said(m.Checkpoint)))  # noqa: B023
        assert datasets.has(parcel.name) is left
