"""Files below one folder: never half-written, only where they changed, gone when not wanted."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Self

MANIFEST = ".gouji-pages"
"""Says whose pages these are, then lists, a line each, the files made here.

Nothing else is ever replaced or removed.
"""

_WHOSE = "# Pages of "
_NAMED = 3
"""So many files in the way are named at most."""

_PLAIN_PATH = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*")


class UnsafePagePath(ValueError):
    """A page would be written outside its folder, or under a name that not every system takes."""


class FolderTaken(FileExistsError):
    """The folder holds what is not of this maker; nothing in it was changed."""


class PageFolder:
    """A folder of pages while it is rebuilt; used as a context.

    It belongs to the first maker that builds in it. Before anything is changed there, a build is
    refused that has another maker, or would replace a file that no build made.

    Every file is written beside its place and moved there. A path is put on the manifest before the
    file is made, so a build that is killed leaves nothing that a later build would not know. Files
    of earlier builds that this one did not ask for are removed when it ends without an exception.
    """

    def __init__(self, root: Path, *, maker: str, planned: Iterable[str]) -> None:
        """A folder, not yet made or changed.

        Args:
            root: where it stands.
            maker: whose pages it is to hold, in words that name no other maker.
            planned: paths of the files that the build may write.
        """
        self._root = root
        self._maker = " ".join(maker.split())
        self._planned = planned
        self._known: set[str] = set()
        self._kept: set[str] = set()
        self.written = 0
        """Files whose bytes were new or had changed."""
        self.unchanged = 0
        self.removed = 0

    def __enter__(self) -> Self:
        """The folder, now this maker's.

        Raises:
            FolderTaken: it holds pages of another maker, or files in the way; it is as it was.
        """
        self._root.mkdir(parents=True, exist_ok=True)
        self._known = set(self._known_paths())
        self._refuse_to_replace(self._planned)
        if not self._known:
            self._replace_if_changed(MANIFEST, self._manifest(()))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self._remove_the_rest()
            self._replace_if_changed(MANIFEST, self._manifest(self._kept))

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
            FolderTaken: a file stands there that no build made.
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

    def _known_paths(self) -> Iterator[str]:
        """The files that earlier builds of this maker noted."""
        try:
            text = (self._root / MANIFEST).read_text(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            return
        first, *paths = text.splitlines() or [""]
        if first != self._first_line:
            whose = first.removeprefix(_WHOSE) if first.startswith(_WHOSE) else "an unknown maker"
            raise FolderTaken(
                f"{self._root} holds the pages of {whose}, and these are of {self._maker}:"
                " nothing was changed there; give another folder, or remove that one first"
            )
        yield from (path for path in paths if _PLAIN_PATH.fullmatch(path))

    @property
    def _first_line(self) -> str:
        return _WHOSE + self._maker.encode(errors="replace").decode()

    def _manifest(self, paths: Iterable[str]) -> bytes:
        return "".join(f"{line}\n" for line in (self._first_line, *sorted(paths))).encode()

    def _refuse_to_replace(self, paths: Iterable[str]) -> None:
        obstacles = list(islice(self._obstacles(paths), _NAMED))
        if obstacles:
            raise FolderTaken(
                f"{self._root} holds {', '.join(obstacles)}, which no build of pages made:"
                " nothing was replaced; give another folder, or move these away"
            )

    def _obstacles(self, paths: Iterable[str]) -> Iterator[str]:
        """What stands where a file is to be made, or a folder for it."""
        folders: set[PurePosixPath] = set()
        for path in paths:
            if path not in self._known:
                folders.update(PurePosixPath(path).parents)
                target = self._root / path
                if target.exists() or target.is_symlink():
                    yield path
        for folder in sorted(folders):
            target = self._root / folder
            if not target.is_dir() and (target.exists() or target.is_symlink()):
                yield str(folder)

    def _note(self, path: str) -> None:
        if path not in self._known:
            self._refuse_to_replace((path,))
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
