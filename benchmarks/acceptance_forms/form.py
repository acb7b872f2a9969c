"""What a form is: which files it is made of, and how."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple


class Conversion(NamedTuple):
    """A file, and where its other form belongs."""

    source: Path
    target: Path


class NotInThisForm(Exception):
    """The form cannot show what the file shows; the report is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form of publication that generated reports are turned into."""

    name: str
    made_of: frozenset[str]
    """Extensions of the files that it is made of."""
    extension: str
    write: Callable[[Sequence[Conversion]], None]
    """Writes every target it can; a report whose target is not there is left out."""
    is_page: bool = False
    """Its page fields say when it was published."""
    is_pictured: bool = False
    """Every table of it is a picture, which T202 must say."""


def one_by_one(
    convert: Callable[[bytes, random.Random], bytes],
) -> Callable[[Sequence[Conversion]], None]:
    """Conversion of file after file; chance depends on the name of the file alone."""

    def write(conversions: Sequence[Conversion]) -> None:
        for source, target in conversions:
            chance = random.Random(target.name)  # noqa: S311  # keeps no secret
            try:
                converted = convert(source.read_bytes(), chance)
            except NotInThisForm:
                continue
            target.write_bytes(converted)

    return write
