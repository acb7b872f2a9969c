"""Files that are written into a page: data addresses, base64 in scripts, the page of a frame."""

import base64
import binascii
import re
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from audits.documents.document import EnclosedFile

MOST_FILES = 50
MOST_BYTES = 32 * 1024 * 1024
"""Of all files of a page, decoded."""
SMALLEST = 256
"""Bytes; nothing smaller holds a table."""

_MAGIC = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"Rar!\x1a\x07",
    b"{\\rtf",
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"GIF8",
    b"BM",
    b"RIFF",
    b"II*\x00",
    b"MM\x00*",
)
_MARKUP = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!|\?xml|[a-z])", re.IGNORECASE)
_BASE64_STARTS = "JVBERi0|UEsDB|0M8R4KGx|UmFyIRo|e1xydGY|iVBORw0KGgo|/9j/|R0lGOD|SUkqA|TU0AK"
_IN_SCRIPT = re.compile(
    rf"""["'`](?:data:[\w/+.\-]{{0,100}}(?:;[^;,"'`<>]{{0,100}}){{0,4}};base64,)?"""
    rf"""((?:{_BASE64_STARTS})[A-Za-z0-9+/=\-_\s\\]{{200,}}+)["'`]"""
)
_JOINT = re.compile(r"""["'`]\s*\+\s*["'`]""")


class Enclosures:
    """The files written into one page, each kept once and named by its number."""

    def __init__(self) -> None:
        self._files: dict[bytes, EnclosedFile] = {}
        self._left = MOST_BYTES

    @property
    def files(self) -> tuple[EnclosedFile, ...]:
        """In the order in which they were met."""
        return tuple(self._files.values())

    def of_data_address(self, address: str) -> str | None:
        """The name of the file that a ``data:`` address is; ``None`` when there is none in it."""
        head, comma, payload = address.strip().partition(",")
        if not comma or head[:5].lower() != "data:":
            return None
        kinds = head[5:].lower().split(";")
        if "base64" in (kind.strip() for kind in kinds):
            return self._of_base64(unquote_to_bytes(payload) if "%" in payload else payload)
        if kinds[0].strip() in {"text/html", "application/xhtml+xml"}:
            return self._kept(unquote_to_bytes(payload))
        return None

    def of_markup(self, markup: str) -> str | None:
        """The name of a page that is written into this one."""
        return self._kept(markup.encode(errors="replace"))

    def of_script(self, text: str) -> Iterator[str]:
        """The names of the files that a script holds in base64."""
        if not any(start in text for start in _BASE64_STARTS.split("|")):
            return
        for found in _IN_SCRIPT.finditer(_JOINT.sub("", text)):
            name = self._of_base64(found[1])
            if name is not None:
                yield name

    def _of_base64(self, written: str | bytes) -> str | None:
        if len(written) * 3 // 4 > self._left + 3:
            return None
        try:
            text = written if isinstance(written, str) else written.decode("ascii")
            text = "".join(text.replace("\\n", "").replace("\\r", "").replace("\\", "").split())
            text = text.rstrip("=").translate(_URL_SAFE)
            content = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
        except (binascii.Error, ValueError):
            return None
        return self._kept(content)

    def _kept(self, content: bytes) -> str | None:
        """The file under its name, if it is one and there is room for it."""
        if content in self._files:
            return self._files[content].name
        is_file = content.startswith(_MAGIC) or _MARKUP.match(content) is not None
        too_much = len(self._files) >= MOST_FILES or len(content) > self._left
        if not is_file or too_much or len(content) < SMALLEST:
            return None
        file = EnclosedFile(name=f"enclosed {len(self._files) + 1}", content=content)
        self._files[content] = file
        self._left -= len(content)
        return file.name


_URL_SAFE = str.maketrans("-_", "+/")
