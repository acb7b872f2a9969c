"""Answers that turn us away though they look like pages.

Protective systems answer with any status, 200 too, so the mark in the page decides and the status
only where there is none. A page with a mark and much text is a page: some systems leave their
script in every page they let through, and articles may speak of a 验证码.
"""

import re

from selectolax.lexbor import LexborHTMLParser

from crawler.charset import decode
from crawler.faults import Fault
from crawler.media_types import is_html

_SEEN = 200_000
_LITTLE_TEXT = 400
_MARKS: tuple[tuple[Fault, re.Pattern[str]], ...] = (
    (Fault.BLOCKED_RUISHU, re.compile(r"\$_ts\s*=\s*window\[|window\[['\"]\$_ts['\"]\]")),
    (Fault.BLOCKED_JSL, re.compile(r"__jsl_clearance|__jsluid")),
    (
        Fault.BLOCKED_WAF,
        re.compile(
            r"请求被拦截|访问被拦截|被拦截|创宇盾|安全狗|云锁|宝塔|雷池|safeline|yunsuo_session|wzws_cid"
            r"|getwafjs|acw_sc__v2|WAF",
        ),
    ),
    (
        Fault.BLOCKED_CAPTCHA,
        re.compile(r"codeValue|验证码|滑动验证|拖动滑块|人机验证|captcha", re.IGNORECASE),
    ),
    (
        Fault.FORBIDDEN,
        re.compile(r"无权访问|没有权限|请先登录|<input[^>]{0,200}type=['\"]?password"),
    ),
)
_BY_STATUS = {
    401: Fault.FORBIDDEN,
    403: Fault.FORBIDDEN,
    405: Fault.BLOCKED_WAF,
    412: Fault.BLOCKED_RUISHU,
    521: Fault.BLOCKED_JSL,
}


def refusal_in(status: int, content: bytes) -> Fault | None:
    """The refusal that an answer is; None where it is none."""
    return _marked(status, content) or _BY_STATUS.get(status)


def _marked(status: int, content: bytes) -> Fault | None:
    if status in (304, 404) or not content or not is_html(content):
        return None
    text = decode(content[:_SEEN]).text
    fault = next((fault for fault, mark in _MARKS if mark.search(text)), None)
    if fault is None or _visible_length(text) > _LITTLE_TEXT:
        return None
    return fault


def _visible_length(html: str) -> int:
    tree = LexborHTMLParser(html)
    tree.strip_tags(["script", "style", "noscript"])
    return len("".join(tree.body.text().split())) if tree.body is not None else 0
