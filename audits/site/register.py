"""The bodies by id, and what a report is called."""

from collections.abc import Iterable

from audits.bodies import Body
from audits.records import ReportRecord


class SiteRegister:
    """The register as the pages need it."""

    def __init__(self, bodies: Iterable[Body]) -> None:
        self._bodies = {body.id: body for body in bodies}
        self._children: dict[str, list[Body]] = {}
        for body in self._bodies.values():
            if body.parent is not None:
                self._children.setdefault(body.parent, []).append(body)

    def body(self, body_id: str | None) -> Body | None:
        """The body with that id; ``None`` when the register has none."""
        return self._bodies.get(body_id) if body_id is not None else None

    def below(self, body: Body) -> tuple[Body, ...]:
        """The bodies that belong to a government, in the order of the register."""
        return tuple(self._children.get(body.id, ()))

    def above(self, body: Body | None) -> tuple[Body, ...]:
        """The governments that a body belongs to, the highest first."""
        chain: list[Body] = []
        parent = self.body(body.parent) if body else None
        while parent is not None and parent not in chain:
            chain.insert(0, parent)
            parent = self.body(parent.parent)
        return tuple(chain)

    def name_of(self, record: ReportRecord) -> str:
        """The body's name by the register, else as its title prints it, else its address."""
        body = self.body(record.body)
        return body.name if body else record.title_body or record.url
