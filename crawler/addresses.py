"""Addresses as portals write them, brought to one form."""

import re
from urllib.parse import urldefrag, urljoin, urlsplit

from w3lib.url import safe_url_string

MAX_LENGTH = 2083
_SESSION = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)


def absolute(base: str, link: str) -> str | None:
    """The http(s) address that `link` on the page `base` leads to; None where there is none.

    The fragment and a session id in the path are left out, and characters outside ASCII are
    percent-encoded, so that one page has one address.
    """
    link = "".join(link.split("\n")).strip()
    if not link or len(link) > MAX_LENGTH or link.startswith("#"):
        return None
    try:
        url = safe_url_string(urljoin(base, link))
        parts = urlsplit(url)
        parts.port  # noqa: B018  # raises where it is no number
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname or len(url) > MAX_LENGTH:
        return None
    return _SESSION.sub("", urldefrag(url).url)


def hostname_of(url: str) -> str:
    """The host name of an address in lower case, without its port; empty where it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def origin_of(url: str) -> str:
    """Scheme, host and port of an address: what one robots.txt speaks for."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2].lower()}"


def is_on_hosts(url: str, hosts: tuple[str, ...]) -> bool:
    """Whether the address is http(s), on one of the `host` or `host:port`, with no credentials."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or "@" in parts.netloc:
        return False
    name = parts.hostname or ""
    return bool({name, f"{name}:{port}"} & {host.lower() for host in hosts})
