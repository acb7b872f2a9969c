"""What our own failures show of the text that they broke on."""

import sys

import pytest

from line.traces import show_failure


def test_a_failure_is_shown_with_its_trace_and_without_personal_data(
    capsys: pytest.CaptureFixture[str],
) -> None:
    try:
        int("手机号13800001234")
    except ValueError:
        show_failure(*sys.exc_info())  # type: ignore[arg-type]
    said = capsys.readouterr().err
    assert "Traceback" in said
    assert "138****1234" in said
