"""The pictures in an article that may show a table or a page of a report."""

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborNode

MOST_PICTURES = 30
NARROWEST = 200
"""Pixels; a table is not legible in less."""
LOWEST = 24
"""Pixels; a table of two rows is a low picture."""

_SOURCES = ("src", "data-src", "data-original", "data-lazy-src", "data-url")
_ORNAMENT = re.compile(
    r"(?<![a-z])(?:icons?|ico|logo|e?wm|erweima|qr(?:code)?|weixin|wechat|weibo|share|print|"
    r"btn|button|arrow|blank|loading|placeholder|spacer|dot|line|close|search|home|top|banner|"
    r"play|police|gongan|beian|jiucuo|red)(?![a-z])",
    re.IGNORECASE,
)
_FOLDER_OF_ORNAMENTS = re.compile(r"/(?:filetypeimages|icons?|skins?|emoticons?)/", re.IGNORECASE)
_SIDE = re.compile(r"(?<![\w-])(width|height)\s*:\s*(\d{1,5})(?:\.\d+)?px", re.IGNORECASE)
_PIXELS = re.compile(r"\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*", re.IGNORECASE | re.ASCII)


def pictures_in(body: LexborNode) -> Iterator[tuple[str, str]]:
    """Addresses as written, and the words that stand for the picture; ornaments are left out."""
    found: dict[str, str] = {}
    for picture in body.css("img"):
        address = _address_of(picture)
        if address and not _is_small(picture) and not _is_ornament(address):
            attributes = picture.attributes
            found.setdefault(address, attributes.get("alt") or attributes.get("title") or "")
        if len(found) == MOST_PICTURES:
            break
    yield from found.items()


def _address_of(picture: LexborNode) -> str:
    """Where the picture is fetched from, also when that is only as it comes into sight."""
    attributes = picture.attributes
    written = [(attributes.get(name) or "").strip() for name in _SOURCES]
    fetched = [address for address in written if address and address[:5].lower() != "data:"]
    shown = [address for address in fetched if not _is_ornament(address)]
    return next(iter(shown or fetched), "")


def _is_ornament(address: str) -> bool:
    try:
        path = unquote(urlsplit(address).path)
    except ValueError:
        return True
    name = path.rpartition("/")[2]
    return bool(_ORNAMENT.search(name) or _FOLDER_OF_ORNAMENTS.search(path))


def _is_small(picture: LexborNode) -> bool:
    """Declared too small for a table; a side that is not declared may be any."""
    attributes = picture.attributes
    sides: dict[str, int] = {}
    for side in ("width", "height"):
        pixels = _PIXELS.fullmatch(attributes.get(side) or "")
        if pixels is not None:
            sides[side] = int(pixels[1])
    sides |= {
        side.lower(): int(size) for side, size in _SIDE.findall(attributes.get("style") or "")
    }
    return sides.get("width", NARROWEST) < NARROWEST or sides.get("height", LOWEST) < LOWEST
