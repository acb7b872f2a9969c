"""Where pages stand in the folder, and which addresses from outside may become links."""

import re
from hashlib import sha256
from urllib.parse import urlsplit

from rules.language import Language

_PLAIN_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


def body_page(body: str) -> str:
    """Path of a body's page."""
    return f"bodies/{_file_name(body)}.html"


def report_page(body: str, year: int | None) -> str:
    """Path of a report's page; a report whose year could not be told has none in its name."""
    return f"reports/{_file_name(body)}-{year if year is not None else 'year-unknown'}.html"


def rule_page(code: str) -> str:
    """Path of a rule's page."""
    return f"rules/{code}.html"


def evidence_file(digest: str) -> str:
    """Path of the zipped copy of the bytes with that SHA-256.

    Raises:
        ValueError: the digest is not 64 lower-case hexadecimal digits.
    """
    if not _SHA256.fullmatch(digest):
        raise ValueError(f"not a SHA-256 in hexadecimal: {digest!r}")
    return f"evidence/{digest}.zip"


def in_language(path: str, language: Language) -> str:
    """Where the same page stands in a language: Chinese at the root, English under ``en/``."""
    return path if language is Language.ZH else f"en/{path}"


def way_up(path: str) -> str:
    """The relative way from a page to the root of the folder: ``../../`` or nothing."""
    return "../" * path.count("/")


def web_address(address: str | None) -> str | None:
    """The address when it is safe to link to (http or https with a host), else ``None``."""
    if not address or any(ord(c) <= 0x20 or c == "\\" for c in address):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in {"http", "https"} and parts.hostname else None


def _file_name(name: str) -> str:
    """A register id as it is; any other text by its digest, so that no text becomes a path."""
    return name if _PLAIN_NAME.fullmatch(name) else "x-" + sha256(name.encode()).hexdigest()[:16]
