"""E experiments of one shape, trained together step by step. A solo run is a list of one."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

import torch

from gan_core import data as datasets
from gan_core.data.base import DataSet, Floats
from gan_core.engine.close_up import close_up
from gan_core.engine.dealer import Dealer
from gan_core.engine.descent import InPlace
from gan_core.engine.device import choose, describe, finish, keep_memory
from gan_core.engine.expert import Expert
from gan_core.engine.lessons import play
from gan_core.engine.looking import examined, laid
from gan_core.engine.match import Match
from gan_core.engine.measuring import measure
from gan_core.engine.pair import PLAYERS, Pair
from gan_core.engine.players import Cast, cast
from gan_core.engine.referee import Referee
from gan_core.engine.tape import Tapes
from gan_core.engine.turn import Player, Turn
from gan_core.engine.units import units
from gan_core.engine.view import Latents, View, fixed_latents
from gan_core.engine.watch import Watch
from gan_core.experiment import LIVE_FIELDS, Experiment
from gan_core.philox import Rolls, Stream
from gan_core.snapshot import CloseUp, Laid, Metrics, Snapshot
from gan_core.words import heard, say, wired

SELDOM: Final = 64  # rounds between two questions to a GPU whether all is well


class Trainer:
    """Steps E GANs together; member k trains exactly as it would alone, up to float rounding.

    A round is `d_steps` detective steps and then `g_steps` forger steps of each member. All randomness of a member
    (first weights, batches, latents) follows from its experiment's seed and how many turns it has had.

    Args:
        experiments: what to train; all must agree on data, batch and sizes (`Experiment.shape_key`).
        device: "cpu", "cuda", "mps" or None for the best there is.
        data: another version of the data set that the experiments name, such as a published one.
        players: who plays, if not the networks that the experiments ask for (`gan_core.engine.seam`).

    Raises:
        ValueError: if there is no experiment, or if two differ in shape.
    """

    def __init__(
        self,
        experiments: Sequence[Experiment],
        device: str | None = None,
        data: DataSet | None = None,
        players: Cast = cast,
    ) -> None:
        if not experiments:
            raise ValueError("A trainer needs at least one experiment.")
        if len({e.shape_key for e in experiments}) > 1:
            raise ValueError("Experiments that train together must share data, batch, packing and sizes.")
        keep_memory()
        self.device = choose(device)
        self.device_name = describe(self.device)
        self.data: DataSet = data or datasets.load(experiments[0].data)
        self.cast = players
        self.match = Match.of(experiments, units(self.data, self.device), players)
        self.pair = self.match.first_pair()
        self.descent = InPlace(self.pair, experiments)
        self.step = 0
        self.thresholds = [0.0] * len(experiments)  # logit above which each detective says "real", as last measured
        self.watch = Watch(len(experiments), self.device)
        self.tapes = Tapes(self.device) if self.device.type == "cuda" else None
        self._fixed = tuple(fixed_latents(self.match, e) for e in experiments)
        self._ready = tuple(self.match.forger.ready(z) for z, _ in self._fixed)

    @property
    def experiments(self) -> tuple[Experiment, ...]:
        """What is trained, with every setting as it is now."""
        return self.match.experiments

    # ---- training

    def round(self) -> None:
        """One full step: every member's detective turns, then its forger turns."""
        for _ in self.turns():
            pass

    def turns(self) -> Iterator[None]:
        """A round for who has other things to do between two turns, where it yields; nothing else with this trainer. On
        CUDA it is recorded and replayed as a whole, and who exploded is asked every `SELDOM` rounds, or by `settle`."""
        for k, turn in enumerate(self._turns() if self.tapes is None else ()):
            if k:
                yield
            with torch.inference_mode():
                self._play(turn.to(self.device))
        if self.tapes is not None:
            with torch.inference_mode():
                self.tapes.play(list(self._turns()), self._play)
        if self.step % SELDOM == 0:
            self._listen()
        self.step += 1

    def detective_step(self, active: Sequence[bool] | None = None) -> None:
        """The detective sees a batch of real items and a batch of fakes, and learns to tell them apart."""
        self._play(self._deal("detective", active).to(self.device))
        self._listen()

    def forger_step(self, active: Sequence[bool] | None = None) -> None:
        """The forger makes a batch and follows the detective's feedback on it. It never sees a real item."""
        self._play(self._deal("forger", active).to(self.device))

    def tell(self, player: Player, real: Floats, fake: Floats) -> None:
        """One turn in which these items (batch, *shape), in natural units, count as real and as fake, for each member.

        Of a forger's turn only relative games take anything from `real`; its own fakes are always its own. ValueError
        unless there are as many of each as a batch holds.
        """
        if not len(real) == len(fake) == self.experiments[0].batch:
            raise ValueError(
                f"A turn takes {self.experiments[0].batch} items of each; got {len(real)} and {len(fake)}."
            )
        rows = [self.match.units.to_net(items).expand(len(self.experiments), -1, -1) for items in (real, fake)]
        with torch.inference_mode():
            turn = self._deal(player, None).to(self.device)
            self.pair, logits = play(self.match, self.descent, self.pair, turn, (rows[0], rows[1]))
        if logits is not None:
            self.watch.look(logits, self.step, later=turn.dials is not None)
            self._listen()

    def update(self, member: int, **changes: Any) -> None:
        """Changes settings of one member while it trains; ValueError for settings that cannot change live."""
        for name in changes:
            if name not in LIVE_FIELDS:
                can = ", ".join(sorted(LIVE_FIELDS))
                raise ValueError(say("“{name}” cannot change while a run trains; {can} can.", name=name, can=can))
        changed = list(self.experiments)
        changed[member] = replace(changed[member], **changes)
        if changed[member].shape_key != self.experiments[member].shape_key:
            room = self.experiments[member].room
            raise ValueError(say("This detective has seats for {room} items only.", room=room))
        self.match = self.match.under(changed)
        self.descent.experiments = self.experiments
        if self.tapes is not None:
            self.tapes.forget()

    def settle(self) -> None:
        """Waits until all rounds are done that a GPU was ordered to do, and hears who exploded meanwhile."""
        finish()
        self._listen()

    def diverged(self, member: int = 0) -> str | None:
        """What happened, in a sentence, if this member's numbers exploded; it trains no more. Else None."""
        return self.watch.said[member]

    # ---- looking

    @property
    def view(self) -> View:
        """What can be seen now: for more than the verbs below."""
        return View(self.match, self.pair, self.step, tuple(self.thresholds), self._fixed, self._ready)

    def sample(self, n: int, member: int = 0, *, live: bool = False, seed: int = 0) -> Floats:
        """n fresh fakes (n, *shape) in the data's natural units; from the averaged forger unless `live`."""
        return self.view.sample(n, member, live=live, seed=seed)

    def logits(self, items: Floats, member: int = 0) -> Floats:
        """The detective's logits (n,) for items (n, *shape) in natural units."""
        return self.view.logits(items, member)

    def fixed_latents(self, member: int = 0) -> Latents:
        """The z (1, n, z_dim) and grain from which a member's wall is always printed, so that it changes smoothly."""
        return self._fixed[member]

    def examine(self, items: Floats, member: int = 0) -> tuple[Floats, Floats]:
        """The detective's scores (n,) in [0, 1] of items (n, *shape), and its feedback on each (n, *shape)."""
        return examined(self.view, member, items)

    def snapshot(
        self, member: int = 0, desk: int | Laid = 0, feedback: bool = False, *, coarse: bool = False
    ) -> Snapshot:
        """A picture of one member; `desk` is what to examine: of the wall, or laid. `coarse` asks fewer places."""
        return laid(self.view, member, Laid(desk) if isinstance(desk, int) else desk, feedback, coarse=coarse)

    def peek(self, player: Player) -> Turn:
        """The turn that this player would have if it came now."""
        return self._dealt(player, self.watch.healthy()).to(self.device)

    def close_up(
        self,
        member: int,
        batch: Turn,
        desk: int = 0,
        since: CloseUp | None = None,
        feedback: bool = False,
        real: bool = False,
    ) -> CloseUp:
        """The forger itself (not its average) and the batch of a turn, measured now; `since` it was so before.

        On the desk lies a fake of the batch, or a `real` item of it.
        """
        return close_up(self.view, member, batch, desk, since, feedback=feedback, real=real)

    def stands(self, member: int, desk: Laid, since: CloseUp, feedback: bool = False) -> Snapshot:
        """The forger itself, as it was last looked at closely, with something else on the desk."""
        levels = tuple(since.level if k == member else level for k, level in enumerate(self.thresholds))
        return laid(replace(self.view, live=True, thresholds=levels), member, desk, feedback)

    def measure(self, member: int = 0) -> Metrics:
        """Everything but the referee, on fresh fakes and held-out real items; brings `thresholds` up to date."""
        metrics, self.thresholds[member] = measure(self.view, member)
        return metrics

    def referee(self, member: int = 0) -> Referee:
        """A fresh classifier, to be trained step by step on a sample frozen now."""
        return Referee(self.data, self.sample(2000, member, seed=99), self.step)

    def expert(self, member: int = 0) -> Expert:
        """A judge who learns until it no longer improves, on fresh fakes of the forger as it is shown now."""
        return Expert(self.data, self.view.copied(member), self.step)

    # ---- keeping

    def state(self) -> bytes:
        """Everything that training depends on; `restore` resumes bit for bit on the same machine."""
        self._listen()
        buffer = io.BytesIO()
        rest = {"step": self.step, "diverged": wired(self.watch.said), "thresholds": self.thresholds}
        torch.save(self.pair.state() | rest, buffer)
        return buffer.getvalue()

    def restore(self, state: bytes) -> None:
        """Takes up a state of a trainer of the same experiments; ValueError if it does not fit."""
        kept = torch.load(io.BytesIO(state), map_location="cpu", weights_only=True)
        turns = kept.get("turns", kept["counts"])  # one from when dice were kept themselves goes on with other ones
        self.pair = self.pair.take(kept["tensors"], kept["counts"], turns)
        self.step, self.watch.said, self.thresholds = kept["step"], heard(kept["diverged"]), kept["thresholds"]
        self.watch.worst.zero_()

    def move(self, pair: Pair) -> None:
        """Goes on with the same numbers in other places: `pair` holds what `self.pair` holds."""
        self.pair, self.descent = pair, InPlace(pair, self.experiments)

    def branched(self, rows: Sequence[int]) -> Trainer:
        """A new trainer whose members go on, each by itself, from where these members of this one stand."""
        self._listen()
        branch = Trainer([self.experiments[k] for k in rows], str(self.device), self.data, self.cast)
        sides = [self.pair.side(player) for player in PLAYERS]
        counts, turns = ([[getattr(s, n)[k] for k in rows] for s in sides] for n in ("counts", "turns"))
        branch.pair = branch.pair.take([t[list(rows)] for t in self.pair.tensors()], counts, turns)
        branch.step = self.step
        branch.watch.said = [self.watch.said[k] for k in rows]
        branch.thresholds = [self.thresholds[k] for k in rows]
        return branch

    def renew(self, member: int) -> None:
        """A detective who has learnt nothing takes the place of this member's, and both players' Adam forgets.

        Its weights follow from the seed and the step alone.
        """
        rolls = Rolls(self.experiments[member].seed, Stream.FRESH_DETECTIVE, self.step)
        self.pair = self.pair.renewed(member, self.match.beginners([rolls]))

    # ---- a turn

    def _turns(self) -> Iterator[Turn]:
        """The turns of a round; each is dealt when it is asked for."""
        for player, asked in self._dealer.order():
            yield self._deal(player, asked)

    @property
    def _dealer(self) -> Dealer:
        return Dealer(self.match, dials=self.tapes is not None)

    def _deal(self, player: Player, asked: Sequence[bool] | None) -> Turn:
        active = self.watch.healthy(asked)
        turn = self._dealt(player, active)
        self.pair = self.pair.counted(player, active)
        return turn

    def _dealt(self, player: Player, active: Sequence[bool]) -> Turn:
        return self._dealer.deal(player, active, self.pair.side(player), [self.step] * len(active))

    def _play(self, turn: Turn) -> None:
        self.pair, logits = play(self.match, self.descent, self.pair, turn)
        if logits is not None:
            self.watch.look(logits, self.step, later=turn.dials is not None)

    def _listen(self) -> None:
        if self.tapes is not None:
            self.watch.hear(self.watch.worst, self.step)
