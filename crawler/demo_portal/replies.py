"""What is sent back for a request: the page, 304, a redirect, or that there is none.

Conditional requests follow RFC 9110, section 13: `If-None-Match` goes before `If-Modified-Since`.
"""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from threading import Lock
from typing import Final

from crawler.demo_portal.sites import HTML, PLAIN, Document, Moved, Site

_NOT_FOUND: Final = "<html><body><h1>404</h1><p>您访问的页面不存在</p></body></html>".encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """What the client says it holds already; None where it says nothing."""

    if_none_match: str | None = None
    if_modified_since: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """Status, header fields and body, ready to send."""

    status: HTTPStatus
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


class HostedSite:
    """A site that is being served: bytes are made once; the site may be replaced meanwhile."""

    def __init__(self, site: Site) -> None:
        self._lock = Lock()
        self._site = site
        self._bytes: dict[str, bytes] = {}

    @property
    def site(self) -> Site:
        """The site as it stands now."""
        return self._site

    def replace(self, site: Site) -> None:
        """Serves another state of the site from now on."""
        with self._lock:
            self._site = site
            self._bytes = {}

    def reply(self, target: str, conditions: Conditions) -> Reply:
        """The reply to a GET of this request target."""
        try:
            key = self._site.key_of(target)
        except ValueError:
            return Reply(status=HTTPStatus.BAD_REQUEST)
        match self._site.answers.get(key):
            case None:
                headers = {"Content-Type": HTML}
                return Reply(status=HTTPStatus.NOT_FOUND, headers=headers, body=_NOT_FOUND)
            case Moved(location=location):
                headers = {"Location": location, "Content-Type": PLAIN}
                return Reply(status=HTTPStatus.FOUND, headers=headers)
            case Document() as document:
                return _document_reply(document, self._rendered(key, document), conditions)

    def _rendered(self, key: str, document: Document) -> bytes:
        with self._lock:
            if key not in self._bytes:
                self._bytes[key] = document.render()
            return self._bytes[key]


def _document_reply(document: Document, body: bytes, conditions: Conditions) -> Reply:
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    changed = document.changed.astimezone(dt.UTC).replace(microsecond=0)
    validators = {"ETag": etag, "Last-Modified": format_datetime(changed, usegmt=True)}
    if _is_held(etag, changed, conditions):
        return Reply(status=HTTPStatus.NOT_MODIFIED, headers=validators)
    headers = {**validators, "Content-Type": document.media_type}
    return Reply(status=HTTPStatus.OK, headers=headers, body=body)


def _is_held(etag: str, changed: dt.datetime, conditions: Conditions) -> bool:
    if conditions.if_none_match is not None:
        named = {tag.strip().removeprefix("W/") for tag in conditions.if_none_match.split(",")}
        return bool(named & {etag, "*"})
    if conditions.if_modified_since is None:
        return False
    try:
        held = parsedate_to_datetime(conditions.if_modified_since)
    except ValueError:
        return False  # RFC 9110, 13.1.3: a date that is none is ignored
    return changed <= (held if held.tzinfo else held.replace(tzinfo=dt.UTC))
