"""The programs as people start them: child processes with their output and exit status."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PATIENCE = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a program ended, and what it said."""

    status: int
    out: str
    err: str


def command(*arguments: str | Path) -> list[str]:
    """The line that starts ``gouji``."""
    return [sys.executable, "-m", "cli", *map(str, arguments)]


def surroundings(**variables: str) -> dict[str, str]:
    """The environment of a program: ours, without what would lead it elsewhere."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("GOUJI_")}
    return {**ours, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **variables}


def gouji(
    *arguments: str | Path, folder: Path | None = None, variables: Mapping[str, str] | None = None
) -> Ended:
    """Run ``gouji`` to its end."""
    ended = subprocess.run(
        command(*arguments),
        cwd=folder or ROOT,
        env=surroundings(**(variables or {})),
        capture_output=True,
        check=False,
        timeout=PATIENCE,
    )
    return Ended(
        status=ended.returncode,
        out=ended.stdout.decode(errors="replace"),
        err=ended.stderr.decode(errors="replace"),
    )
