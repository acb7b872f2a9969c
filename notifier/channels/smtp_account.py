"""The mail server that notices go through, and what it must offer before it gets a password."""

import ssl
from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path


class Security(StrEnum):
    """How the connection to the mail server is kept from others."""

    TLS = "tls"
    """Encrypted from the first byte, as on port 465."""
    STARTTLS = "starttls"
    """Encrypted before anything is said, as on port 587; a server that cannot is not used."""
    PLAIN = "plain"
    """Open, as on port 25."""


class PasswordUnprotected(ValueError):
    """The password would travel where others can read it."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"[mail] would send the password to {host} over an open connection: set security to"
            f" {Security.STARTTLS!r} or {Security.TLS!r}, or leave the user name out"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpAccount:
    """One account of one mail server.

    Raises:
        PasswordUnprotected: it has a password and an open connection to another machine.
        ValueError: it has a user name without a password, or the other way round.
    """

    host: str
    port: int
    security: Security = Security.STARTTLS
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    timeout: float = 30
    """Seconds that any one answer of the server may take."""
    authority: Path | None = None
    """Certificates (PEM) of an authority to trust besides the system's, for an intranet."""

    def __post_init__(self) -> None:
        if (self.user is None) is not (self.password is None):
            raise ValueError(f"[mail] for {self.host} needs a user name and a password, or neither")
        open_to_others = self.security is Security.PLAIN and not _is_loopback(self.host)
        if self.password is not None and open_to_others:
            raise PasswordUnprotected(self.host)

    def tls(self) -> ssl.SSLContext:
        """Checks the server's certificate and its name."""
        context = ssl.create_default_context()
        if self.authority is not None:
            context.load_verify_locations(self.authority)
        return context


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
