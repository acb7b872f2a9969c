"""Which file a frame or script shows: the address in a viewer's query, a script or a name."""

import base64
import binascii
import json
import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, unquote, urlsplit

LONGEST_ADDRESS = 2_000
LONGEST_NAME = 64 * 1024
"""Characters of a frame's name that are looked at."""

_ENDING = r"(?:pdf|docx?|wps|ofd|xlsx?|et|rtf|zip|rar)"
_IS_FILE = re.compile(
    rf"\.{_ENDING}(?:[?#&]|$)|download\w*\.|/downfile|[?&]file=", re.IGNORECASE | re.ASCII
)
_FILE_ENDING = re.compile(rf"\.{_ENDING}$", re.IGNORECASE | re.ASCII)
_VIEWER_KEYS = frozenset({"file", "fileurl", "pdfurl", "filepath", "url", "src"})
_QUOTED_FILE = re.compile(
    rf"""["']([^"'<>\s]{{1,500}}\.{_ENDING})(?:[?#][^"'<>\s]{{0,200}})?["']""",
    re.IGNORECASE | re.ASCII,
)
_MOST_IN_A_SCRIPT = 50


def is_file_address(address: str) -> bool:
    """Whether an address looks like that of a file that may be a report."""
    return _IS_FILE.search(address) is not None


def is_viewer(address: str) -> bool:
    """Whether an address is that of a page that shows files, by its name."""
    return "viewer" in address.partition("?")[0].lower()


def file_shown_at(address: str) -> str:
    """The address of the file that a viewer shows; the address itself when it is no viewer's.

    What a query holds is decoded by its rules and then once more, as viewers do.
    """
    address = address.strip()[:LONGEST_ADDRESS]
    try:
        query = urlsplit(address).query
    except ValueError:
        return address
    for key, value in parse_qsl(query, max_num_fields=100) if query.count("&") < 100 else ():
        inner = unquote(value) if "%" in value else value
        path = inner.partition("#")[0].partition("?")[0]
        if key.lower() in _VIEWER_KEYS and (_FILE_ENDING.search(path) or is_file_address(inner)):
            return inner
    return address


def files_in_script(text: str) -> Iterator[str]:
    """The addresses of files that a script names in quotes, each once."""
    found: dict[str, None] = {}
    for quoted in _QUOTED_FILE.finditer(text):
        found[quoted[1]] = None
        if len(found) == _MOST_IN_A_SCRIPT:
            break
    yield from found


def file_in_name(name: str) -> str | None:
    """The address that a cloud editor keeps in the name of its frame: JSON in base64."""
    if len(name) > LONGEST_NAME or "{" in name or len(name) < len("eyJhIjoxfQ"):
        return None
    try:
        held = json.loads(base64.b64decode(unquote(name) + "==", altchars=None, validate=False))
    except (binascii.Error, ValueError, RecursionError):
        return None
    return _down_path(held, depth=0)


def _down_path(held: object, *, depth: int) -> str | None:
    if depth > 5:
        return None
    if isinstance(held, dict):
        path = held.get("downPath")
        if isinstance(path, str) and path:
            return path[:LONGEST_ADDRESS]
        values = [*held.values()]
    else:
        values = held if isinstance(held, list) else []
    found = (_down_path(value, depth=depth + 1) for value in values[:100])
    return next((path for path in found if path), None)
