"""The register as it was last read; bodies that left it stay known."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from audits.bodies import Body, Register
from audits.store.connection import Store
from audits.store.encoding import STRINGS, json_of, time_of
from rules.case import BodyKind


def write_register(store: Store, register: Register) -> None:
    """Make the stored register equal to this one, in one transaction.

    Of a body that joins a register which is there already it is kept which crawl was the last then.
    """
    known = {str(row["id"]) for row in store.rows("SELECT id FROM bodies")}
    with store.transaction():
        store.database.conn.execute("UPDATE bodies SET in_register = 0")
        store.table("bodies").upsert_all(
            (_row(position, body) for position, body in enumerate(register)), pk="id"
        )
        if known:
            store.database.conn.executemany(
                "UPDATE bodies SET joined_after = (SELECT MAX(at) FROM portal_runs) WHERE id = ?",
                [(body.id,) for body in register if body.id not in known],
            )
        store.database.conn.execute("DELETE FROM body_supervisors")
        store.table("body_supervisors").insert_all(
            {"body": body.id, "supervisor": supervisor, "position": position}
            for body in register
            for position, supervisor in enumerate(body.supervisors)
        )


def register(store: Store) -> Register:
    """The register as last written; empty before the first time."""
    return Register.of(_bodies(store))


def joined_after(store: Store) -> Mapping[str, date]:
    """By id, the day of the last crawl before a body joined the register.

    Bodies of the first register, and those that joined before any crawl, are not in it.
    """
    rows = store.rows("SELECT id, joined_after FROM bodies WHERE joined_after IS NOT NULL")
    return {row["id"]: time_of(row["joined_after"]).date() for row in rows}


def _bodies(store: Store) -> tuple[Body, ...]:
    rows = store.rows(
        """
        SELECT *, (SELECT json_group_array(supervisor) FROM (
            SELECT supervisor FROM body_supervisors WHERE body = bodies.id ORDER BY position
        )) AS supervisors
        FROM bodies WHERE in_register = 1 ORDER BY position, id
        """
    )
    return tuple(_body(row) for row in rows)


def _row(position: int, body: Body) -> dict[str, Any]:
    return {
        "id": body.id,
        "name": body.name,
        "aliases": json_of(STRINGS, body.aliases),
        "kind": body.kind,
        "region": body.region,
        "parent": body.parent,
        "portal": body.portal,
        "column_url": body.column_url,
        "due": "{:02}-{:02}".format(*body.due) if body.due else None,
        "position": position,
        "in_register": 1,
    }


def _body(row: Mapping[str, Any]) -> Body:
    return Body(
        id=row["id"],
        name=row["name"],
        aliases=STRINGS.validate_json(row["aliases"]),
        kind=BodyKind(row["kind"]),
        region=row["region"],
        parent=row["parent"],
        portal=row["portal"],
        column_url=row["column_url"],
        due=_due(row["due"]),
        supervisors=STRINGS.validate_json(row["supervisors"]),
    )


def _due(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    month, day = text.split("-")
    return int(month), int(day)
