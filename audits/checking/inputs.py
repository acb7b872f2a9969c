"""The inputs of ``gouji check``: files, folders and archives, read or refused with a reason."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from audits.audit import audit
from audits.making_ready import MOST_FILES, make_ready
from audits.reports_in_archive import reports_in
from audits.result import AuditResult, AuditStatus, Source, Submission
from audits.unpacking import is_archive
from rules.language import Text
from rules.privacy.masking import masked

MOST_BYTES = 128 * 1024 * 1024
_ENDINGS = frozenset(
    ".html .htm .shtml .xhtml .mht .txt .md .docx .docm .doc .wps .wpt .dot .rtf .ofd .pdf .xlsx "
    ".xlsm .xls .et .zip .rar .png .jpg .jpeg .gif .bmp .tif .tiff".split()
)
_PUT_ASIDE = (".", "~$")
"""Names of hidden files, and of the locks that word processors leave beside an open file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInput:
    """One input to check, as named by the user, or why it cannot be had."""

    name: str
    submission: Submission | None
    refusal: Text | None = None


def is_address(name: str) -> bool:
    """The input is a web address and no file."""
    return name.lower().startswith(("http://", "https://"))


def inputs_of(name: str) -> Iterator[CheckInput]:
    """A file, or the files in a folder in the order of their names, as inputs.

    An archive stands for the reports in it: a single one under the archive's name, several as
    ``archive/member``. What cannot be opened is an input with its refusal; nothing is raised.
    """
    if Path(name).is_dir():
        yield from _folder(name)
    else:
        yield from _reports_of(read_file(name))


def make_files_ready(names: Iterable[str]) -> None:
    """Opens together, of files that will be asked for soon, those that are slow to open alone."""
    make_ready((name, partial(_beginning, Path(name))) for name in names if not is_address(name))


def read_file(name: str) -> CheckInput:
    """A file as a submission; what cannot be opened is refused, never raised."""
    path = Path(name)
    try:
        is_huge = path.stat().st_size > MOST_BYTES
        content = b"" if is_huge else _beginning(path)
    except FileNotFoundError:
        return refused(
            name, zh="找不到文件，请检查路径", en="there is no such file; check the path"
        )
    except OSError as fault:
        return _unopened(name, fault)
    if is_huge or len(content) > MOST_BYTES:
        most = MOST_BYTES // 2**20
        return refused(
            name,
            zh=f"文件超过 {most} MB，未读取；请人工核对，或拆分后再核验",
            en=f"larger than {most} MB, not read; check it by hand, or split it",
        )
    return CheckInput(name=name, submission=Submission(source=Source(name=name, content=content)))


def refused(name: str, *, zh: str, en: str) -> CheckInput:
    """An input that cannot be had, and why."""
    return CheckInput(name=name, submission=None, refusal=Text(zh=zh, en=en))


def refused_result(given: CheckInput) -> AuditResult:
    """The answer for an input whose bytes could not be had."""
    return AuditResult(
        name=masked(given.name),
        sha256="",
        media_type="application/octet-stream",
        status=AuditStatus.UNREADABLE,
        reason=given.refusal,
    )


def _reports_of(given: CheckInput) -> Iterator[CheckInput]:
    """The input itself, or the reports in the archive that it is."""
    if given.submission is None or not is_archive(given.submission.source):
        yield given
        return
    reports = reports_in(given.submission.source, audit)
    for report in reports:
        name = given.name if len(reports) == 1 else report.source.name
        yield CheckInput(name=name, submission=report)


def _folder(name: str) -> Iterator[CheckInput]:
    unopened: list[OSError] = []
    paths = list(_documents_in(name, unopened))
    for start in range(0, len(paths), MOST_FILES):
        together = paths[start : start + MOST_FILES]
        make_files_ready(map(str, together))
        for path in together:
            yield from _reports_of(read_file(str(path)))
    for fault in unopened:
        yield _unopened(str(fault.filename), fault)
    if not paths and not unopened:
        yield refused(
            name,
            zh="文件夹中没有可核验的文件",
            en="the folder holds no file of a kind that can be checked",
        )


def _documents_in(name: str, unopened: list[OSError]) -> Iterator[Path]:
    for folder, inner_folders, files in os.walk(name, onerror=unopened.append):
        inner_folders.sort()
        for file in sorted(files):
            if Path(file).suffix.lower() in _ENDINGS and not file.startswith(_PUT_ASIDE):
                yield Path(folder) / file


def _beginning(path: Path) -> bytes:
    """The bytes of a file, at most one more than are taken: a device may have no end."""
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def _unopened(name: str, fault: OSError) -> CheckInput:
    why = fault.strerror or type(fault).__name__
    return refused(
        name,
        zh=f"打不开（{why}），请检查权限",
        en=f"cannot be opened ({why}); check its permissions",
    )
