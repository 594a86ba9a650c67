"""`pip install .` gives the library and its command in any folder."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
(FIVE_LINES,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder far from the sources; what is installed lies in its `site/`."""
    source, folder = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("elsewhere")
    for name in ("pyproject.toml", "README.md"):  # a copy: building leaves files beside the sources
        shutil.copy(ROOT / name, source)
    shutil.copytree(ROOT / "gan_core", source / "gan_core", ignore=shutil.ignore_patterns("__pycache__"))
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--target", folder / "site", source], check=True)
    return folder


def python(elsewhere: Path, *arguments: str) -> str:
    """What Python says there, where only the installed library can be found."""
    environment = {"PYTHONPATH": str(elsewhere / "site"), "PATH": "/usr/bin:/bin", "OMP_NUM_THREADS": "1"}
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=elsewhere, env=environment, capture_output=True, text=True, check=True)
    return done.stdout


def test_the_library_is_the_installed_one(elsewhere: Path):
    said = python(elsewhere, "-c", "import gan_core; print(gan_core.__file__)")
    assert Path(said.strip()).is_relative_to(elsewhere / "site")


def test_the_five_lines_run_there(elsewhere: Path):
    assert "d_accuracy" in python(elsewhere, "-c", FIVE_LINES.replace("1000", "3"))


def test_the_command_runs_there(elsewhere: Path):
    said = python(elsewhere, "-m", "gan_core", "train", "--data", "ring8", "--steps", "2", "--json")
    assert '"data": "ring8"' in said


def test_measured_tables_come_along(elsewhere: Path):
    assert "True" in python(elsewhere, "-c", "from gan_core import collapse; print(bool(collapse.measured('ring8')))")
