"""Values ↔ the text that stands in the database."""

import sys
from collections.abc import Mapping
from datetime import date, datetime
from typing import TypeVar

from pydantic import TypeAdapter

from audits.china_time import in_china
from audits.evidence import Evidence
from rules.finding import Finding
from rules.judge import Judgement
from rules.language import Text
from rules.report import Report

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

READINGS = TypeAdapter(Report)
JUDGEMENTS = TypeAdapter(Judgement)
FINDINGS = TypeAdapter(Finding)
EVIDENCES = TypeAdapter(Evidence)
TEXTS = TypeAdapter(Text)
STRINGS = TypeAdapter(tuple[str, ...])
TALLY_COUNTS = TypeAdapter(Mapping[str, tuple[int, int, int]])
EVENT_IDS = TypeAdapter(tuple[int, ...])
SUBJECT_YEARS = TypeAdapter(tuple[tuple[str, int], ...])
COUNTS = TypeAdapter(Mapping[str, int])

Value = TypeVar("Value")


def json_of(kind: TypeAdapter[Value], value: Value) -> str:
    """The value as JSON; fields that hold their default are left out."""
    return kind.dump_json(value, exclude_defaults=True).decode()


def packed(json: bytes) -> bytes:
    """JSON, compressed."""
    return zstd.compress(json, 1)


def unpacked(stored: bytes) -> bytes:
    """The JSON that ``packed`` compressed."""
    return zstd.decompress(stored)


def time_text(at: datetime) -> str:
    """ISO 8601 in China Standard Time.

    Raises:
        ValueError: the time has no zone.
    """
    return in_china(at).isoformat()


def time_text_or_none(at: datetime | None) -> str | None:
    """As ``time_text``; ``None`` stays ``None``."""
    return None if at is None else time_text(at)


def time_of(text: str) -> datetime:
    """The time that ``time_text`` wrote."""
    return datetime.fromisoformat(text)


def time_or_none(text: str | None) -> datetime | None:
    """The time that ``time_text`` wrote."""
    return None if text is None else datetime.fromisoformat(text)


def date_text(day: date | None) -> str | None:
    """``YYYY-MM-DD``."""
    return None if day is None else day.isoformat()


def date_or_none(text: str | None) -> date | None:
    """The day that ``date_text`` wrote."""
    return None if text is None else date.fromisoformat(text)


def text_json(text: Text | None) -> str | None:
    """A text of both languages as JSON."""
    return None if text is None else json_of(TEXTS, text)


def text_or_none(json: str | None) -> Text | None:
    """The text that ``text_json`` wrote."""
    return None if json is None else TEXTS.validate_json(json)
