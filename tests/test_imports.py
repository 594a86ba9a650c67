"""The rooms of the house: imports run one way, torch stays in the engine, no circle anywhere, and no room overflows."""

import ast
from functools import cache
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[1]
BELOW = {
    "gan_core": set(),
    "live": {"gan_core"},
    "ui": {"gan_core", "live"},
    "pages": {"gan_core", "live", "ui"},
}
FILES = sorted(path for folder in BELOW for path in (ROOT / folder).rglob("*.py"))
# Ordinary PyTorch, to be read: only the engine may import it.
PLAIN = {"gan_core.plain", "gan_core.plain_players", "gan_core.plain_cures"}
SCRIPTS = sorted((ROOT / "ui" / "static").rglob("*.js"))
LONGEST = 300  # lines of a file
TYPICAL = 100  # lines of the median file
FUNCTION = 7  # lines of the median function, less its docstring


def module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {module(path): path for path in FILES}


@cache
def imported(path: Path) -> frozenset[str]:
    """Every name that a file imports anywhere, inside functions and for types alone included, by its whole path."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports by dots"
            base = node.module or ""
            names |= {f"{base}.{a.name}" if f"{base}.{a.name}" in MODULES else base for a in node.names}
    return frozenset(names)


def first_parts(path: Path) -> set[str]:
    return {name.split(".")[0] for name in imported(path)}


@pytest.mark.parametrize("folder", BELOW)
def test_imports_run_one_way(folder: str):
    above = {*BELOW, "tests", "benchmarks", "app"} - BELOW[folder] - {folder}
    files = [path for path in FILES if path.relative_to(ROOT).parts[0] == folder]
    assert files
    for path in files:
        assert not first_parts(path) & above, path


def test_only_the_engine_knows_torch_and_only_the_pages_know_streamlit():
    for path in FILES:
        room = path.relative_to(ROOT).parts
        if room[:2] != ("gan_core", "engine") and module(path) not in PLAIN:
            assert "torch" not in first_parts(path), path
        if room[0] in ("gan_core", "live"):
            assert "streamlit" not in first_parts(path), path


def test_nobody_but_the_worker_and_the_shell_asks_for_the_engine():
    may = {"gan_core.__init__", "gan_core", "gan_core.__main__"}
    for name, path in MODULES.items():
        if name.startswith(("gan_core.engine", "live.worker")) or name in may:
            continue
        assert not any(other.startswith("gan_core.engine") for other in imported(path)), path


def test_nobody_but_the_engine_imports_what_is_there_to_be_read():
    for name, path in MODULES.items():
        if not name.startswith("gan_core.engine") and name not in PLAIN:
            assert not PLAIN & imported(path), path


def test_web_and_worker_stand_side_by_side():
    apart = {
        "live.web": ("live.worker", "ui"),
        "live.worker": ("live.web", "ui"),
        "live.wire": ("live.web", "live.worker"),
    }
    for room, others in apart.items():
        for name, path in MODULES.items():
            if name.startswith(room):
                assert not [other for other in imported(path) if other.startswith(others)], path


def test_no_file_imports_its_way_back_to_itself():
    ways = {name: {other for other in imported(path) if other in MODULES} for name, path in MODULES.items()}
    done: set[str] = set()

    def walk(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " → ".join((*trail[trail.index(name) :], name))
        if name not in done:
            for other in sorted(ways[name]):
                walk(other, (*trail, name))
            done.add(name)

    for name in ways:
        walk(name, ())


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())


@pytest.mark.parametrize("files", [FILES, SCRIPTS], ids=["python", "javascript"])
def test_no_file_is_long(files: list[Path]):
    assert {str(path): lines(path) for path in files if lines(path) > LONGEST} == {}
    assert median(lines(path) for path in files if lines(path)) <= TYPICAL


def test_functions_are_short():
    def size(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
        body = node.body[1:] if ast.get_docstring(node) else node.body
        return body[-1].end_lineno - body[0].lineno + 1 if body else 0

    sizes = [
        size(node)
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert median(sizes) <= FUNCTION
