"""The list of faults is sound: each line that is to be spoilt is there, and its tests are."""

from pathlib import Path

import pytest

from benchmarks.faults import FAULTS
from benchmarks.mutants import spoil

ROOT = Path(__file__).resolve().parent.parent


def test_there_are_enough_and_each_can_be_made(tmp_path):
    assert len(set(FAULTS)) == len(FAULTS) >= 40
    for fault in FAULTS:
        text = (ROOT / "gan_core" / fault.file).read_text()
        (tmp_path / fault.file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / fault.file).write_text(text)
        spoil(tmp_path, fault)
        assert (tmp_path / fault.file).read_text() != text
        assert all((ROOT / "tests" / "gan_core" / test).exists() for test in fault.tests)
    with pytest.raises(ValueError, match="any more"):
        spoil(tmp_path, FAULTS[-1])  # it is spoilt already
