"""The web process may import all of gan_core but its engine and the plain round: no torch, no scikit-learn."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LIGHT = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in (ROOT / "gan_core").rglob("*.py")
    if "engine" not in path.parts and path.name != "__main__.py" and not path.name.startswith("plain")
)


@pytest.mark.parametrize("then", ["", "; gan_core.data.load('ring8')"])
def test_light_imports(then: str):
    heavy = "print([m for m in ('torch', 'sklearn', 'scipy') if m in sys.modules])"
    code = f"import sys, {', '.join(LIGHT)}{then}; {heavy}"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
