"""Files below one folder: never half-written, only where they changed, gone when not wanted."""

import re
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Self

MANIFEST = ".gouji-pages"
"""Lists, a line each, the files made here; nothing else is ever removed."""

_PLAIN_PATH = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*")


class UnsafePagePath(ValueError):
    """A page would be written outside its folder, or under a name that not every system takes."""


class PageFolder:
    """A folder of pages while it is rebuilt; used as a context.

    Every file is written beside its place and moved there. A path is put on the manifest before the
    file is made, so a build that is killed leaves nothing that a later build would not know. Files
    of earlier builds that this one did not ask for are removed when it ends without an exception.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._known: set[str] = set()
        self._kept: set[str] = set()
        self.written = 0
        """Files whose bytes were new or had changed."""
        self.unchanged = 0
        self.removed = 0

    def __enter__(self) -> Self:
        self._root.mkdir(parents=True, exist_ok=True)
        self._known = set(self._manifest_lines())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self._remove_the_rest()
            self._replace_if_changed(MANIFEST, _lines(self._kept))

    def holds(self, path: str) -> bool:
        """Whether an earlier build made this file and it is still there."""
        return path in self._known and (self._root / path).is_file()

    def keep(self, path: str) -> None:
        """Leave a file of an earlier build as it is."""
        self._kept.add(path)
        self.unchanged += 1

    def write(self, path: str, content: bytes) -> None:
        """Make a file hold these bytes.

        Raises:
            UnsafePagePath: the path is not plain and relative.
            OSError: the file could not be written; what stood there before still stands.
        """
        if not _PLAIN_PATH.fullmatch(path):
            raise UnsafePagePath(f"cannot write a page at {path!r}: not a plain relative path")
        self._note(path)
        self._kept.add(path)
        if self._replace_if_changed(path, content):
            self.written += 1
        else:
            self.unchanged += 1

    def _manifest_lines(self) -> list[str]:
        try:
            text = (self._root / MANIFEST).read_text(encoding="utf-8")
        except FileNotFoundError:
            return []
        return [line for line in text.splitlines() if _PLAIN_PATH.fullmatch(line)]

    def _note(self, path: str) -> None:
        if path not in self._known:
            self._known.add(path)
            with (self._root / MANIFEST).open("a", encoding="utf-8", newline="\n") as manifest:
                manifest.write(path + "\n")

    def _replace_if_changed(self, path: str, content: bytes) -> bool:
        target = self._root / path
        try:
            if target.read_bytes() == content:
                return False
        except FileNotFoundError:
            target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_name(target.name + ".part")
        beside.write_bytes(content)
        beside.replace(target)
        return True

    def _remove_the_rest(self) -> None:
        for path in sorted(self._known - self._kept):
            target = self._root / path
            if target.is_file():
                target.unlink()
                self.removed += 1
            self._remove_empty_folders(PurePosixPath(path).parent)

    def _remove_empty_folders(self, folder: PurePosixPath) -> None:
        for place in (folder, *folder.parents):
            target = self._root / place
            if place == PurePosixPath() or not target.is_dir() or any(target.iterdir()):
                return
            target.rmdir()


def _lines(paths: set[str]) -> bytes:
    return "".join(f"{path}\n" for path in sorted(paths)).encode()
