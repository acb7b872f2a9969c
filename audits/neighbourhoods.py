"""Each body of a register with those around it: what its report may be told from."""

from collections.abc import Iterable, Iterator

from audits.evidence import digest
from rules.registered import Registered, RegisteredBody


class Neighbourhoods:
    """Bodies with those above and beside them, each worked out when it is first asked for.

    Bodies of one government share one neighbourhood, so a register of any size stays small.
    """

    def __init__(self, bodies: Iterable[RegisteredBody]) -> None:
        self._bodies = {body.id: body for body in bodies}
        self._children: dict[str, list[RegisteredBody]] = {}
        for body in self._bodies.values():
            if body.parent is not None:
                self._children.setdefault(body.parent, []).append(body)
        self._near: dict[str, tuple[tuple[RegisteredBody, ...], str]] = {}
        self._around: dict[str, Registered] = {}

    def around(self, body_id: str) -> Registered | None:
        """The body with those around it; ``None`` if the register has no such body."""
        body = self._bodies.get(body_id)
        if body is None:
            return None
        if body_id not in self._around:
            above = self._above(body)
            near, key = self._near_to(above)
            self._around[body_id] = Registered(
                body=body, above=above, near=near, key=digest((body.id, *body.names, key))
            )
        return self._around[body_id]

    def _above(self, body: RegisteredBody) -> tuple[RegisteredBody, ...]:
        chain: list[RegisteredBody] = []
        while body.parent is not None and body.parent in self._bodies:
            body = self._bodies[body.parent]
            if body in chain:
                break
            chain.append(body)
        return tuple(chain)

    def _near_to(self, above: tuple[RegisteredBody, ...]) -> tuple[tuple[RegisteredBody, ...], str]:
        if not above:
            return (), ""
        nearest = above[0].id
        if nearest not in self._near:
            near = tuple(body for a in above for body in self._children.get(a.id, ()))
            self._near[nearest] = near, digest(_texts((*above, *near)))
        return self._near[nearest]


def _texts(bodies: Iterable[RegisteredBody]) -> Iterator[str | None]:
    for body in bodies:
        yield from (body.id, body.kind, body.parent, str(len(body.names)), *body.names)
