"""The benchmark of personal data never lists what stands in the frozen sets."""

import pytest

from benchmarks.people import main


def test_the_misses_of_the_frozen_sets_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--misses"])
    assert not capsys.readouterr().out
