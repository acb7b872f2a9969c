"""The ``file`` channel: each notice as an ``.eml`` file, which any mail program opens."""

import os
from contextlib import nullcontext
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

from audits.china_time import in_china
from notifier.channels.channel import ChannelUnavailable
from notifier.channels.opening import ChannelKind
from notifier.message import notice_id_of
from notifier.supervisor import Supervisor


class FileChannel:
    """Writes into one folder; a file is there whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, message: EmailMessage, supervisor: Supervisor) -> None:
        """Write ``DATE-NOTICE.eml``; the same notice is the same file, however often it is sent.

        Raises:
            ChannelUnavailable: the file cannot be written.
        """
        path = self._folder / file_name(message)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            _write(path, message.as_bytes())
        except OSError as fault:
            raise ChannelUnavailable(
                f"{path}: the notice to {supervisor.id} cannot be written ({fault.strerror});"
                " make the folder writable or free some space"
            ) from fault


def file_name(message: EmailMessage) -> str:
    """``2026-11-23-0a1b2c3d4e5f6071.eml``: the day it was written in China, and the notice."""
    written = in_china(parsedate_to_datetime(message["Date"]))
    return f"{written:%Y-%m-%d}-{notice_id_of(message)}.eml"


def _write(path: Path, content: bytes) -> None:
    with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part", delete=False) as part:
        try:
            part.write(content)
            part.flush()
            os.fsync(part.fileno())
            Path(part.name).replace(path)
        except BaseException:
            Path(part.name).unlink(missing_ok=True)
            raise


CHANNEL = ChannelKind(name="file", open=lambda means: nullcontext(FileChannel(means.mail_folder)))
