from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from notifier.channels.channel import ChannelUnavailable
from notifier.channels.file import FileChannel
from notifier.notices import trial
from tests.notifier import county


def test_a_notice_is_a_mail_file_that_reads_as_it_was_written(tmp_path: Path) -> None:
    message = trial(county.supervisor(), county.letterhead(), county.NOW)

    FileChannel(tmp_path / "mail").send(message, county.supervisor())

    (path,) = (tmp_path / "mail").iterdir()
    read = message_from_bytes(path.read_bytes(), policy=default)
    assert read["Subject"] == message["Subject"]
    assert read["Message-ID"] == message["Message-ID"]


def test_the_same_notice_sent_again_is_the_same_file(tmp_path: Path) -> None:
    message = trial(county.supervisor(), county.letterhead(), county.NOW)

    for _ in range(2):
        FileChannel(tmp_path).send(message, county.supervisor())

    assert len(list(tmp_path.iterdir())) == 1


def test_a_folder_that_cannot_be_made_is_named_and_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("a file, not a folder")
    message = trial(county.supervisor(), county.letterhead(), county.NOW)

    with pytest.raises(ChannelUnavailable, match="mail"):
        FileChannel(tmp_path / "mail").send(message, county.supervisor())

    assert [path.name for path in tmp_path.iterdir()] == ["mail"]
