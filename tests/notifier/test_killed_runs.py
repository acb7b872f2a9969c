"""A run that is killed loses nothing, and sends nothing twice that it knows to be sent."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from audits.records import FindingState
from audits.store.connection import open_for_writing
from notifier.channels.smtp import SmtpChannel
from notifier.channels.smtp_account import Security, SmtpAccount
from notifier.notices import NotifyCounts, notify
from tests.notifier import county
from tests.notifier.mail_server import HOST, MailServer, mail_server
from tests.notifier.office import find, next_day, office, state_of

ROOT = Path(__file__).parents[2]


def killed_run(folder: Path, server: MailServer, moment: str) -> None:
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.notifier.interrupted_run",
            str(folder),
            str(server.port),
            moment,
        ],
        cwd=ROOT,
        check=False,
        capture_output=True,
        timeout=60,
    )
    assert run.returncode == -signal.SIGKILL, run.stderr.decode()


def whole_run(folder: Path, server: MailServer, days: int) -> NotifyCounts:
    account = SmtpAccount(host=HOST, port=server.port, security=Security.PLAIN, timeout=10)
    with open_for_writing(folder / "gouji.db") as store, SmtpChannel(account) as channel:
        return notify(
            store,
            [county.supervisor()],
            {"smtp": channel},
            county.letterhead(),
            next_day(days),
        )


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with office(tmp_path) as store:
        find(store, county.found())
    return tmp_path


def test_killed_between_queueing_and_sending_the_notice_is_sent_exactly_once(home: Path) -> None:
    with mail_server() as server:
        killed_run(home, server, "queued")
        assert server.accepted == []

        first = whole_run(home, server, 1)
        second = whole_run(home, server, 2)

    assert (first.queued, first.delivery.sent) == (0, 1)
    assert (second.queued, second.delivery.sent) == (0, 0)
    assert len(server.accepted) == 1


def test_killed_between_sending_and_noting_it_the_second_copy_is_recognisable(home: Path) -> None:
    with mail_server() as server:
        killed_run(home, server, "sent")
        assert len(server.accepted) == 1

        whole_run(home, server, 1)
        whole_run(home, server, 2)

    one, other = server.accepted
    assert one["Message-ID"] == other["Message-ID"]
    with open_for_writing(home / "gouji.db") as store:
        assert state_of(store, county.found().id) is FindingState.NOTIFIED
