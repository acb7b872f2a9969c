"""A real SMTP server on loopback that keeps what it is given, and misbehaves when told to."""

import asyncio
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from threading import Thread
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

HOST = "127.0.0.1"
USER, PASSWORD = "gouji", "correct horse"


@dataclass
class MailServer:
    """What the server has seen, and what it is to do."""

    port: int = 0
    accepted: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    connections: int = 0
    refused: dict[str, str] = field(default_factory=dict)
    """Recipient to the answer that it gets."""
    answers_to_data: list[str] = field(default_factory=list)
    """Answers to the next messages, instead of taking them."""
    drops: int = 0
    """How many of the next messages are cut off in the middle."""

    async def handle_RCPT(  # noqa: N802
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 fine"

    async def handle_DATA(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        if self.answers_to_data:
            return self.answers_to_data.pop(0)
        assert isinstance(envelope.content, bytes)
        self.accepted.append(message_from_bytes(envelope.content, policy=default))
        self.recipients += envelope.rcpt_tos
        return "250 taken"


class _Session(SMTP):
    """One connection."""

    def __init__(self, mail_server: MailServer, **options: Any) -> None:
        super().__init__(mail_server, hostname="mail.example", **options)
        self.mail_server = mail_server
        mail_server.connections += 1

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        if self.mail_server.drops and isinstance(self.transport, asyncio.Transport):
            self.mail_server.drops -= 1
            await self.push("354 go on")
            self.transport.abort()
            return
        await super().smtp_DATA(arg)


def _login(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: LoginPassword
) -> AuthResult:
    return AuthResult(
        handled=False, success=(given.login, given.password) == (USER.encode(), PASSWORD.encode())
    )


@contextmanager
def mail_server(
    *,
    login: bool = False,
    starttls: ssl.SSLContext | None = None,
    tls: ssl.SSLContext | None = None,
) -> Iterator[MailServer]:
    """A server on a port of its own, for as long as the block runs."""
    kept = MailServer()
    options: dict[str, Any] = {"tls_context": starttls}
    if login:
        options |= {
            "authenticator": _login,
            "auth_required": True,
            "auth_require_tls": starttls is not None,
        }
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever, daemon=True)
    thread.start()
    opening = loop.create_server(lambda: _Session(kept, **options), HOST, 0, ssl=tls)
    listening = asyncio.run_coroutine_threadsafe(opening, loop).result(10)
    kept.port = listening.sockets[0].getsockname()[1]
    try:
        yield kept
    finally:
        asyncio.run_coroutine_threadsafe(_close(listening), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


async def _close(listening: asyncio.Server) -> None:
    listening.close()
    sessions = asyncio.all_tasks() - {asyncio.current_task()}
    for session in sessions:
        session.cancel()
    await asyncio.gather(*sessions, return_exceptions=True)
