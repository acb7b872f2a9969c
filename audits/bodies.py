"""The register (名录): the bodies that must publish, and when.

Names are compared exactly after NFKC and without white space, never by likeness: the office of a
government and the government itself are different bodies.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

from w3lib.url import safe_url_string

from audits.neighbourhoods import Neighbourhoods
from rules.case import BodyKind
from rules.duty import FIRST_YEAR
from rules.registered import Registered, RegisteredBody

_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")

_LAW_DUE: Mapping[BodyKind, tuple[int, int]] = {
    BodyKind.GOVERNMENT: (3, 31),
    BodyKind.DEPARTMENT: (1, 31),
    BodyKind.TOWNSHIP: (1, 31),
}
"""Regulations art. 49; townships, which it does not name, follow the departments in practice."""
_DUE_BEFORE_2019 = (3, 31)
"""Every body published the reports on 2018 and earlier by this day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """One body of the register (公开主体)."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: BodyKind
    region: str
    """Six digits, GB/T 2260."""
    parent: str | None = None
    """Id of the government it belongs to."""
    portal: str
    column_url: str | None = None
    """Where its reports are listed; ``None`` where it is found from the portal."""
    due: tuple[int, int] | None = None
    """Month and day that hold for it instead of the law's."""
    supervisors: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Its name and every other name of it."""
        return (self.name, *self.aliases)

    def due_on(self, year: int) -> date:
        """Last day on which its report of ``year`` is in time.

        The register's date holds where it is stricter than the law's. The law sets none for
        townships, so there the register's date always holds. For reports on 2018 and earlier it
        holds for nobody.
        """
        if year < FIRST_YEAR:
            return date(year + 1, *_DUE_BEFORE_2019)
        law = date(year + 1, *_LAW_DUE[self.kind])
        if self.due is None:
            return law
        own = date(year + 1, *self.due)
        return own if self.kind is BodyKind.TOWNSHIP else min(law, own)

    def law_due_on(self, year: int) -> date | None:
        """Last day that Article 49 sets for its report of ``year``; ``None`` where it sets none."""
        if self.kind is BodyKind.TOWNSHIP or year < FIRST_YEAR:
            return None
        return date(year + 1, *_LAW_DUE[self.kind])


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterFault:
    """One mistake in the register file."""

    line: int
    """From 1; the header is line 1."""
    column: str | None
    """Name of the column; ``None`` where the whole line is meant."""
    problem: str

    def __str__(self) -> str:
        where = f"line {self.line}" + (f", {self.column}" if self.column else "")
        return f"{where}: {self.problem}"


class RegisterFaulty(ValueError):
    """The register cannot be used; ``faults`` are all its mistakes, in the order of its lines."""

    def __init__(self, path: Path, faults: tuple[RegisterFault, ...]) -> None:
        found = "\n".join(f"  {fault}" for fault in faults)
        super().__init__(f"{path}: correct these lines and run again\n{found}")
        self.path = path
        self.faults = faults


@dataclass(frozen=True, kw_only=True)
class Register:
    """Every body that must publish. Ids and names are unique, parents exist, nothing circles."""

    bodies: Mapping[str, Body]
    """By id, in the order of the file."""
    by_name: Mapping[str, str] = field(default_factory=dict)
    """Id by ``name_key`` of every name and alias."""
    by_column: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Ids of the bodies whose reports are listed at an address, by its ``address_key``."""
    hosts: frozenset[str] | None = None
    """Hosts of the portals that are visited for them; ``None`` where these are not known."""

    @classmethod
    def of(cls, bodies: Collection[Body]) -> "Register":
        """A register of bodies whose ids and names are known to be unique."""
        columns: dict[str, tuple[str, ...]] = {}
        for body in bodies:
            if body.column_url:
                column = address_key(body.column_url)
                columns[column] = (*columns.get(column, ()), body.id)
        return cls(
            bodies={body.id: body for body in bodies},
            by_name={name_key(name): body.id for body in bodies for name in body.names},
            by_column=columns,
        )

    def __iter__(self) -> Iterator[Body]:
        return iter(self.bodies.values())

    def body_named(self, name: str) -> Body | None:
        """The body with exactly this name or alias; ``None`` if no body has it."""
        found = self.by_name.get(name_key(name))
        return None if found is None else self.bodies[found]

    def only_body_of_column(self, column_url: str) -> Body | None:
        """The body whose reports alone are listed there; ``None`` if none or several are."""
        found = self.by_column.get(address_key(column_url), ())
        return self.bodies[found[0]] if len(found) == 1 else None

    def registered(self, body_id: str) -> Registered | None:
        """The body with those around it; ``None`` if no body has that id."""
        return self._neighbourhoods.around(body_id)

    def lists_host_of(self, url: str) -> bool | None:
        """A portal has the host of the address; ``None`` where the portals are not known."""
        if self.hosts is None:
            return None
        parts = urlsplit(url)
        return not self.hosts.isdisjoint((parts.netloc.lower(), (parts.hostname or "").lower()))

    @cached_property
    def _neighbourhoods(self) -> Neighbourhoods:
        return Neighbourhoods(
            RegisteredBody(id=body.id, names=body.names, kind=body.kind, parent=body.parent)
            for body in self
        )


def name_key(name: str) -> str:
    """What two spellings of one name have in common: NFKC, no white space, nothing invisible."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", name))


@lru_cache(maxsize=65536)
def address_key(url: str) -> str:
    """What two spellings of one address have in common: escapes, no fragment, no spaces around."""
    return safe_url_string(urldefrag(url.strip()).url)
