"""Who published the report of which year: what is known, and what follows from it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from audits.records import DateSource, DutyDoubt, ObligationRecord, ObligationState
from audits.store.connection import Store
from audits.store.encoding import date_or_none, date_text, time_of
from audits.titles import says_published_again, year_in_title


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A report of a body's year is held, readable or not."""

    body: str
    year: int
    published_on: date | None = None
    """The earliest date given of any text of it whose page's title names no other year."""
    dates: tuple[date, ...] = ()
    """Every date that any page of it gives."""
    page_url: str | None = None
    """The page of that text; where no text has a date, of the one held first."""
    date_of_list: bool = False
    """The date stands in a list only."""
    says_again: bool = False
    """By the title of that page it was published before, and corrected."""
    first_seen: datetime | None = None
    """When any page of it was asked for first."""
    lists: tuple[str, ...] = ()
    """Addresses of the lists that name its pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A page as a list or the page itself names it."""

    portal: str
    column_url: str | None
    body: str | None
    """Id of the body it is assigned to."""
    title: str | None
    year: int | None = None
    """Of the report that it is held as, where that is known to be a body's."""


def publications(store: Store) -> tuple[Publication, ...]:
    """Every body and year of which a report is held."""
    rows = store.database.query(
        """
        SELECT reports.body, reports.year, reports.page_url, reports.published_on,
          reports.date_source, reports.first_held, pages.title, pages.list_title,
          COALESCE(pages.column_url, reports.column_url) AS column_url,
          (SELECT MIN(fetched_at) FROM fetches WHERE url = reports.page_url) AS asked_at
        FROM reports LEFT JOIN pages ON pages.url = reports.page_url
        WHERE reports.body IS NOT NULL AND reports.year > 0 AND reports.status <> 'not_a_report'
        ORDER BY reports.first_held, reports.id
        """
    )
    texts: dict[tuple[str, int], list[Mapping[str, Any]]] = {}
    for row in rows:
        texts.setdefault((row["body"], row["year"]), []).append(row)
    return tuple(_publication(body, year, held) for (body, year), held in texts.items())


def _publication(body: str, year: int, texts: Sequence[Mapping[str, Any]]) -> Publication:
    dated = [
        text
        for text in texts
        if text["published_on"] and year_in_title(text["title"]) in (None, year)
    ]
    first = min(dated, key=lambda text: text["published_on"], default=None)
    told = first or texts[0]
    return Publication(
        body=body,
        year=year,
        published_on=date_or_none(first["published_on"]) if first else None,
        dates=tuple(date.fromisoformat(t["published_on"]) for t in texts if t["published_on"]),
        page_url=told["page_url"],
        date_of_list=first is not None and first["date_source"] == DateSource.LIST,
        says_again=any(says_published_again(told[name]) for name in ("title", "list_title")),
        first_seen=time_of(min(text["asked_at"] or text["first_held"] for text in texts)),
        lists=tuple({text["column_url"]: None for text in texts if text["column_url"]}),
    )


def unsettled(store: Store) -> tuple[Offered, ...]:
    """Listed pages that are not held, held pages not audited, and reports without body or year."""
    rows = store.rows(
        """
        SELECT entries.portal, entries.column_url, NULL AS body, entries.title
        FROM entries LEFT JOIN pages ON pages.url = entries.url WHERE pages.url IS NULL
        UNION
        SELECT portal, column_url, body, COALESCE(title, list_title) FROM pages
        WHERE report IS NULL
        UNION
        SELECT pages.portal, pages.column_url, reports.body, COALESCE(title, list_title)
        FROM reports JOIN pages ON pages.report = reports.id
        WHERE (reports.body IS NULL OR reports.year = 0) AND reports.status <> 'not_a_report'
        """
    )
    return tuple(Offered(**row) for row in rows)


def settled(store: Store) -> tuple[Offered, ...]:
    """Every title that a list or the page itself gives to a page that was audited."""
    rows = store.rows(
        """
        WITH audited AS (
            SELECT pages.*, IIF(
                reports.body IS NOT NULL AND reports.year > 0 AND status <> 'not_a_report',
                reports.year, NULL
            ) AS year
            FROM pages JOIN reports ON reports.id = pages.report
        )
        SELECT portal, column_url, body, title, year FROM audited
        UNION
        SELECT portal, column_url, body, list_title, year FROM audited
        UNION
        SELECT entries.portal, entries.column_url, audited.body, entries.title, year
        FROM entries JOIN audited ON audited.url = entries.url
        """
    )
    return tuple(Offered(**row) for row in rows)


def write_obligations(store: Store, obligations: Iterable[ObligationRecord]) -> None:
    """Make the stored obligations equal to these, in one transaction."""
    with store.transaction():
        store.database.conn.execute("DELETE FROM obligations")
        store.table("obligations").insert_all(
            {
                "body": each.body,
                "year": each.year,
                "due": date_text(each.due),
                "state": each.state,
                "published_on": date_text(each.published_on),
                "days_late": each.days_late,
                "reason": each.doubt,
                "absent_from": date_text(each.absent_on[0]) if each.absent_on else None,
                "absent_to": date_text(each.absent_on[1]) if each.absent_on else None,
                "absent_past_law": int(each.absent_past_law),
                "was_watched": int(each.was_watched),
                "page_url": each.page_url,
            }
            for each in obligations
        )


def obligations(
    store: Store, *, body: str | None = None, year: int | None = None
) -> tuple[ObligationRecord, ...]:
    """Obligations as last refreshed, by body and year."""
    rows = store.rows(
        "SELECT * FROM obligations WHERE (:body IS NULL OR body = :body)"
        " AND (:year IS NULL OR year = :year) ORDER BY body, year",
        {"body": body, "year": year},
    )
    return tuple(_obligation(row) for row in rows)


def _obligation(row: Mapping[str, Any]) -> ObligationRecord:
    first, last = date_or_none(row["absent_from"]), date_or_none(row["absent_to"])
    return ObligationRecord(
        body=row["body"],
        year=row["year"],
        due=date.fromisoformat(row["due"]),
        state=ObligationState(row["state"]),
        published_on=date_or_none(row["published_on"]),
        days_late=row["days_late"],
        doubt=DutyDoubt(row["reason"]) if row["reason"] else None,
        absent_on=(first, last) if first and last else None,
        absent_past_law=bool(row["absent_past_law"]),
        was_watched=bool(row["was_watched"]),
        page_url=row["page_url"],
    )
