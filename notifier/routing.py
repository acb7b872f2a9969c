"""Which supervisors answer for a body."""

from collections.abc import Collection, Mapping

from audits.bodies import Body, Register


def supervisors_of(body: Body, register: Register) -> tuple[str, ...]:
    """Ids of the supervisors that the register gives the body.

    Its own list holds; where it has none, that of the nearest government above it. A body of which
    nobody answers, up to the top, has none.
    """
    asked: Body | None = body
    passed: set[str] = set()
    while asked is not None and asked.id not in passed:
        if asked.supervisors:
            return asked.supervisors
        passed.add(asked.id)
        asked = register.bodies.get(asked.parent) if asked.parent is not None else None
    return ()


def bodies_by_supervisor(
    register: Register, supervisors: Collection[str]
) -> Mapping[str, tuple[str, ...]]:
    """Ids of the bodies that each of these supervisors answers for, in the register's order."""
    answered: dict[str, list[str]] = {supervisor: [] for supervisor in supervisors}
    for body in register:
        for supervisor in dict.fromkeys(supervisors_of(body, register)):
            if supervisor in answered:
                answered[supervisor].append(body.id)
    return {supervisor: tuple(bodies) for supervisor, bodies in answered.items()}


def bodies_without_supervisor(register: Register, supervisors: Collection[str]) -> tuple[Body, ...]:
    """Bodies whose findings would reach nobody, in the order of the register."""
    known = frozenset(supervisors)
    return tuple(body for body in register if known.isdisjoint(supervisors_of(body, register)))
