"""LibreOffice as a program: one run converts many files, and ends by itself or is ended.

It stays in the process group of its caller, so that whoever ends that group ends it as well.
"""

import resource
import shutil
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from audits.documents.document import DocumentUnreadable
from audits.documents.office.profile import Profile

MOST_OUTPUT_BYTES = 256 * 1024 * 1024
_NAMES = ("soffice", "libreoffice")
_ASKS_TO_BE_STARTED_AGAIN = 81
"""After it has filled a new profile."""


def run(profile: Profile, output_filter: str, files: Sequence[Path], out: Path, end: float) -> bool:
    """Converts the files into the folder ``out``; whether the program ended by itself.

    A file that cannot be converted has no counterpart there.

    Args:
        profile: used by nobody else meanwhile.
        output_filter: as ``--convert-to`` takes it.
        files: their endings tell LibreOffice what to expect.
        out: an existing folder.
        end: seconds that the run may take.

    Raises:
        DocumentUnreadable: LibreOffice is not installed.
    """
    command = [
        str(_program()),
        f"-env:UserInstallation={profile.settings.as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--nologo", "--nodefault"),
        *("--convert-to", output_filter, "--outdir", str(out)),
        *map(str, files),
    ]
    status = _status(command, profile.folder, end)
    if status == _ASKS_TO_BE_STARTED_AGAIN:
        status = _status(command, profile.folder, end)
    return status == 0


def _status(command: Sequence[str], folder: Path, end: float) -> int | None:
    """``None`` when the time was up."""
    process = subprocess.Popen(  # noqa: S603  # our own command; only the files are theirs
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    with suppress(OSError, AttributeError):  # already ended; not on every system
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (MOST_OUTPUT_BYTES, MOST_OUTPUT_BYTES))
    try:
        return process.wait(end)
    except subprocess.TimeoutExpired:
        return None
    finally:
        process.kill()
        process.wait()


def _program() -> Path:
    """The program itself where it lies beside its starter, so that ending it leaves nothing."""
    starter = next((found for name in _NAMES if (found := shutil.which(name))), None)
    if starter is None:
        raise DocumentUnreadable(
            zh="读取旧版 Office 文件需要 LibreOffice，本机没有安装；"
            "请安装，或另存为 DOCX、PDF 后再核验",
            en="old Office files are read with LibreOffice, which is not installed here; "
            "install it, or save the file as DOCX or PDF",
        )
    beside = Path(starter).resolve().with_name("soffice.bin")
    return beside if beside.is_file() else Path(starter)
