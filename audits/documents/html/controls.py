"""Whether something on a page looks made for downloading or printing, without running its scripts.

It errs on the side of yes: what only looks so is taken for it.
"""

import re

from audits.documents.charset import decode

_WORDS = r"(?:下载|打印|导出|另存|download|xiazai|print|\.pdf|\.docx?|\.wps|\.ofd)"
_CONTROL = re.compile(
    rf"<(?!link\b|meta\b|style\b)[a-z][^<>]{{0,4000}}{_WORDS}"
    r"|<(?:a|button|option|label)\b[^<>]{0,4000}>[^<>]{0,60}(?:下载|打印|导出|另存|pdf|word)"
    r"|window\.print\b|\.print\(",
    re.IGNORECASE,
)


def has_download_control(markup: bytes) -> bool:
    """A link, button, picture or script on the page has to do with downloading or printing."""
    return _CONTROL.search(decode(markup).text) is not None
