"""How patterns are written: so that every Python from 3.11.0 on matches alike."""

import re
from pathlib import Path

import pytest

from tests.programs import ROOT

REPEATED_GROUP = re.compile(r"(?<![\\(])\)(?:[*+?]|\{+[^{}]*\}+)\+")
SOURCES = sorted(
    source
    for package in ("audits", "crawler", "rules")
    for source in (ROOT / package).rglob("*.py")
)


@pytest.mark.parametrize("pattern", ["(?:ab)*+", "(a)?+", "(?:<a>)++", "(?:a){1,5}+"])
def test_a_group_that_is_repeated_possessively_is_seen(pattern: str) -> None:
    assert REPEATED_GROUP.search(pattern)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: str(source.relative_to(ROOT)))
def test_no_group_is_repeated_possessively(source: Path) -> None:
    """Python before 3.11.5 goes on where the last repetition failed; ``(?>(?:…)*)`` is right."""
    assert REPEATED_GROUP.findall(source.read_text(encoding="utf-8")) == []
