"""Adam against torch's own, with one rate, with a rate for each member, and with members that sit steps out."""

import subprocess
import sys

import pytest
import torch

from gan_core.engine.adam import Adam, ModuleAdam, stepped

SHAPES = ((3, 4, 5), (3, 1, 5))


def compare(rates, betas, plays, steps=7):
    """Stacked members against one torch.optim.Adam each; plays(step) says who steps."""
    g = torch.Generator().manual_seed(0)
    stacked = [torch.randn(s, generator=g) for s in SHAPES]
    alone = [[w[k].clone().requires_grad_() for w in stacked] for k in range(3)]
    theirs = [torch.optim.Adam(w, lr=r, betas=b) for w, r, b in zip(alone, rates, betas, strict=True)]
    mean, square = ([torch.zeros_like(w) for w in stacked] for _ in range(2))
    plain = [tuple(t.clone() for t in tensors) for tensors in zip(stacked, mean, square, strict=True)]
    counts = [0, 0, 0]
    mine = Adam(stacked, mean, square)
    for step in range(steps):
        grads = [torch.randn(s, generator=g) for s in SHAPES]
        active = plays(step)
        counts = [c + a for c, a in zip(counts, active, strict=True)]
        mine.step(grads, rates, betas, counts, active)
        plain = [stepped(*t, grad, rates, betas, counts, active) for t, grad in zip(plain, grads, strict=True)]
        for k in range(3):
            if active[k]:
                for w, grad in zip(alone[k], grads, strict=True):
                    w.grad = grad[k]
                theirs[k].step()
    for k in range(3):
        for a, b in zip(stacked, alone[k], strict=True):
            assert torch.allclose(a[k], b.detach(), atol=1e-6)
    for tensors, own in zip(plain, zip(stacked, mean, square, strict=True), strict=True):
        assert all(torch.allclose(a, b, atol=1e-6) for a, b in zip(tensors, own, strict=True))
    return mean


def test_one_rate_for_all():
    compare([1e-2] * 3, [(0.5, 0.99)] * 3, lambda step: [True] * 3)


def test_a_rate_and_betas_for_each():
    compare([1e-2, 1e-3, 0.0], [(0.9, 0.999), (0.0, 0.99), (0.5, 0.9)], lambda step: [True] * 3)


@pytest.mark.parametrize("rates", [[1e-2] * 3, [1e-2, 1e-3, 1e-1]])
def test_members_that_sit_out_keep_everything(rates):
    mean = compare(rates, [(0.9, 0.99)] * 3, lambda step: [True, step % 2 == 0, False])
    assert all(float(m[2].abs().sum()) == 0 for m in mean)


def test_nobody_steps():
    mean = compare([1e-2] * 3, [(0.9, 0.99)] * 3, lambda step: [False] * 3)
    assert all(float(m.abs().sum()) == 0 for m in mean)


def test_a_module_is_stepped_to_the_last_bit_as_by_torch_itself():
    nets = [torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.LeakyReLU(), torch.nn.Linear(4, 1)) for _ in range(2)]
    nets[1].load_state_dict(nets[0].state_dict())
    mine, theirs = ModuleAdam(nets[0], 1e-2), torch.optim.Adam(nets[1].parameters(), weight_decay=1e-2, fused=True)
    for rate in (1e-2, 1e-2, 3e-3):
        x = torch.randn(8, 3)
        mine.step(nets[0](x).square().mean(), rate)
        theirs.param_groups[0]["lr"] = rate
        theirs.zero_grad()
        nets[1](x).square().mean().backward()
        theirs.step()
    assert all(torch.equal(a, b) for a, b in zip(nets[0].parameters(), nets[1].parameters(), strict=True))


def test_no_judge_imports_torchs_compiler():
    script = (
        "import sys; from gan_core import Experiment, Trainer\n"
        "t = Trainer([Experiment.from_query({'data': 'ring8'})]); t.round()\n"
        "t.snapshot(feedback=True); t.measure(); t.referee().step(); e = t.expert()\n"
        "while not e.lessons: e.step()\n"
        "assert 'torch._dynamo' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
