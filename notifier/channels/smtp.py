"""The ``smtp`` channel: every notice of a run over one connection to a mail server."""

from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from smtplib import (
    SMTP,
    SMTP_SSL,
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
)
from types import TracebackType
from typing import Self

from notifier.channels.channel import ChannelRefused, ChannelUnavailable
from notifier.channels.opening import ChannelKind
from notifier.channels.smtp_account import Security, SmtpAccount
from notifier.hostile_text import one_line
from notifier.mail_address import mail_address
from notifier.supervisor import Supervisor


class SmtpChannel:
    """Use it as a context manager; it connects when the first notice is sent.

    A connection that breaks is made anew for the next notice. A server that cannot be reached or
    refuses the account is asked once, and every further notice of the run is told the same.
    """

    def __init__(self, account: SmtpAccount) -> None:
        self._account = account
        self._connection: SMTP | None = None
        self._down: str | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._connection is not None:
            self._part()

    def send(self, message: EmailMessage, supervisor: Supervisor) -> None:
        """Hand the message to the mail server.

        Raises:
            ChannelRefused: the server will not take this message for this address.
            ChannelUnavailable: the server cannot be reached or used, or puts it off.
        """
        connection = self._connected()
        sender = message["From"].addresses[0].addr_spec
        with self._explained(supervisor):
            connection.send_message(message, sender, mail_address(supervisor.email).addr_spec)

    def _connected(self) -> SMTP:
        if self._down is not None:
            raise ChannelUnavailable(self._down)
        if self._connection is None:
            try:
                self._connection = _open(self._account)
            except (OSError, SMTPException) as fault:
                self._down = _why_down(self._account, fault)
                raise ChannelUnavailable(self._down) from fault
        return self._connection

    def _part(self) -> None:
        connection, self._connection = self._connection, None
        if connection is None:
            return
        try:
            connection.quit()
        except (OSError, SMTPException):
            connection.close()

    @contextmanager
    def _explained(self, supervisor: Supervisor) -> Iterator[None]:
        """Faults of smtplib as those of a channel; a connection in doubt is given up."""
        where = f"{self._account.host}:{self._account.port}"
        try:
            yield
        except SMTPRecipientsRefused as fault:
            [(code, answer)] = fault.recipients.values()
            raise _refusal(code, f"{where} refused {supervisor.email}", answer) from fault
        except SMTPDataError as fault:
            words = f"{where} refused the notice to {supervisor.id}"
            raise _refusal(fault.smtp_code, words, fault.smtp_error) from fault
        except (OSError, SMTPException) as fault:
            self._part()
            raise ChannelUnavailable(
                f"{where} broke off while it took the notice to {supervisor.id}: {_said(fault)};"
                " it will be sent again"
            ) from fault


def _open(account: SmtpAccount) -> SMTP:
    if account.security is Security.TLS:
        connection: SMTP = SMTP_SSL(
            account.host, account.port, timeout=account.timeout, context=account.tls()
        )
    else:
        connection = SMTP(account.host, account.port, timeout=account.timeout)
    try:
        if account.security is Security.STARTTLS:
            connection.starttls(context=account.tls())
        if account.user is not None and account.password is not None:
            connection.login(account.user, account.password)
    except BaseException:
        connection.close()
        raise
    return connection


def _why_down(account: SmtpAccount, fault: Exception) -> str:
    where = f"mail server {account.host}:{account.port}"
    if isinstance(fault, SMTPAuthenticationError):
        return f"{where} refused the user name or the password; correct [mail]"
    return f"{where} cannot be used: {_said(fault)}; check [mail] and the network"


def _refusal(code: int, words: str, answer: bytes | str) -> ChannelRefused | ChannelUnavailable:
    said = _readable(answer)
    if code >= 500:
        return ChannelRefused(f"{words} for good: {code} {said}; correct the address or ask there")
    return ChannelUnavailable(f"{words} for now: {code} {said}; it will be sent again")


def _said(fault: Exception) -> str:
    if isinstance(fault, SMTPResponseException):
        return f"{fault.smtp_code} {_readable(fault.smtp_error)}"
    return one_line(str(fault)) or type(fault).__name__


def _readable(answer: bytes | str) -> str:
    return one_line(answer.decode(errors="replace") if isinstance(answer, bytes) else answer)


CHANNEL = ChannelKind(name="smtp", open=lambda means: SmtpChannel(means.account()))
