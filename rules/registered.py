"""What the register (名录) knows of a report's body and of the bodies around it."""

from dataclasses import dataclass
from functools import cached_property

from rules.body_kind import BodyKind


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredBody:
    """A body of the register, with every name that it has there."""

    id: str
    names: tuple[str, ...]
    """Its full name, then its other names."""
    kind: BodyKind
    parent: str | None = None
    """Id of the government it belongs to."""


@dataclass(frozen=True, kw_only=True)
class Registered:
    """A body with those above it, and with those that belong to the same governments."""

    body: RegisteredBody
    above: tuple[RegisteredBody, ...] = ()
    """The governments it belongs to, the nearest first."""
    near: tuple[RegisteredBody, ...] = ()
    """Every body whose parent is one of ``above``, the body itself among them."""
    key: str = ""
    """Changes when any of it does."""

    @cached_property
    def others(self) -> tuple[RegisteredBody, ...]:
        """The bodies near it that are neither itself nor above it."""
        own = {self.body.id, *(body.id for body in self.above)}
        return tuple(body for body in self.near if body.id not in own)
