"""E experiments of one shape, trained together step by step. A solo run is a list of one."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import embedding, pad

from gan_core import data as datasets
from gan_core.data.base import DataSet, Floats
from gan_core.engine import players
from gan_core.engine.adam import Adam
from gan_core.engine.backprop import Pass
from gan_core.engine.company import Company, seat_numbers
from gan_core.engine.device import choose, describe, finish, keep_memory
from gan_core.engine.dice import Dice
from gan_core.engine.losses import GAMES, LossFunction
from gan_core.engine.networks import Weights, members
from gan_core.engine.referee import Referee
from gan_core.engine.tape import Tapes
from gan_core.engine.tiles import PATCH, from_tiles, to_tiles
from gan_core.engine.turn import Player, Turn
from gan_core.experiment import FIELDS, Experiment
from gan_core.snapshot import Metrics, Snapshot

LIVE_FIELDS = frozenset(f.name for f in FIELDS if f.live)
PENALTIES = ("r1", "r2", "gp")
RATES: dict[Player, str] = {"detective": "lr_d", "forger": "lr_g"}  # whose setting is whose
SELDOM = 64  # rounds between two questions to a GPU whether all is well
EXPLODED = 1e6  # a logit beyond this is an explosion: no penalty or game leads there in health


class Trainer:
    """Steps E GANs together; member k trains exactly as it would alone, up to float rounding.

    A round is `d_steps` detective steps and then `g_steps` forger steps of each member. All randomness of a member
    (first weights, batches, latents) comes from one generator seeded with its experiment's seed.

    Args:
        experiments: what to train; all must agree on data, batch and sizes (`Experiment.shape_key`).
        device: "cpu", "cuda", "mps" or None for the best there is.
        data: another version of the data set that the experiments name, such as a published one.

    Raises:
        ValueError: if there is no experiment, or if two differ in shape.
    """

    def __init__(
        self, experiments: Sequence[Experiment], device: str | None = None, data: DataSet | None = None
    ) -> None:
        if not experiments:
            raise ValueError("A trainer needs at least one experiment.")
        if len({e.shape_key for e in experiments}) > 1:
            raise ValueError("Experiments that train together must share data, batch, packing and sizes.")
        keep_memory()
        self.experiments = tuple(experiments)
        self.device = choose(device)
        self.device_name = describe(self.device)
        self.data: DataSet = data or datasets.load(experiments[0].data)
        self.forger, self.detective = players.cast(experiments[0], self.data, self.device)
        self._stretch = PATCH**2 * self.data.shape[0] if self.data.kind == "image" else self.data.train[0].size
        self.step = 0
        self._generators = [torch.Generator().manual_seed(e.seed) for e in experiments]
        self._dice = Dice(self._generators, experiments[0].batch)
        self.g_weights = self._first_weights(self.forger)
        self.d_weights = self._first_weights(self.detective)
        self.company = self._company()
        company_numbers = seat_numbers(experiments[0].room, self._stretch)
        self.d_weights[0][:, self._stretch : company_numbers] = 0
        self.g_mean = [w.clone() for w in self.g_weights]
        self._g_adam, self._d_adam = Adam(self.g_weights), Adam(self.d_weights)
        self._train = self.to_net(self.data.train)
        self._fixed = [self._latents_for_show(e) for e in experiments]
        self._diverged: list[str | None] = [None] * len(experiments)
        self._worst = torch.zeros(len(experiments), device=self.device)  # logits, where explosions are asked for later
        self._tapes = Tapes(self.device) if self.device.type == "cuda" else None
        self.thresholds = [0.0] * len(experiments)  # logit above which each detective says "real", as last measured

    # ---- training

    def round(self) -> None:
        """One full step: every member's detective turns, then its forger turns.

        On CUDA rounds are recorded and replayed, and whether any member exploded is asked only every `SELDOM` rounds,
        or by `settle`.
        """
        with torch.inference_mode():
            if self._tapes is None:
                for turn in self._turns():
                    self._play(turn.to(self.device))
            else:
                self._tapes.play(list(self._turns()), self._play)
        if self.step % SELDOM == 0:
            self._listen()
        self.step += 1

    def detective_step(self, active: Sequence[bool] | None = None) -> None:
        """The detective sees a batch of real items and a batch of fakes, and learns to tell them apart."""
        self._play(self._turn("detective", active).to(self.device))
        self._listen()

    def forger_step(self, active: Sequence[bool] | None = None) -> None:
        """The forger makes a batch and follows the detective's feedback on it. It never sees a real item:
        in relative games only the detective's logits on real items enter."""
        self._play(self._turn("forger", active).to(self.device))

    def update(self, member: int, **changes: Any) -> None:
        """Changes settings of one member while it trains; ValueError for settings that cannot change live."""
        for name in changes:
            if name not in LIVE_FIELDS:
                raise ValueError(f"“{name}” cannot change while a run trains; {', '.join(sorted(LIVE_FIELDS))} can.")
        changed = list(self.experiments)
        changed[member] = replace(changed[member], **changes)
        if changed[member].shape_key != self.experiments[member].shape_key:
            raise ValueError(f"This detective has seats for {self.experiments[member].room} items only.")
        self.experiments = tuple(changed)
        self.company = self._company()
        if self._tapes is not None:
            self._tapes.forget()

    def settle(self) -> None:
        """Waits until all rounds are done that a GPU was ordered to do, and hears who exploded meanwhile."""
        finish()
        self._listen()

    def branched(self, rows: Sequence[int]) -> Trainer:
        """A new trainer whose members go on, each by itself, from where these members of this one stand."""
        self._listen()
        branch = Trainer([self.experiments[k] for k in rows], str(self.device), self.data)
        for mine, theirs in zip(branch._tensors(), self._tensors(), strict=True):
            mine.copy_(theirs[list(rows)])
        for adam, other in ((branch._g_adam, self._g_adam), (branch._d_adam, self._d_adam)):
            adam.counts = [other.counts[k] for k in rows]
        for generator, k in zip(branch._generators, rows, strict=True):
            generator.set_state(self._generators[k].get_state())
        branch.step = self.step
        branch._diverged = [self._diverged[k] for k in rows]
        branch.thresholds = [self.thresholds[k] for k in rows]
        return branch

    def diverged(self, member: int = 0) -> str | None:
        """What happened, in a sentence, if this member's numbers exploded; it trains no more. Else None."""
        return self._diverged[member]

    # ---- looking

    def sample(self, n: int, member: int = 0, *, live: bool = False, seed: int = 0) -> Floats:
        """n fresh fakes (n, *shape) in the data's natural units; from the averaged forger unless `live`."""
        return self.to_item_shape(self.fresh(n, member, live=live, seed=seed)) * self.data.scale

    def fresh(self, n: int, member: int = 0, *, live: bool = False, seed: int = 0) -> Tensor:
        """The same fakes as the networks see them: (n, d)."""
        generator = torch.Generator().manual_seed(seed * 7919 + self.step + 1)
        z, grain = self._moved(*self.forger.draw(n, generator))
        return self.forger(self._shown(member, live=live), z, grain)[0]

    def print_from(self, z: Tensor, grain: Tensor | None, member: int = 0, *, live: bool = False) -> Floats:
        """The fakes (n, *shape), in natural units, that a member's forger makes of z (1, n, z_dim) and grain."""
        return self.to_item_shape(self.forger(self._shown(member, live=live), z, grain)[0] * self.data.scale)

    def fixed_latents(self, member: int = 0) -> tuple[Tensor, Tensor | None]:
        """The z (1, n, z_dim) and grain from which a member's wall is always printed, so that it changes smoothly."""
        return self._fixed[member]

    def logits(self, items: Floats, member: int = 0) -> Floats:
        """The detective's logits (n,) for items (n, *shape) in natural units."""
        return self.judge(self.to_net(items), member)

    def judge(self, rows: Tensor, member: int = 0) -> Floats:
        """The detective's logits (n,) for items (n, d) as the networks see them."""
        out: Floats = self.opinion(rows[None], member).flatten().cpu().numpy()
        return out

    def opinion(self, rows: Tensor, member: int = 0, others: Tensor | None = None) -> Tensor:
        """The same as a tensor, (1, n, d) → (1, n); company, where the detective sees some, are `others` (1, n, d)."""
        company = self.company.alone(member)
        weights = members(company.eyes(self.d_weights), slice(member, member + 1))
        return self.detective(weights, company.seat(rows, others)).squeeze(-1)

    @cached_property
    def held_out(self) -> Tensor:
        """The held-out real items as the networks see them: (m, d)."""
        return self.to_net(self.data.held_out)

    def snapshot(self, member: int = 0, desk: int = 0, feedback: bool = False) -> Snapshot:
        """A picture of one member now; `desk` is the index of the wall's item to examine."""
        from gan_core.engine.looking import look

        return look(self, member, desk, feedback)

    def measure(self, member: int = 0) -> Metrics:
        """Everything but the referee, on fresh fakes and held-out real items."""
        from gan_core.engine.measuring import measure

        return measure(self, member)

    def referee(self, member: int = 0) -> Referee:
        """A fresh classifier, to be trained step by step on a sample frozen now."""
        return Referee(self.data, self.sample(2000, member, seed=99), self.step)

    # ---- keeping

    def state(self) -> bytes:
        """Everything that training depends on; `restore` resumes bit for bit on the same machine."""
        self._listen()
        buffer = io.BytesIO()
        torch.save(
            {
                "step": self.step,
                "tensors": self._tensors(),
                "counts": [self._g_adam.counts, self._d_adam.counts],
                "generators": [g.get_state() for g in self._generators],
                "diverged": self._diverged,
                "thresholds": self.thresholds,
            },
            buffer,
        )
        return buffer.getvalue()

    def restore(self, state: bytes) -> None:
        """Takes up a state of a trainer of the same experiments; ValueError if it does not fit."""
        kept = torch.load(io.BytesIO(state), map_location="cpu", weights_only=True)
        tensors = self._tensors()
        if [t.shape for t in kept["tensors"]] != [t.shape for t in tensors]:
            raise ValueError("This checkpoint belongs to a run of another shape.")
        for mine, theirs in zip(tensors, kept["tensors"], strict=True):
            mine.copy_(theirs)
        self._g_adam.counts, self._d_adam.counts = kept["counts"]
        for generator, at in zip(self._generators, kept["generators"], strict=True):
            generator.set_state(at)
        self.step, self._diverged, self.thresholds = kept["step"], kept["diverged"], kept["thresholds"]
        self._worst.zero_()

    def _tensors(self) -> list[Tensor]:
        adams = (self._g_adam, self._d_adam)
        return [*self.g_weights, *self.d_weights, *self.g_mean, *(t for a in adams for t in (*a.mean, *a.square))]

    # ---- a turn

    def _turns(self) -> Iterator[Turn]:
        """The turns of a round; each is dealt when it is asked for."""
        for k in range(max(e.d_steps for e in self.experiments)):
            yield self._turn("detective", [k < e.d_steps for e in self.experiments])
        for k in range(max(e.g_steps for e in self.experiments)):
            yield self._turn("forger", [k < e.g_steps for e in self.experiments])

    def _turn(self, player: Player, asked: Sequence[bool] | None = None) -> Turn:
        """Deals a turn: rolls the dice of all who play and reads their rates.

        A member rolls only what it needs, in the order of its needs, as it would alone.
        """
        active = self._still_healthy(asked)
        detective = player == "detective"
        looking = [a and (detective or GAMES[e.loss].relative) for a, e in zip(active, self.experiments, strict=True)]
        pulled = [a and detective and e.gp > 0 for a, e in zip(active, self.experiments, strict=True)]
        rows = self._dice.rows(len(self._train), looking) if detective else None
        z, grain = self._dice.latents(self.forger, active)
        if any(looking) and not detective:
            rows = self._dice.rows(len(self._train), looking)
        rate, adam = RATES[player], self._d_adam if detective else self._g_adam
        adam.count(active)
        rates = [getattr(e, rate) * annealing(self.step, e.anneal, e.anneal_to) for e in self.experiments]
        moves = [0.0 if detective else self._move(e) * a for a, e in zip(active, self.experiments, strict=True)]
        return Turn(
            player,
            tuple(active),
            tuple(rates),
            tuple(adam.counts),
            tuple(moves),
            z,
            grain,
            rows,
            self._dice.shares(pulled) if any(pulled) else None,
            self._penalties() if detective else None,
            torch.tensor([rates, adam.counts, moves]) if self._tapes is not None else None,
        )

    def _play(self, turn: Turn) -> None:
        if turn.player == "detective":
            self._detective_learns(turn)
        else:
            self._forger_learns(turn)

    def _detective_learns(self, turn: Turn) -> None:
        """Down the slope of its own loss, and of its penalties, on real items and on fakes."""
        real = self._real_batch(turn)
        fake = self.forger(self.g_weights, turn.z, turn.grain)
        seen = self._detective_on(torch.cat([self.company.seat(real), self.company.seat(fake)], dim=1))
        wanted = self._by_game("detective_slopes", *seen.out.chunk(2, dim=1))
        if turn.penalties is not None and (self._weights_of("r1") or self._weights_of("r2")):
            slopes = seen.slopes(torch.ones_like(seen.out))
            gradients = seen.back_with_penalty(wanted, slopes, _r1_r2(seen.at_input(slopes), turn.penalties))
        else:
            gradients = seen.back(wanted)
        if turn.penalties is not None and turn.between is not None:
            between = real.lerp(fake, turn.between)
            torch._foreach_add_(gradients, self._pull(between, turn.penalties[2]))
        self._descend(self._d_adam, gradients, turn)
        self._watch(seen.out, turn)

    def _forger_learns(self, turn: Turn) -> None:
        """Down the slope that the detective's logits have at its fakes."""
        fake, lesson = self.forger.lesson(self.g_weights, turn.z, turn.grain)
        seen = self._detective_on(self.company.seat(fake))
        on_real = seen.out
        if turn.rows is not None:
            on_real = self._detective_on(self.company.seat(self._real_batch(turn))).out
        feedback = seen.at_input(seen.slopes(self._by_game("forger_slopes", on_real, seen.out)))
        self._descend(self._g_adam, lesson(self.company.unseat(feedback, fake)), turn)
        self._average(turn)

    # ---- parts of a step

    def _company(self) -> Company:
        return Company.of(self.experiments, self._stretch, self.device, spare=not self.experiments[0].waves)

    def _first_weights(self, network: players.Network) -> list[Tensor]:
        rows = [network.init(g) for g in self._generators]
        return [torch.stack(layer).to(self.device) for layer in zip(*rows, strict=True)]

    def _latents_for_show(self, experiment: Experiment) -> tuple[Tensor, Tensor | None]:
        generator = torch.Generator().manual_seed(experiment.seed + 1)
        n = 24 if self.data.kind == "image" else 512
        return self._moved(*self.forger.draw(n, generator))

    def _moved(self, z: Tensor, grain: Tensor | None) -> tuple[Tensor, Tensor | None]:
        """The latents of one member, on the device and with the axis of members."""
        return z[None].to(self.device), None if grain is None else grain[None].to(self.device)

    def _by_game(self, slopes: str, on_real: Tensor, on_fake: Tensor) -> Tensor:
        """Slopes of each member's own loss, a mean over items, at logits; members that play one game go together."""
        names = [e.loss for e in self.experiments]
        functions: dict[str, LossFunction] = {name: getattr(GAMES[name], slopes) for name in names}
        games = {name: function(on_real, on_fake) / on_fake.shape[1] for name, function in functions.items()}
        if len(games) == 1:
            return games[names[0]]
        return torch.stack([games[name][k] for k, name in enumerate(names)])

    def _pull(self, between: Tensor, rates: Tensor) -> list[Tensor]:
        """The slope at every weight of λ E(‖∇D‖ − 1)² at points between real and fake (Gulrajani et al. 2017)."""
        seen = self._detective_on(self.company.seat(between))
        slopes = seen.slopes(torch.ones_like(seen.out))
        slope = seen.at_input(slopes)
        by_item = 2 * rates[:, None, None] / slope.shape[1]
        pull = by_item * (1 - slope.square().sum(-1, keepdim=True).add(1e-12).rsqrt()) * slope
        return seen.back_with_penalty(torch.zeros_like(seen.out), slopes, pull)

    def _weights_of(self, name: str) -> bool:
        return any(getattr(e, name) > 0 for e in self.experiments)

    def _penalties(self) -> Tensor | None:
        """(3, E): the weights of R1, R2 and the gradient penalty now; None if nobody has any."""
        if not any(self._weights_of(name) for name in PENALTIES):
            return None
        relaxed = [relaxing(self.step, e.relax) for e in self.experiments]
        r1, r2 = ([getattr(e, n) * r for e, r in zip(self.experiments, relaxed, strict=True)] for n in ("r1", "r2"))
        return torch.tensor([r1, r2, [e.gp for e in self.experiments]])

    def _real_batch(self, turn: Turn) -> Tensor:
        """(E, B, d) real items."""
        assert turn.rows is not None
        return embedding(turn.rows, self._train)  # copies whole rows; indexing goes number by number

    def _detective_on(self, seated: Tensor) -> Pass:
        return self.detective.forward(self.company.eyes(self.d_weights), seated)

    def _descend(self, adam: Adam, gradients: list[Tensor], turn: Turn) -> None:
        left_out = adam.weights[0].shape[1] - gradients[0].shape[1]
        if left_out:  # empty seats
            gradients = [pad(gradients[0], (0, 0, 0, left_out)), *gradients[1:]]
        betas = [(e.beta1, e.beta2) for e in self.experiments]
        if turn.dials is None:
            adam.step(gradients, turn.rates, betas, turn.counts, turn.active)
        else:
            alike = [(getattr(e, RATES[turn.player]), e.anneal, e.anneal_to) for e in self.experiments]
            adam.step(gradients, alike, betas, turn.counts, turn.active, turn.dials)

    def _move(self, e: Experiment) -> float:
        """By what part the averaged forger goes toward the live one; half-lives are at most a tenth of the run."""
        half_life = min(e.ema, 0.1 * self.step)
        return 1 - 0.5 ** (1 / half_life) if half_life > 0 else 1.0

    def _average(self, turn: Turn) -> None:
        if turn.dials is None and len(set(turn.moves)) == 1:
            torch._foreach_lerp_(self.g_mean, self.g_weights, turn.moves[0])
            return
        moves = torch.tensor(turn.moves, device=self.device) if turn.dials is None else turn.dials[2]
        for mean, weight in zip(self.g_mean, self.g_weights, strict=True):
            mean.lerp_(weight, moves.view(-1, *[1] * (mean.dim() - 1)))

    def _still_healthy(self, active: Sequence[bool] | None) -> list[bool]:
        asked = active if active is not None else [True] * len(self.experiments)
        return [a and d is None for a, d in zip(asked, self._diverged, strict=True)]

    def _watch(self, logits: Tensor, turn: Turn) -> None:
        """Notes members whose logits are no longer numbers of a sane size; a recording only notes the size."""
        worst = torch.linalg.vector_norm(logits, math.inf, dim=(1, 2))
        if turn.dials is None:
            self._hear(worst)
        else:
            torch.maximum(self._worst, worst, out=self._worst)

    def _listen(self) -> None:
        if self._tapes is not None:
            self._hear(self._worst)

    def _hear(self, worst: Tensor) -> None:
        for k, size in enumerate(worst.tolist()):
            if self._diverged[k] is None and not size < EXPLODED:
                got = "stopped being numbers (NaN)" if math.isnan(size) else f"reached {size:.0e}"
                self._diverged[k] = (
                    f"This run blew up at step {self.step}: the detective's scores {got}. "
                    "Too large a learning rate, or a loss without a penalty, does that."
                )

    def _shown(self, member: int, *, live: bool) -> Weights:
        weights = self.g_weights if live or self.experiments[member].ema == 0 else self.g_mean
        return members(weights, slice(member, member + 1))

    def to_net(self, items: Floats) -> Tensor:
        """Items (n, *shape) in natural units as the networks see them: (n, d) on the device."""
        rows = to_tiles(items) if self.data.kind == "image" else items.reshape(len(items), -1)
        return (torch.from_numpy(np.ascontiguousarray(rows, dtype=np.float32)) / self.data.scale).to(self.device)

    def to_item_shape(self, rows: Tensor) -> Floats:
        """(n, d) numbers in the networks' order as (n, *shape), unscaled."""
        numbers: Floats = rows.cpu().numpy()
        if self.data.kind != "image":
            return numbers.reshape(-1, *self.data.shape)
        c, h, w = self.data.shape
        return from_tiles(numbers, (c, h, w))


def _r1_r2(slope: Tensor, penalties: Tensor) -> Tensor:
    """How γ/2 E‖∇D‖², R1 at real items and R2 at fakes (Mescheder et al. 2018), changes with ∇D (E, 2B, d)."""
    half = slope.shape[1] // 2
    rates = (penalties[:2] / half).T
    return rates.repeat_interleave(half, dim=1)[:, :, None] * slope


def annealing(step: int, over: int, to: float = 0.1) -> float:
    """The factor on the learning rates: 1, falling along a half cosine to `to` over `over` steps; for 0 always 1."""
    if over == 0:
        return 1.0
    return to + (1 - to) * (1 + math.cos(math.pi * min(step / over, 1.0))) / 2


def relaxing(step: int, over: int) -> float:
    """The factor on R1 and R2: 1, falling geometrically to 0.2 over `over` steps; 1 throughout for 0.

    A steep penalty keeps all modes alive while the fakes are noise; a mild one lets the detective see fine faults.
    """
    return 1.0 if over == 0 else 0.2 ** min(step / over, 1.0)
