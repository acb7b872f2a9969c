"""The kinds of text that stand in ``gouji.toml``: each is checked, and names lead somewhere."""

import re
from collections.abc import Collection
from datetime import time
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator

from crawler.adapters import families
from line.timetable import trigger_of
from notifier.channels.opening import all_channels
from notifier.mail_address import mail_address
from rules.registry import all_rules


def _slug(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,62}", text):
        raise ValueError("an id has small letters, digits, '-' and '_' only")
    return text


def _http_address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("must be an http or https address")
    return text


def _host(text: str) -> str:
    if not re.fullmatch(r"[^\s/@?#\\]+", text):
        raise ValueError("must be a host name, with its port where it has one, and nothing else")
    return text


def _crontab(text: str) -> str:
    trigger_of(text)
    return text


def _quiet_hours(text: str) -> str:
    if not re.fullmatch(r"\d{2}:\d{2}-\d{2}:\d{2}", text):
        raise ValueError("must be two times, as in '22:00-07:00'")
    for part in text.split("-"):
        time.fromisoformat(part)
    return text


def _mail_address(text: str) -> str:
    mail_address(text)
    return text


def _one_of(kind: str, names: Collection[str], name: str) -> str:
    if name not in names:
        raise ValueError(f"there is no {kind} {name!r}; there are: {', '.join(sorted(names))}")
    return name


def _channel(name: str) -> str:
    return _one_of("channel", all_channels().keys(), name)


def _family(name: str) -> str:
    return _one_of("family", families().keys(), name)


def _region(code: str) -> str:
    if not re.fullmatch(r"[0-9]{6}", code):
        raise ValueError("must be a six-digit code of GB/T 2260, in quotes")
    return code


def _rule(code: str) -> str:
    return _one_of("rule", {rule.code for rule in all_rules()}, code)


Slug = Annotated[str, AfterValidator(_slug)]
"""An id, also good as a part of an address."""
HttpAddress = Annotated[str, AfterValidator(_http_address)]
Host = Annotated[str, AfterValidator(_host)]
"""``host`` or ``host:port``."""
MailAddress = Annotated[str, AfterValidator(_mail_address)]
Crontab = Annotated[str, AfterValidator(_crontab)]
QuietTimes = Annotated[str, AfterValidator(_quiet_hours)]
"""``22:00-07:00``."""
ChannelName = Annotated[str, AfterValidator(_channel)]
FamilyName = Annotated[str, AfterValidator(_family)]
RegionCode = Annotated[str, AfterValidator(_region)]
"""Six digits, GB/T 2260."""
RuleCode = Annotated[str, AfterValidator(_rule)]
