"""A profile of our own for LibreOffice: no macros, no links followed, nothing fetched.

Each piece of work has a new one, so that nothing of one document is there for the next. It lies in
a folder that its process holds locked: one left by a process that was killed is known as such, and
cleared away by the next.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import quoteattr

_PREFIX = "gouji-office-"
_LOCK = "lock"
_NOWHERE = "127.0.0.1"
_NO_PORT = "9"

_COMMON = "/org.openoffice.Office.Common"
_SECURITY = f"{_COMMON}/Security/Scripting"
_INTERNET = "/org.openoffice.Inet/Settings"
_SETTINGS: Mapping[tuple[str, str], str] = {
    (_SECURITY, "MacroSecurityLevel"): "3",
    (_SECURITY, "DisableMacrosExecution"): "true",
    (_SECURITY, "BlockUntrustedRefererLinks"): "true",
    ("/org.openoffice.Office.Writer/Content/Update", "Link"): "0",
    ("/org.openoffice.Office.Calc/Content/Update", "Link"): "1",
    ("/org.openoffice.Office.Calc/Formula/Load", "OOXMLRecalcMode"): "1",
    ("/org.openoffice.Office.Calc/Formula/Load", "ODFRecalcMode"): "1",
    (f"{_COMMON}/Save/Document", "CreateBackup"): "false",
    (_INTERNET, "ooInetProxyType"): "2",
    (_INTERNET, "ooInetNoProxy"): "",
    **{
        (_INTERNET, f"ooInet{protocol}Proxy{part}"): value
        for protocol in ("HTTP", "HTTPS", "FTP")
        for part, value in (("Name", _NOWHERE), ("Port", _NO_PORT))
    },
}
"""Links are never updated (Writer 0, Calc 1), and what would still be fetched is asked of a port
where nobody listens."""


_FIRST_START = Path("user", "extensions")
"""What LibreOffice notes when it is first started, before it asks to be started again."""
_NOTED: dict[Path, bytes] = {}
"""The same as files, from an earlier profile of this process: it saves the second start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """LibreOffice's settings, and room for its files."""

    folder: Path

    @property
    def settings(self) -> Path:
        """The folder that LibreOffice takes for its user's."""
        return self.folder / "profile"


@contextmanager
def profile() -> Iterator[Profile]:
    """A profile that is gone when the work is done; those of ended processes are cleared away."""
    _clear_abandoned()
    made = Profile(folder=Path(tempfile.mkdtemp(prefix=_PREFIX)))
    lock = os.open(made.folder / _LOCK, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    fcntl.flock(lock, fcntl.LOCK_EX)
    try:
        _write(made.settings, {**_NOTED, Path("user", "registrymodifications.xcu"): _registry()})
        yield made
        _NOTED.update(_noted_in(made.settings))
    finally:
        shutil.rmtree(made.folder, ignore_errors=True)
        os.close(lock)


def _write(folder: Path, files: Mapping[Path, bytes]) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def _noted_in(folder: Path) -> Iterator[tuple[Path, bytes]]:
    for path in (folder / _FIRST_START).rglob("*"):
        if path.is_file():
            yield path.relative_to(folder), path.read_bytes()


def _registry() -> bytes:
    items = "".join(
        f'<item oor:path={quoteattr(path)}><prop oor:name={quoteattr(name)} oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for (path, name), value in _SETTINGS.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry"'
        ' xmlns:xs="http://www.w3.org/2001/XMLSchema"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>'
    ).encode()


def _clear_abandoned() -> None:
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):  # another's, or gone already
            lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CLOEXEC)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
            finally:
                os.close(lock)
