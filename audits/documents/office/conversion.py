"""Old Office files as the kinds that we read ourselves: many at once, and remembered by content.

What was converted stays in this process, within a measure, until it is asked for.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from audits.documents.document import DocumentUnreadable
from audits.documents.office.profile import Profile, profile
from audits.documents.office.program import run

MOST_BYTES = 64 * 1024 * 1024
MOST_REMEMBERED_BYTES = 96 * 1024 * 1024
MOST_CONVERTED_BYTES = 32 * 1024 * 1024
SECONDS_FOR_ONE = 40.0
SECONDS_FOR_EACH_MORE = 2.0
_MOST_TRIES = 4
"""Runs for a batch in which some file ends the program each time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A way of saving: LibreOffice's filter and the ending that it gives."""

    filter: str
    ending: str


WORD = Target(filter="docx:MS Word 2007 XML", ending="docx")
PAGE = Target(filter="html:HTML (StarWriter)", ending="html")
WORKBOOK = Target(filter="xlsx:Calc MS Excel 2007 XML", ending="xlsx")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of file for LibreOffice."""

    ending: str
    targets: tuple[Target, ...]


OLD_WORD = Kind(ending="doc", targets=(WORD, PAGE))
RICH_TEXT = Kind(ending="rtf", targets=(WORD,))
OLD_WORKBOOK = Kind(ending="xls", targets=(WORKBOOK,))

_Key = tuple[str, str]
"""Digest of the file and ending of the target."""
_REMEMBERED: OrderedDict[_Key, bytes] = OrderedDict()


def converted(content: bytes, kind: Kind) -> tuple[bytes, ...]:
    """The file saved as each target of its kind.

    Raises:
        DocumentUnreadable: it is too large, LibreOffice is not there, cannot open it, or takes
            too long.
    """
    if len(content) > MOST_BYTES:
        raise DocumentUnreadable(
            zh=f"文件超过 {MOST_BYTES // 2**20} MB，未读取", en="the file is too large to be read"
        )
    made = [_recalled(content, target) for target in kind.targets]
    if None in made:
        convert_ahead([content], kind)
        made = [_recalled(content, target) for target in kind.targets]
    whole = tuple(saved for saved in made if saved is not None)
    if len(whole) < len(kind.targets):
        raise DocumentUnreadable(
            zh="LibreOffice 打不开该文件（可能已加密或损坏）；请另存为 DOCX 或 PDF 后再核验",
            en="LibreOffice cannot open the file, which may be encrypted or damaged; "
            "save it as DOCX or PDF",
        )
    return whole


def convert_ahead(contents: Sequence[bytes], kind: Kind) -> None:
    """Converts the files that are not remembered; one that cannot be does not spoil the others.

    Raises:
        DocumentUnreadable: LibreOffice is not there.
    """
    for target in kind.targets:
        waiting = {
            _digest(content): content
            for content in contents
            if len(content) <= MOST_BYTES and _recalled(content, target) is None
        }
        for _ in range(_MOST_TRIES):
            if not waiting:
                break
            with profile() as own:
                suspect = _convert(waiting, kind, target, own)
            if suspect is None:
                break
            del waiting[suspect]


def _convert(waiting: dict[str, bytes], kind: Kind, target: Target, own: Profile) -> str | None:
    """Takes from the waiting what one run converts; gives the file at which it broke off."""
    inside, out = own.folder / "in", own.folder / "out"
    inside.mkdir()
    out.mkdir()
    files = dict(zip(waiting, _written(waiting.values(), inside, kind.ending), strict=True))
    seconds = SECONDS_FOR_ONE + SECONDS_FOR_EACH_MORE * (len(files) - 1)
    is_ended = run(own, target.filter, tuple(files.values()), out, seconds)
    made = {
        digest: saved
        for digest, file in files.items()
        if (saved := out / f"{file.stem}.{target.ending}").is_file()
    }
    suspect = None if is_ended else _last_begun(files, made)
    for digest, saved in made.items():
        if digest != suspect and saved.stat().st_size <= MOST_CONVERTED_BYTES:
            _remember((digest, target.ending), saved.read_bytes())
            del waiting[digest]
    return suspect


def _written(contents: Collection[bytes], folder: Path, ending: str) -> Iterator[Path]:
    for number, content in enumerate(contents):
        path = folder / f"{number:04}.{ending}"
        path.write_bytes(content)
        yield path


def _last_begun(files: Mapping[str, Path], made: Mapping[str, Path]) -> str:
    """The file that was being worked on: what is there of it may be half of it."""
    order = list(files)
    done = [order.index(digest) for digest in made]
    last = order[max(done)] if done else order[0]
    following = order[max(done) + 1 :] if done else []
    is_whole = bool(following) and made[last].stat().st_size > 0 and _is_closed(made[last])
    return following[0] if is_whole else last


def _is_closed(saved: Path) -> bool:
    """The end of the file is that of a whole one."""
    end = saved.read_bytes()[-64:]
    return b"PK\x05\x06" in end or b"</html>" in end.lower()


def _remember(key: _Key, saved: bytes) -> None:
    _REMEMBERED[key] = saved
    while sum(map(len, _REMEMBERED.values())) > MOST_REMEMBERED_BYTES:
        _REMEMBERED.popitem(last=False)


def _recalled(content: bytes, target: Target) -> bytes | None:
    return _REMEMBERED.get((_digest(content), target.ending))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
