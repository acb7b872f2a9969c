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
            below[body.parent].append(_below(body, register))
    return {government: tuple(bodies) for government, bodies in below.items()}


def _below(body: Body, register: Register) -> Below:
    role = role_of(body.name, _ROLES[body.kind], register.bodies[body.parent or ""].names)
    if role is Role.DEPARTMENT and _is_unit_of_another(body, register):
        role = Role.ASIDE
    return Below(id=body.id, name=body.name, role=role)


def _is_unit_of_another(body: Body, register: Register) -> bool:
    """Its name begins with that of a department, whose report may hold its figures already."""
    beginnings = (register.body_named(body.name[:end]) for end in range(1, len(body.name)))
    return any(
        other is not None
        and other.id != body.id
        and other.parent == body.parent
        and other.kind is BodyKind.DEPARTMENT
        for other in beginnings
    )
