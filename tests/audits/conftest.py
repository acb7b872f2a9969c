"""A small office for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.audits.small_office import Office, office_in


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An empty home with one body in its register."""
    with office_in(tmp_path) as opened:
        yield opened
