"""Mailboxes of public providers, which belong to a person and not to an office."""

import re
from collections.abc import Iterator

from rules.privacy.exposure import ExposureKind
from rules.privacy.match import Match

_MAILBOX = re.compile(
    r"(?<![A-Za-z0-9._%+*-])([A-Za-z0-9._%+-]{1,64})"
    r"@((?:vip\.)?(?:qq|163|126|139|189|sina|sohu|foxmail|tom|21cn|aliyun|gmail|outlook|hotmail)"
    r"\.(?:com|cn|com\.cn)|yeah\.net|wo\.cn)(?![A-Za-z0-9-]|\.[A-Za-z])",
    re.IGNORECASE,
)


def mailboxes_in(text: str) -> Iterator[Match]:
    """Every such mailbox in a text in one width; one that is hidden is none."""
    if "@" not in text:
        return
    for found in _MAILBOX.finditer(text):
        yield Match(
            kind=ExposureKind.PRIVATE_MAIL,
            start=found.start(),
            end=found.end(),
            secret=found[0],
            masked=f"{found[1][0]}***@{found[2]}",
        )
