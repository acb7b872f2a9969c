"""The invented district and its pages, as fixtures."""

from pathlib import Path

import pytest

from tests.audits.site.district import BODIES, World, whole_district


@pytest.fixture
def world() -> World:
    """An invented district with no reports yet."""
    return World(bodies=BODIES)


@pytest.fixture
def district() -> World:
    """The district with reports of every kind."""
    return whole_district()


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The district's pages, built once; tests only read them."""
    out = tmp_path_factory.mktemp("pages")
    whole_district().build(out)
    return out
