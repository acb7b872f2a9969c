"""Notices from a real store through real channels."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from audits.records import EventCause, FindingState, NoticeRecord, NoticeState
from audits.result import AuditStatus
from audits.store.connection import Store, open_for_reading
from audits.store.findings import events_of
from audits.store.notices import notices
from audits.store.register import write_register
from notifier.channels.channel import Channel
from notifier.channels.file import FileChannel
from notifier.channels.smtp import SmtpChannel
from notifier.channels.smtp_account import Security, SmtpAccount
from notifier.notices import NotifyCounts, notify, preview
from notifier.outbox import ATTEMPTS
from notifier.supervisor import QuietHours, Supervisor
from tests.notifier import county
from tests.notifier.mail_server import HOST, MailServer, mail_server
from tests.notifier.office import find, hold, move, next_day, office, state_of

FOUND = county.found()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with office(tmp_path) as opened:
        find(opened, FOUND)
        yield opened


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


def run(
    store: Store,
    server: MailServer,
    at: datetime = county.NOW,
    supervisors: Sequence[Supervisor] = (county.supervisor(),),
) -> NotifyCounts:
    account = SmtpAccount(host=HOST, port=server.port, security=Security.PLAIN, timeout=10)
    with SmtpChannel(account) as channel:
        channels: dict[str, Channel] = {
            "smtp": channel,
            "file": FileChannel(store.path.parent / "mail"),
        }
        return notify(store, supervisors, channels, county.letterhead(), at)


def only_notice(store: Store) -> NoticeRecord:
    (notice,) = notices(store)
    return notice


def test_what_is_new_is_sent_and_its_findings_become_notified(
    store: Store, server: MailServer
) -> None:
    counts = run(store, server)

    assert (counts.queued, counts.delivery.sent) == (1, 1)
    assert server.recipients == ["office@qingshi.example"]
    assert server.accepted[0]["Subject"] == "【年报核查】青石区：新增错误 1（11月23日）"
    notice = only_notice(store)
    assert (notice.state, notice.sent_at, notice.findings) == (
        NoticeState.SENT,
        county.NOW,
        (FOUND.id,),
    )
    assert state_of(store, FOUND.id) is FindingState.NOTIFIED
    assert events_of(store, FOUND.id)[-1].change.cause is EventCause.NOTICE_SENT


def test_a_second_run_without_news_queues_nothing_and_sends_nothing(
    store: Store, server: MailServer
) -> None:
    run(store, server)

    counts = run(store, server, next_day())

    assert (counts.queued, counts.delivery.sent) == (0, 0)
    assert len(server.accepted) == 1


def test_an_unreadable_report_is_told_once(store: Store, server: MailServer) -> None:
    run(store, server)
    hold(store, county.report(status=AuditStatus.UNREADABLE, first_held=next_day()))

    told = run(store, server, next_day(2))
    again = run(store, server, next_day(3))

    assert (told.queued, again.queued) == (1, 0)
    assert "无法读取年报 1" in server.accepted[-1]["Subject"]


def test_what_is_fixed_later_is_told_in_a_notice_of_its_own(
    store: Store, server: MailServer
) -> None:
    run(store, server)
    move(store, FOUND.id, FindingState.FIXED, EventCause.FIXED)

    counts = run(store, server, next_day())

    assert counts.delivery.sent == 1
    assert "已整改 1" in server.accepted[-1]["Subject"]
    assert state_of(store, FOUND.id) is FindingState.FIXED


def test_a_notice_that_fails_stays_and_is_sent_by_the_next_run(
    store: Store, server: MailServer
) -> None:
    server.drops = 1

    failed = run(store, server)
    waiting = only_notice(store)
    sent = run(store, server, next_day())

    assert (failed.delivery.pending, failed.delivery.sent) == (1, 0)
    assert (waiting.state, waiting.attempts) == (NoticeState.PENDING, 1)
    assert "broke off" in (waiting.error or "")
    assert (sent.queued, sent.delivery.sent) == (0, 1)
    assert only_notice(store).error is None
    assert len(server.accepted) == 1


def test_findings_stay_open_until_their_notice_is_sent(store: Store, server: MailServer) -> None:
    server.drops = 1

    run(store, server)

    assert state_of(store, FOUND.id) is FindingState.OPEN


def test_a_notice_that_fails_too_often_is_dead_and_named(store: Store, server: MailServer) -> None:
    server.drops = ATTEMPTS + 1

    runs = [run(store, server, next_day(day)).delivery for day in range(ATTEMPTS + 1)]

    assert [counts.pending for counts in runs] == [1] * (ATTEMPTS - 1) + [0, 0]
    assert [counts.dead for counts in runs] == [0] * (ATTEMPTS - 1) + [1, 0]
    (failure,) = runs[ATTEMPTS - 1].failures
    assert only_notice(store).id in failure.place
    assert "to qs by smtp" in failure.place
    assert only_notice(store).state is NoticeState.DEAD


def test_a_notice_refused_for_good_is_dead_at_once_and_others_still_go(
    store: Store, server: MailServer
) -> None:
    server.refused["office@qingshi.example"] = "550 no such mailbox"
    other = county.supervisor("line", email="line@qingshi.example")
    _answer_for(store, "qs", "line")

    counts = run(store, server, supervisors=[county.supervisor(), other])

    assert (counts.delivery.dead, counts.delivery.sent) == (1, 1)
    assert "550" in counts.delivery.failures[0].error
    assert server.recipients == ["line@qingshi.example"]


def test_a_corrected_address_holds_for_notices_already_queued(
    store: Store, server: MailServer
) -> None:
    server.drops = 1
    run(store, server)

    moved = county.supervisor(email="new@qingshi.example")
    run(store, server, next_day(), [moved])

    assert server.recipients == ["new@qingshi.example"]
    assert server.accepted[0]["To"].addresses[0].addr_spec == "new@qingshi.example"


def test_two_supervisors_of_a_body_each_get_a_notice_of_their_own(
    store: Store, server: MailServer
) -> None:
    _answer_for(store, "qs", "line")
    supervisors = [county.supervisor(), county.supervisor("line", email="line@qingshi.example")]

    counts = run(store, server, supervisors=supervisors)

    assert counts.delivery.sent == 2
    assert sorted(server.recipients) == ["line@qingshi.example", "office@qingshi.example"]
    assert len({message["Message-ID"] for message in server.accepted}) == 2


def test_a_supervisor_of_the_government_is_told_of_the_bodies_below_it(
    tmp_path: Path, server: MailServer
) -> None:
    government = county.body("gov", "青石区人民政府")
    works = county.body(parent="gov", supervisors=())
    with office(tmp_path, government, works) as store:
        find(store, FOUND)

        assert run(store, server).delivery.sent == 1


def test_by_two_channels_the_same_news_goes_twice_and_counts_once(
    store: Store, server: MailServer
) -> None:
    both = county.supervisor(channels=("smtp", "file"))

    first = run(store, server, supervisors=[both])
    second = run(store, server, next_day(), [both])

    assert (first.delivery.sent, second.queued) == (2, 0)
    (path,) = (store.path.parent / "mail").iterdir()
    assert path.name.startswith("2026-11-23-")
    assert path.suffix == ".eml"
    written = message_from_bytes(path.read_bytes(), policy=default)
    assert written["Subject"] == server.accepted[0]["Subject"]


def test_in_quiet_hours_a_notice_is_held_until_they_end(store: Store, server: MailServer) -> None:
    quiet = QuietHours(start=time(22), end=time(10))
    sleeper = county.supervisor(quiet=quiet)

    held = run(store, server, county.NOW, [sleeper])
    still = run(store, server, county.NOW + timedelta(minutes=10), [sleeper])
    sent = run(store, server, county.NOW + timedelta(minutes=30), [sleeper])

    assert (held.delivery.held, held.delivery.sent) == (1, 0)
    assert (still.queued, still.delivery.sent) == (0, 0)
    assert sent.delivery.sent == 1


def test_a_notice_by_a_channel_that_is_not_set_up_waits_and_says_so(
    store: Store, server: MailServer
) -> None:
    counts = run(store, server, supervisors=[county.supervisor(channels=("pigeon",))])

    assert counts.delivery.pending == 1
    assert "'pigeon'" in counts.delivery.failures[0].error


def test_a_notice_to_a_supervisor_that_was_taken_out_waits_and_says_so(
    store: Store, server: MailServer
) -> None:
    server.drops = 1
    run(store, server)

    counts = run(store, server, next_day(), [county.supervisor("other")])

    assert counts.delivery.pending == 1
    assert "[supervisors.qs]" in counts.delivery.failures[0].error


def test_a_preview_shows_what_would_be_sent_and_writes_nothing(
    tmp_path: Path, server: MailServer
) -> None:
    with office(tmp_path) as store:
        find(store, FOUND)
    with open_for_reading(tmp_path / "gouji.db") as store:
        (draft,) = preview(store, [county.supervisor()], county.letterhead(), county.NOW)
        assert notices(store) == ()
    with office(tmp_path) as store:
        run(store, server)

    assert server.accepted[0]["Message-ID"] == draft.message["Message-ID"]
    assert server.accepted[0]["Subject"] == draft.message["Subject"]


def test_names_with_line_breaks_add_no_header_to_the_mail_that_arrives(
    tmp_path: Path, server: MailServer
) -> None:
    hostile = "局\r\nBcc: evil@evil.example\r\n\r\n<script>alert(1)</script>" + "长" * 3000
    supervisor = county.supervisor(name=hostile)
    with office(tmp_path, county.body(name=hostile)) as store:
        find(store, FOUND)
        run(store, server, supervisors=[supervisor])

    (message,) = server.accepted
    assert server.recipients == ["office@qingshi.example"]
    assert message["Bcc"] is None
    assert message["To"].addresses[0].addr_spec == "office@qingshi.example"
    assert set(message.keys()) == {
        "From",
        "To",
        "Subject",
        "Date",
        "Message-ID",
        "Auto-Submitted",
        "MIME-Version",
        "Content-Type",
        "Content-Language",
    }


def _answer_for(store: Store, *supervisors: str) -> None:
    write_register(store, county.register(replace(county.body(), supervisors=supervisors)))
