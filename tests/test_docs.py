"""The documents name what exists: paths, modules, settings, and code that runs."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text()
DOCUMENTS = [README, *((ROOT / "docs" / f"{name}.md").read_text() for name in ("dependencies", "gauges", "scaling"))]
MADE_ELSEWHERE = {".state/", ".venv", "docs/arena.png", "docs/results.md"}


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize("text", DOCUMENTS, ids=["README", "dependencies", "gauges", "scaling"])
def test_paths_exist(text: str):
    words = {w for w in re.findall(r"`([^`\n]+)`", text) if re.fullmatch(r"[\w./-]+(/|\.(py|md|txt|png|gif))", w)}
    missing = {w for w in words - MADE_ELSEWHERE if not (ROOT / w).exists()}
    assert not missing


def test_the_two_commands_name_what_is_there():
    run, tests = (block.strip() for block in blocks("sh")[:2])
    for command, requirements in ((run, "requirements.txt"), (tests, "requirements-dev.txt")):
        prepared, installed, started = command.split(" && ")
        assert prepared == "python3 -m venv .venv"
        assert installed == f".venv/bin/pip install -r {requirements}"
        assert started.startswith(".venv/bin/")
    assert (ROOT / run.split()[-1]).exists()


def test_the_shells_example_is_understood():
    from gan_core.__main__ import _parser

    arguments = _parser().parse_args(shlex.split(blocks("sh")[2].strip())[3:])
    assert (arguments.data, arguments.seconds, arguments.json) == ("banknotes", 60.0, True)


def test_the_five_lines_of_python_run(capsys):
    (code,) = blocks("python")
    assert len([line for line in code.splitlines() if line.strip()]) == 5
    exec(code.replace("1000", "3"), {})
    assert "d_accuracy" in capsys.readouterr().out


def test_environment_variables_are_read_somewhere():
    code = "".join(p.read_text() for p in (ROOT / "live").rglob("*.py"))
    for name in set(re.findall(r"FORGER_[A-Z]+(?:_[A-Z]+)*", README)):
        assert name in code


def pins(file: str) -> dict[str, str]:
    lines = (ROOT / file).read_text().split()
    return dict(line.split("==") for line in lines if "==" in line)


def test_every_requirement_is_pinned_installed_and_has_its_reason():
    from importlib.metadata import version

    reasons = DOCUMENTS[1]
    for package, pinned in (pins("requirements.txt") | pins("requirements-dev.txt")).items():
        assert package in reasons
        assert version(package).split("+")[0] == pinned


def test_every_package_that_is_imported_is_required():
    known = {
        "prometheus_client": "prometheus-client",
        "sklearn": "scikit-learn",
        "PIL": "pillow",
        "axe_playwright_python": "axe-playwright-python",
    }
    for folders, file in ((("gan_core", "live", "ui", "pages"), "requirements.txt"), (("tests", "benchmarks"), "")):
        required = set(pins("requirements.txt") | pins("requirements-ray.txt")) | (
            set() if file else set(pins("requirements-dev.txt"))
        )
        for folder in folders:
            for path in (ROOT / folder).rglob("*.py"):
                names = set(re.findall(r"^\s*(?:import|from) (\w+)", path.read_text(), re.MULTILINE))
                ours = {"gan_core", "live", "ui", "pages", "tests", "benchmarks", "app"}
                foreign = {known.get(n, n) for n in names - ours - set(sys.stdlib_module_names)}
                assert foreign <= required, path


def test_the_image_takes_what_is_there_and_the_containers_settings_are_read_somewhere():
    image, containers = ((ROOT / name).read_text() for name in ("Dockerfile", "compose.yaml"))
    taken = re.findall(r"^COPY (.+) \S+$", image, re.MULTILINE)
    kept = set(re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text(), re.MULTILINE))
    for path in " ".join(taken).split():
        assert (ROOT / path).exists()
        assert path in kept or (path.startswith("requirements") and "requirements*.txt" in kept)
    code = "".join(p.read_text() for p in (ROOT / "live").rglob("*.py"))
    for name in re.findall(r"FORGER_\w+", image + containers):
        assert name in code
    assert "ray" in pins("requirements-ray.txt")


def test_the_checks_are_a_script_that_bash_understands():
    subprocess.run(["bash", "-n", ROOT / ".ci" / "run"], check=True)
