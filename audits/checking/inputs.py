"""The inputs of ``gouji check``: files and folders, read or refused with a reason."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from audits.result import AuditResult, AuditStatus, Source, Submission
from rules.language import Text

MOST_BYTES = 128 * 1024 * 1024
_ENDINGS = frozenset(
    ".html .htm .shtml .xhtml .txt .md .docx .doc .wps .ofd .pdf .rtf .xlsx .zip .rar .png .jpg "
    ".jpeg .tif .tiff".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInput:
    """One file to check, as named by the user, or why it cannot be had."""

    name: str
    submission: Submission | None
    refusal: Text | None = None


def is_address(name: str) -> bool:
    """The input is a web address and no file."""
    return name.lower().startswith(("http://", "https://"))


def files_of(names: Sequence[str]) -> Iterator[str]:
    """The inputs with every folder replaced by the files in it, in the order of their names."""
    for name in names:
        path = Path(name)
        if is_address(name) or not path.is_dir():
            yield name
            continue
        yield from (
            str(inner)
            for inner in sorted(path.rglob("*"))
            if inner.is_file() and inner.suffix.lower() in _ENDINGS
        )


def read_file(name: str) -> CheckInput:
    """A file as a submission; what cannot be opened is refused, never raised."""
    path = Path(name)
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            return _refused(
                name,
                zh=f"文件超过 {MOST_BYTES // 2**20} MB，未读取",
                en=f"larger than {MOST_BYTES // 2**20} MB, not read",
            )
        content = path.read_bytes()
    except FileNotFoundError:
        return _refused(name, zh="找不到文件，请检查路径", en="there is no such file")
    except OSError as fault:
        return _refused(
            name, zh=f"文件打不开：{fault.strerror}", en=f"cannot be opened: {fault.strerror}"
        )
    return CheckInput(name=name, submission=Submission(source=Source(name=name, content=content)))


def refused_result(given: CheckInput) -> AuditResult:
    """The answer for an input whose bytes could not be had."""
    return AuditResult(
        name=given.name,
        sha256="",
        media_type="application/octet-stream",
        status=AuditStatus.UNREADABLE,
        reason=given.refusal,
    )


def _refused(name: str, *, zh: str, en: str) -> CheckInput:
    return CheckInput(name=name, submission=None, refusal=Text(zh=zh, en=en))
