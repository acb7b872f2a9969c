"""Who published the report of which year: what is known, and what follows from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from audits.records import ObligationRecord, ObligationState
from audits.store.connection import Store
from audits.store.encoding import date_or_none, date_text
from audits.titles import year_in_title


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A report of a body's year is held, readable or not."""

    body: str
    year: int
    published_on: date | None
    """The earliest date given of any text of it whose page's title names no other year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A page as a list or the page itself names it."""

    portal: str
    column_url: str | None
    body: str | None
    """Id of the body it is assigned to."""
    title: str | None


def publications(store: Store) -> tuple[Publication, ...]:
    """Every body and year of which a report is held."""
    rows = store.database.query(
        """
        SELECT reports.body, reports.year, MIN(reports.published_on) AS published_on, title
        FROM reports LEFT JOIN pages ON pages.url = reports.page_url
        WHERE reports.body IS NOT NULL AND reports.year > 0 AND reports.status <> 'not_a_report'
        GROUP BY reports.body, reports.year, title
        """
    )
    days: dict[tuple[str, int], list[str]] = {}
    for row in rows:
        given = days.setdefault((row["body"], row["year"]), [])
        if row["published_on"] and year_in_title(row["title"]) in (None, row["year"]):
            given.append(row["published_on"])
    return tuple(
        Publication(body=body, year=year, published_on=date_or_none(min(given, default=None)))
        for (body, year), given in days.items()
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
        SELECT portal, column_url, body, title FROM pages WHERE report IS NOT NULL
        UNION
        SELECT portal, column_url, body, list_title FROM pages WHERE report IS NOT NULL
        UNION
        SELECT entries.portal, entries.column_url, pages.body, entries.title
        FROM entries JOIN pages ON pages.url = entries.url WHERE report IS NOT NULL
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
    return tuple(
        ObligationRecord(
            body=row["body"],
            year=row["year"],
            due=date.fromisoformat(row["due"]),
            state=ObligationState(row["state"]),
            published_on=date_or_none(row["published_on"]),
            days_late=row["days_late"],
        )
        for row in rows
    )
