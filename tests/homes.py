"""Homes that watch the demo portal, as an operator would have set them up."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from crawler.demo_portal import DemoPortal
from settings import CONFIGURATION, Settings, read_settings

ONE_PROCESS = "\n[audit]\nworkers = 1\n"


def settled(home: Path, portal: DemoPortal, more: str = "") -> Settings:
    """A home for the portal; ``more`` is put behind its ``gouji.toml``."""
    portal.write_configuration(home)
    path = home / CONFIGURATION
    path.write_text(path.read_text(encoding="utf-8") + ONE_PROCESS + more, encoding="utf-8")
    return read_settings(home=home)


@contextmanager
def database(home: Path) -> Iterator[sqlite3.Connection]:
    """The store as anybody may open it."""
    with closing(sqlite3.connect(f"{(home / 'gouji.db').as_uri()}?mode=ro", uri=True)) as opened:
        yield opened


def rows(home: Path, sql: str, *values: str | int) -> list[tuple[Any, ...]]:
    """What a query gives."""
    with database(home) as opened:
        return opened.execute(sql, values).fetchall()
