"""The web process may import the light part of gan_core: neither torch nor scikit-learn comes with it."""

import subprocess
import sys
from pathlib import Path

import pytest

LIGHT = (
    "gan_core", "gan_core.experiment", "gan_core.recipes", "gan_core.snapshot", "gan_core.stages", "gan_core.record",
    "gan_core.data",
    "gan_core.data.planes", "gan_core.data.line", "gan_core.data.digits", "gan_core.metrics", "gan_core.metrics.gauges",
)  # fmt: skip


@pytest.mark.parametrize("then", ["", "; gan_core.data.load('ring8')"])
def test_light_imports(then: str):
    heavy = "print([m for m in ('torch', 'sklearn', 'scipy') if m in sys.modules])"
    code = f"import sys, {', '.join(LIGHT)}{then}; {heavy}"
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
