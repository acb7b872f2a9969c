"""DOC, WPS and RTF, written by LibreOffice in one batch from DOCX."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.acceptance_forms.form import Conversion, Form

_SECONDS_A_BATCH = 300
_BATCH = 50


def _writer(filter_name: str) -> Callable[[Sequence[Conversion]], None]:
    """A conversion to what the filter of LibreOffice writes."""

    def write(conversions: Sequence[Conversion]) -> None:
        for start in range(0, len(conversions), _BATCH):
            _write_batch(conversions[start : start + _BATCH], filter_name)

    return write


def _write_batch(conversions: Sequence[Conversion], filter_name: str) -> None:
    program = shutil.which("soffice")
    if program is None:
        raise FileNotFoundError("LibreOffice (soffice) is not installed")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(  # noqa: S603  # our own files by our own program
            [
                program,
                f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                filter_name,
                "--outdir",
                str(Path(folder, "out")),
                *(str(conversion.source) for conversion in conversions),
            ],
            check=True,
            capture_output=True,
            timeout=_SECONDS_A_BATCH,
        )
        for source, target in conversions:
            written = Path(folder, "out", f"{source.stem}.{filter_name.partition(':')[0]}")
            if written.is_file():
                shutil.copyfile(written, target)


_DOCX = frozenset({"docx"})
DOC = Form(name="doc", made_of=_DOCX, extension="doc", write=_writer("doc:MS Word 97"))
WPS = Form(name="wps", made_of=_DOCX, extension="wps", write=_writer("doc:MS Word 97"))
RTF = Form(name="rtf", made_of=_DOCX, extension="rtf", write=_writer("rtf:Rich Text Format"))
