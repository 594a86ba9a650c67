"""The faults that `python -m benchmarks mutants` puts into the library one by one, and the tests that should mind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Fault:
    """In a file of gan_core `sound` becomes `faulty`, at its first place."""

    file: str
    sound: str
    faulty: str
    tests: tuple[str, ...]  # of tests/gan_core


def _in(file: str, tests: str, *changes: tuple[str, str]) -> list[Fault]:
    return [Fault(file, sound, faulty, tuple(tests.split())) for sound, faulty in changes]


FAULTS: Final[tuple[Fault, ...]] = (
    *_in(
        "metrics/accuracy.py", "metrics/test_accuracy.py",
        ("+ 1 - share_above", "+ 1 + share_above"),
        ("0.5 / len(side)", "1 / len(side)"),
        ("(s == threshold).mean() / 2", "(s == threshold).mean()"),
        ("/ (2 * len(f))", "/ len(f)"),
        ("(1 / reals + 1 / fakes) / 16", "(1 / reals + 1 / fakes) / 4"),
    ),
    *_in(
        "metrics/coverage.py", "metrics/test_coverage.py",
        ("max(len(mode), 1)", "max((mode >= 0).sum(), 1)"),
        ("np.minimum(0.01,", "np.maximum(0.01,"),
        ("-(q * np.log(q)).sum()", "(q * np.log(q)).sum()"),
        ("reading.good & (reading.mode >= 0)", "(reading.mode >= 0)"),
        ("q[seen] / p[seen]", "p[seen] / q[seen]"),
        ("(modes - 1) / (2 *", "modes / (2 *"),
        ("np.abs(q / q.sum() - p).sum() / 2)", "np.abs(q / q.sum() - p).sum())"),
    ),
    *_in(
        "metrics/distance.py", "metrics/test_distance.py",
        ("gaps = np.abs(", "gaps = ("),
        (") / (n * m)", ") / n"),
    ),
    *_in(
        "engine/losses.py", "engine/test_losses.py",
        ("(softplus(-real) + softplus(fake)).mean(-1)", "(softplus(-real) - softplus(fake)).mean(-1)"),
        ("torch.cat([-(-real).sigmoid(), fake", "torch.cat([-real.sigmoid(), fake"),
        ("lambda real, fake: -softplus(fake).mean(-1)", "lambda real, fake: softplus(fake).mean(-1)"),
        ("lambda real, fake: -(real - fake).sigmoid()", "lambda real, fake: -(fake - real).sigmoid()"),
        ("(fake > -1).to(fake)", "(fake > 1).to(fake)"),
        ("(fake - 1).square().mean(-1) / 2", "(fake - 1).square().mean(-1)"),
        ("lambda real, fake: (fake - real).mean(-1)", "lambda real, fake: (real - fake).mean(-1)"),
    ),
    *_in(
        "engine/dealer.py", "engine/test_dealer.py engine/test_trainer.py",
        ("RELAXED: Final = 0.2", "RELAXED: Final = 0.5"),
        ("annealing(step, e.anneal, e.anneal_to)", "annealing(step, e.anneal)"),
        ("min(e.ema, 0.1 * step)", "e.ema"),
        ("[e.gp for e in experiments]", "[0.0 for e in experiments]"),
        ("k < e.g_steps", "k <= e.g_steps"),
        ("math.cos(math.pi *", "math.cos(2 * math.pi *"),
    ),
    *_in(
        "engine/lessons.py", "test_plain.py engine/test_trainer.py",
        ("turn.penalties[2])", "turn.penalties[0])"),
        ("(penalties[:2] / half)", "(penalties[:2] / 2 / half)"),
        ("descent.average(pair.shown, side.weights, turn)", "pair.shown"),
        ("slope.square().sum(-1, keepdim=True)", "slope.square().mean(-1, keepdim=True)"),
    ),
    *_in(
        "engine/trainer.py", "engine/test_trainer.py",
        ("        self.step += 1", "        self.step += 2"),
        ("getattr(s, n)[k] for k in rows", "getattr(s, n)[0] for k in rows"),
        ("branch.step = self.step", "branch.step = 0"),
        ("if name not in LIVE_FIELDS:", "if not name:"),
    ),
    *_in(
        "engine/dice.py", "engine/portable/test_dice.py",
        ("kind(e.seed,", "kind(0,"),
        ("STREAMS[player], n)", "STREAMS[player], 0)"),
    ),
    *_in(
        "engine/referee.py", "engine/test_referee.py",
        ("STEPS = 150", "STEPS = 15"),
        ("(5e-3, 1e-4) if sees_waves else (2e-3, 2e-3)", "(5e-4, 1e-5) if sees_waves else (2e-4, 2e-4)"),
        ("items[1::2]", "items[0::2]"),
        ("squeeze(-1) > 0", "squeeze(-1) < 0"),
        ("torch.manual_seed(seed)", "torch.seed()"),
    ),
    *_in(
        "engine/expert.py", "engine/test_expert.py",
        ("best > CERTAIN", "best > 0"),
        ("self._seed += 1", "self._seed += 0"),
        ('self._pairs("exam")', 'self._pairs("choice")'),
        ("slopes.abs().sum(1)", "slopes.sum(1)"),
        ("softplus(-logits[: len(real)])", "softplus(logits[: len(real)])"),
    ),
    *_in(
        "engine/reals.py", "engine/test_expert.py",
        ("np.split(items[order], ends[:-1])", "[items, items, items]"),
        ("[seed, 0xE8, k]", "[seed, 0xE8]"),
    ),
    *_in(
        "giveaway.py", "test_giveaway.py",
        ("yield trait.high, -on_real, -on_fake", "yield trait.high, on_real, on_fake"),
        ("<= 0.5 + band", "<= 0.5"),
        ("np.abs(on_real - centre)", "(on_real - centre)"),
    ),
    *_in(
        "stages.py", "test_stages.py study/test_run.py",
        ("near: float = 0.05", "near: float = 0.15"),
        ("bars.near + m.d_band", "bars.near"),
        ("m.referee is not None", "True"),
        ("m.modes >= m.modes_all", "m.modes >= m.modes_all - 1"),
        ("0.5 + 2 * metrics.d_band", "0.5"),
        ("m.reverse_kl <= bars.reverse_kl", "True"),
        ("_unevenness(m.shares) <= bars.uneven", "True"),
        ("< 3 == stage_of", "<= 3 == stage_of"),
    ),
    *_in(
        "record.py", "study/test_run.py",
        ("ROW: Final = 3", "ROW: Final = 1"),
        ("if self.learnt else 1", "if True else 1"),
        ("max(min(self._last), min(self.stage, max(self._last)))", "max(self.stage, min(self._last))"),
        ("self._last.pop()", "pass"),
        ("self._held[met == CONVINCING] += 1", "self._held[True] += 1"),
    ),
    *_in(
        "collapse.py", "test_collapse.py",
        ("min(max(strength, 0.0), 1.0)", "max(strength, 0.0)"),
        ("strength = 0 if taken and taken.calm else strength", "pass"),
        ("(FASTEST[data] - slowest)", "FASTEST[data]"),
        ("PLAIN if strength and data in FREED", "PLAIN if data in FREED"),
        ("e.lr_d * ((taken", "e.lr_g * ((taken"),
    ),
)  # fmt: skip
