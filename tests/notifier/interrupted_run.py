"""A run in a process of its own that is killed at the worst moment.

Called with the folder of the home, the port of a mail server, and ``queued`` (killed once the
notices are in the outbox) or ``sent`` (killed once the server took one, before that is written).
"""

import os
import signal
import sys
from email.message import EmailMessage
from pathlib import Path

from audits.store.connection import open_for_writing
from notifier.channels.smtp import SmtpChannel
from notifier.channels.smtp_account import Security, SmtpAccount
from notifier.notices import notify, preview
from notifier.outbox import queue
from notifier.supervisor import Supervisor
from tests.notifier import county


class KilledAfterSending:
    """The ``smtp`` channel in a process that dies as soon as it has sent."""

    def __init__(self, channel: SmtpChannel) -> None:
        self._channel = channel

    def send(self, message: EmailMessage, supervisor: Supervisor) -> None:
        self._channel.send(message, supervisor)
        _die()


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main(folder: Path, port: int, moment: str) -> None:
    account = SmtpAccount(host="127.0.0.1", port=port, security=Security.PLAIN, timeout=10)
    supervisors = [county.supervisor()]
    with open_for_writing(folder / "gouji.db") as store:
        if moment == "queued":
            queue(store, preview(store, supervisors, county.letterhead(), county.NOW))
            _die()
        channels = {"smtp": KilledAfterSending(SmtpChannel(account))}
        notify(store, supervisors, channels, county.letterhead(), county.NOW)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
