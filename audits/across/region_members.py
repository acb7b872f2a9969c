"""Who stands below each government on the register, and what each is to it."""

from collections.abc import Mapping
from dataclasses import dataclass

from audits.bodies import Body, Register
from rules.case import BodyKind
from rules.region import Role, role_of

_ROLES: Mapping[BodyKind, Role] = {
    BodyKind.GOVERNMENT: Role.GOVERNMENT,
    BodyKind.DEPARTMENT: Role.DEPARTMENT,
    BodyKind.TOWNSHIP: Role.TOWNSHIP,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Below:
    """A body that stands below a government."""

    id: str
    name: str
    role: Role


def bodies_below(register: Register) -> Mapping[str, tuple[Below, ...]]:
    """By government, the bodies below it, in the order of the register.

    The bodies of a lower government are not: its own report adds them up.
    """
    below: dict[str, list[Below]] = {
        body.id: [] for body in register if body.kind is BodyKind.GOVERNMENT
    }
    for body in register:
        if body.parent in below:
            below[body.parent].append(_below(body, register.bodies[body.parent]))
    return {government: tuple(bodies) for government, bodies in below.items()}


def _below(body: Body, government: Body) -> Below:
    role = role_of(body.name, _ROLES[body.kind], government.names)
    return Below(id=body.id, name=body.name, role=role)
