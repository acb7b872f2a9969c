import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from notifier.channels.channel import ChannelRefused, ChannelUnavailable
from notifier.channels.smtp import SmtpChannel
from notifier.channels.smtp_account import PasswordUnprotected, Security, SmtpAccount
from notifier.notices import trial
from tests.notifier import county
from tests.notifier.certificates import Certificate, make_certificate
from tests.notifier.mail_server import HOST, PASSWORD, USER, MailServer, mail_server

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS:UserWarning")
"""The server of the tests warns of itself; that a password may travel so is what is tested."""


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return make_certificate(tmp_path_factory.mktemp("tls"))


def plain(server: MailServer) -> SmtpAccount:
    return SmtpAccount(host=HOST, port=server.port, security=Security.PLAIN, timeout=10)


def send(channel: SmtpChannel, email: str = "office@qingshi.example") -> None:
    supervisor = county.supervisor(email=email)
    channel.send(trial(supervisor, county.letterhead(), county.NOW), supervisor)


def test_several_notices_go_over_one_connection(server: MailServer) -> None:
    with SmtpChannel(plain(server)) as channel:
        send(channel, "one@qingshi.example")
        send(channel, "two@qingshi.example")

    assert server.recipients == ["one@qingshi.example", "two@qingshi.example"]
    assert server.connections == 1


def test_what_arrives_is_what_was_written(server: MailServer) -> None:
    supervisor = county.supervisor(name="青石区“大数据”局, 政务公开科")
    sent = trial(supervisor, county.letterhead(), county.NOW)

    with SmtpChannel(plain(server)) as channel:
        channel.send(sent, supervisor)

    (arrived,) = server.accepted
    assert arrived["Subject"] == sent["Subject"]
    assert arrived["Message-ID"] == sent["Message-ID"]
    assert arrived["To"].addresses[0].display_name == "青石区“大数据”局, 政务公开科"
    assert arrived["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in arrived.iter_parts()] == ["text/plain", "text/html"]
    plain_part = arrived.get_body(("plain",))
    assert plain_part is not None
    assert "您能看到它，通知就能送达" in plain_part.get_content()


def test_an_address_refused_for_good_is_refused_and_the_next_notice_still_goes(
    server: MailServer,
) -> None:
    server.refused["gone@qingshi.example"] = "550 no such mailbox"

    with SmtpChannel(plain(server)) as channel:
        with pytest.raises(ChannelRefused, match=r"gone@qingshi\.example.*550 no such mailbox"):
            send(channel, "gone@qingshi.example")
        send(channel)

    assert server.recipients == ["office@qingshi.example"]


def test_an_address_put_off_may_be_tried_again(server: MailServer) -> None:
    server.refused["busy@qingshi.example"] = "450 try later"

    with SmtpChannel(plain(server)) as channel, pytest.raises(ChannelUnavailable, match="450"):
        send(channel, "busy@qingshi.example")


@pytest.mark.parametrize(
    ("answer", "fault"),
    [("554 looks like spam", ChannelRefused), ("452 disk full", ChannelUnavailable)],
)
def test_a_message_refused_for_good_differs_from_one_put_off(
    server: MailServer, answer: str, fault: type[Exception]
) -> None:
    server.answers_to_data.append(answer)

    with SmtpChannel(plain(server)) as channel, pytest.raises(fault, match=answer):
        send(channel)


def test_a_connection_that_breaks_in_the_middle_is_made_anew_for_the_next(
    server: MailServer,
) -> None:
    server.drops = 1

    with SmtpChannel(plain(server)) as channel:
        with pytest.raises(ChannelUnavailable, match="broke off"):
            send(channel)
        send(channel)

    assert len(server.accepted) == 1
    assert server.connections == 2


def test_a_server_that_is_not_there_is_named_with_what_to_do() -> None:
    with socket.create_server((HOST, 0)) as taken:
        port = taken.getsockname()[1]
    account = SmtpAccount(host=HOST, port=port, security=Security.PLAIN, timeout=5)

    with SmtpChannel(account) as channel:
        with pytest.raises(ChannelUnavailable, match=rf"{HOST}:{port} .*check \[mail\]"):
            send(channel)
        with pytest.raises(ChannelUnavailable, match="check"):
            send(channel)


def test_a_server_that_says_nothing_is_given_up_after_the_timeout() -> None:
    with socket.create_server((HOST, 0)) as silent:
        port = silent.getsockname()[1]
        account = SmtpAccount(host=HOST, port=port, security=Security.PLAIN, timeout=0.2)

        with SmtpChannel(account) as channel, pytest.raises(ChannelUnavailable, match="timed out"):
            send(channel)


def test_it_logs_in_over_starttls_with_a_certificate_that_the_authority_vouches_for(
    certificate: Certificate,
) -> None:
    with mail_server(login=True, starttls=certificate.context) as server:
        account = SmtpAccount(
            host=HOST,
            port=server.port,
            security=Security.STARTTLS,
            user=USER,
            password=PASSWORD,
            authority=certificate.path,
        )
        with SmtpChannel(account) as channel:
            send(channel)

    assert server.recipients == ["office@qingshi.example"]


def test_it_speaks_tls_from_the_first_byte(certificate: Certificate) -> None:
    with mail_server(tls=certificate.context) as server:
        account = SmtpAccount(
            host=HOST, port=server.port, security=Security.TLS, authority=certificate.path
        )
        with SmtpChannel(account) as channel:
            send(channel)

    assert server.recipients == ["office@qingshi.example"]


def test_a_certificate_that_nobody_vouches_for_gets_nothing(certificate: Certificate) -> None:
    with mail_server(starttls=certificate.context) as server:
        account = SmtpAccount(host=HOST, port=server.port, security=Security.STARTTLS)

        with (
            SmtpChannel(account) as channel,
            pytest.raises(ChannelUnavailable, match=r"(?i)certificate"),
        ):
            send(channel)

    assert server.accepted == []


def test_an_authority_of_ours_vouches_only_for_its_own(
    certificate: Certificate, tmp_path: Path
) -> None:
    stranger = make_certificate(tmp_path)
    with mail_server(starttls=certificate.context) as server:
        account = SmtpAccount(host=HOST, port=server.port, authority=stranger.path)

        with (
            SmtpChannel(account) as channel,
            pytest.raises(ChannelUnavailable, match=r"(?i)certificate"),
        ):
            send(channel)

    assert server.accepted == []


def test_a_server_that_cannot_encrypt_is_not_used_where_encryption_is_asked_for(
    server: MailServer,
) -> None:
    account = SmtpAccount(
        host=HOST, port=server.port, security=Security.STARTTLS, user=USER, password=PASSWORD
    )

    with SmtpChannel(account) as channel, pytest.raises(ChannelUnavailable, match="STARTTLS"):
        send(channel)

    assert server.accepted == []


def test_a_wrong_password_is_said_to_be_the_operator_s_to_correct() -> None:
    with mail_server(login=True) as server:
        account = SmtpAccount(
            host=HOST, port=server.port, security=Security.PLAIN, user=USER, password="wrong"
        )
        with SmtpChannel(account) as channel, pytest.raises(ChannelUnavailable) as refusal:
            send(channel)

    assert "correct [mail]" in str(refusal.value)
    assert "wrong" not in str(refusal.value)


def test_a_password_is_never_sent_openly_to_another_machine() -> None:
    with pytest.raises(PasswordUnprotected, match=r"mail\.example\.gov\.cn"):
        SmtpAccount(
            host="mail.example.gov.cn", port=25, security=Security.PLAIN, user="u", password="p"
        )


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1"])
def test_a_password_may_travel_openly_within_this_machine(host: str) -> None:
    SmtpAccount(host=host, port=25, security=Security.PLAIN, user="u", password="p")


def test_a_password_is_not_shown_where_the_account_is() -> None:
    account = SmtpAccount(host="mail.example", port=587, user="u", password="secret")

    assert "secret" not in repr(account)


def test_a_user_name_without_a_password_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="a user name and a password"):
        SmtpAccount(host="mail.example", port=587, user="u")
