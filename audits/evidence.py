"""What one audit rests on, and how to tell whether any of it changed.

Four digests say what an audit was made of: the bytes, the circumstances around them, the report of
the year before, and the auditor (our rules and reading). An audit is due when one of them differs.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from audits.records import DateSource, ReportRecord
from rules.case import BodyKind
from rules.registered import Registered


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldFile:
    """A file whose bytes are in the archive."""

    url: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A page and the files it offers, as fetched."""

    page: HeldFile
    attachments: tuple[HeldFile, ...] = ()
    unread: tuple[str, ...] = ()
    """Addresses of offered files whose bytes are not held."""

    @property
    def key(self) -> str:
        """Changes when any byte or address does."""
        held = (part for file in self.attachments for part in (file.url, file.sha256))
        return digest((self.page.url, self.page.sha256, *held, "unread", *self.unread))


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What is known of a report from outside its text."""

    kind: BodyKind | None = None
    """From the register."""
    region: str | None = None
    """From the register; six digits, GB/T 2260."""
    published_on: date | None = None
    date_source: DateSource | None = None
    registered: Registered | None = None
    """The body and those around it, by the register."""
    host_is_listed: bool | None = None
    """A portal has the host of the page; ``None`` where the portals are not known."""

    @property
    def key(self) -> str:
        """Changes when any of it does."""
        named = self.registered.key if self.registered else None
        told = (self.kind, self.region, self.date_source, str(self.published_on), named)
        return digest((*told, str(self.host_is_listed)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Previous:
    """The body's report of the year before."""

    report: str
    """Id of its text."""
    content_key: str
    reading: bytes
    """As stored; ``audits.store.encoding`` turns it into a ``Report``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One audit to be done."""

    page_url: str
    portal: str
    column_url: str | None
    body: str | None
    """Id of the body the page is assigned to."""
    year: int | None
    """As read last, else as the page's title names it."""
    page_title: str | None
    page_source: str | None
    text: str | None
    """Id of the text that is read again; ``None`` for what the page shows now."""
    evidence: Evidence
    circumstances: Circumstances
    first_held: datetime
    last_held: datetime
    previous: Previous | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldText:
    """A text held of a report, with what its last audit was made of."""

    record: ReportRecord
    evidence: Evidence
    circumstances_key: str
    previous: str | None
    """Id of the text of the year before that it was compared with."""
    previous_key: str
    auditor_key: str
    content_key: str
    """Digest of what was read, without where it stood and when it was published."""
    rules_failed: tuple[str, ...] = ()
    """Codes of the rules that broke down on it; it is audited again in every run until none do."""

    @property
    def bytes_key(self) -> str:
        """Changes when the publisher changed what this text was judged by."""
        return digest((self.record.id, str(self.record.published_on), self.previous or ""))

    @property
    def look_key(self) -> str:
        """Changes when anything did that may change the judgement."""
        return digest(
            (
                self.record.id,
                self.evidence.key,
                self.circumstances_key,
                self.previous_key,
                self.auditor_key,
                *self.rules_failed,
            )
        )


def digest(parts: Iterable[str | None]) -> str:
    """SHA-256 of the parts in their order, where ``None`` differs from empty."""
    measured = "".join(
        [f"{len(p)}:{p}" if p is not None and p.isascii() else _measured(p) for p in parts]
    )
    return hashlib.sha256(measured.encode(errors="surrogatepass")).hexdigest()


def _measured(part: str | None) -> str:
    """With its length in bytes before it."""
    if part is None:
        return "-1:"
    return f"{len(part.encode(errors='surrogatepass'))}:{part}"
