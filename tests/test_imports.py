"""Imports run one way: pages → ui → live → gan_core."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BELOW = {
    "gan_core": set(),
    "live": {"gan_core"},
    "ui": {"gan_core", "live"},
    "pages": {"gan_core", "live", "ui"},
}


def imported(path: Path) -> set[str]:
    """The first part of every absolute import anywhere in a file."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports by dots"
            names.add((node.module or "").split(".")[0])
    return names


@pytest.mark.parametrize("folder", BELOW)
def test_imports_run_one_way(folder: str):
    above = {*BELOW, "tests", "benchmarks", "app"} - BELOW[folder] - {folder}
    files = list((ROOT / folder).rglob("*.py"))
    assert files
    for path in files:
        assert not imported(path) & above, path


def test_only_the_engine_knows_torch_and_only_the_pages_know_streamlit():
    for path in [*(ROOT / "ui").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]:
        assert "torch" not in imported(path), path
    for path in [*(ROOT / "gan_core").rglob("*.py"), *(ROOT / "live").rglob("*.py")]:
        assert "streamlit" not in imported(path), path
