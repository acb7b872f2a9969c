"""Where the library that reads pictures is not installed, files are read as far as they go."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.programs import ROOT, surroundings

RED = Image.new("RGB", (400, 200), "red")
ABSENT = ("rapidocr", "onnxruntime", "cv2", "numpy")
READS = f"""
import sys
sys.modules.update(dict.fromkeys({ABSENT}))
from pathlib import Path
from audits.documents.document import DocumentUnreadable
from audits.documents.pdf.file import read_pdf
from audits.documents.picture import READER
content = Path(sys.argv[1]).read_bytes()
read = READER.read if READER.recognises(content) else read_pdf
try:
    print(*(line.text for line in read(content).lines))
except DocumentUnreadable as fault:
    print(fault.en)
"""


def pdf(words: str) -> bytes:
    """A page of a picture, and of these words above it."""
    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.drawImage(ImageReader(RED), 100, 100, 400, 200)
    canvas.drawString(100, 700, words)
    canvas.save()
    return file.getvalue()


def png() -> bytes:
    file = io.BytesIO()
    RED.save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (pdf("beside a picture"), "beside a picture"),
        (pdf(""), "holds no text"),
        (png(), "pip install gouji[ocr]"),
    ],
    ids=["a page with a picture", "a scan", "a picture"],
)
def test_it_is_read_or_said_what_is_wanting(content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    ended = subprocess.run(
        [sys.executable, "-c", READS, str(path)],
        cwd=ROOT,
        env=surroundings(),
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert said in ended.stdout.decode(), ended.stderr.decode()
