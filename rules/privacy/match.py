"""A piece of personal data in a text, before it is hidden."""

from typing import NamedTuple

from rules.privacy.exposure import ExposureKind


class Match(NamedTuple):
    """Where it stands, what it is, and what will stand in its place."""

    kind: ExposureKind
    start: int
    end: int
    secret: str
    """Itself, without spaces and hyphens; never to be kept."""
    masked: str
