from pathlib import Path

import pytest

from notifier.channels.channel import Channel
from notifier.channels.opening import ChannelMeans, UnknownChannel, all_channels, opened
from notifier.channels.smtp_account import SmtpAccount
from notifier.notices import trial
from tests.notifier import county


def means(folder: Path) -> ChannelMeans:
    def account() -> SmtpAccount:
        raise AssertionError("no mail server is set up")

    return ChannelMeans(mail_folder=folder / "mail", account=account)


def test_a_channel_is_known_by_being_a_file_of_the_package() -> None:
    assert set(all_channels()) == {"file", "smtp"}


def test_only_the_channels_that_are_wanted_are_opened(tmp_path: Path) -> None:
    supervisor = county.supervisor(channels=("file",))
    with opened(["file"], means(tmp_path)) as channels:
        channel: Channel = channels["file"]
        channel.send(trial(supervisor, county.letterhead(), county.NOW), supervisor)

    assert len(list((tmp_path / "mail").glob("*.eml"))) == 1


def test_a_channel_that_does_not_exist_is_named_with_those_that_do(tmp_path: Path) -> None:
    with (
        pytest.raises(UnknownChannel, match=r"'pigeon'.*file, smtp"),
        opened(["pigeon"], means(tmp_path)),
    ):
        pass
