"""Numbers that belong to a person: identity, mobile telephone, bank card."""

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator, Sequence
from operator import itemgetter

from rules.privacy.exposure import ExposureKind
from rules.privacy.match import Match

_ID = re.compile(
    r"(?<![0-9A-Za-z])(?<!\d[-/])"
    r"(?:\d{6}[ -]?(?:19|20)\d{6}[ -]?\d{3}[0-9Xx]|(?P<spaced>\d(?: ?\d){16} ?[0-9Xx]))"
    r"(?![0-9A-Za-z]|[-/]\d)"
)
_IDENTITY = re.compile("(?:身份|证件)[^。；;]{0,12}$")
_PROVINCES = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91")
_CENTURIES = ("19", "20")
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"

_COUNTED = r"(?!\s*(?:[元万亿千百余多%‰]|[件条次份户个吨亩]|人次|平方|立方|公里))"
_MOBILE = re.compile(
    r"(?<![0-9A-Za-z_.])(?<!\d-)(?:(?:\+|00)86[ -]?|86-)?"
    r"(1[3-9](?:\d{9}|\d(?P<mark>[-.])\d{4}(?P=mark)\d{4}|(?P<spaced>(?: ?\d){9})))"
    rf"(?![0-9A-Za-z_]|[-.]\d|/\d{{1,6}}(?!\d)){_COUNTED}"
)
_TELEPHONE = re.compile(r"(?:电话|手机|联系|热线|tel|phone)[^。；;]{0,12}$", re.IGNORECASE)
_BEHIND_A_TELEPHONE = re.compile(r"(?:\d{7,8}|1[3-9]\d{9})/$")

_CARD = re.compile(r"(?<![0-9A-Za-z_])(?<!\d[-/])[1-9]\d{3}(?:[ -]?\d){12,15}(?![0-9A-Za-z_]|-\d)")
_CARD_WORDS = re.compile("卡|[账帐][号户]|开户")
_OFFICIAL_ACCOUNT = re.compile("财政|国库|非税|对公|单位[账帐]|基本[账帐]?户|专户")
_AROUND_A_CARD = 20

_CODE = re.compile(
    "(?:信用代码|机构代码|索[引取]号|流水号|文号|编号|编码|序[列]?号|备案号|字号|标识码|单号|条码)"
    r"[^，,。；;（）()]{0,12}$"
)
_PERSONAL = re.compile("身份证|证件|手机|电话|卡")
_PERSONAL_BEFORE = re.compile("(?:身份证|证件|手机|电话|卡)(?:号码?)?:?$")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s，。；、）)]+"
    r"|(?<![A-Za-z0-9_./-])[A-Za-z0-9_./-]{1,200}\.(?:jpe?g|png|gif|bmp|s?html?|jsp|aspx?|pdf|docx?|xlsx?|wps|ofd|zip|rar)(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_SPACES = 3
_NEAR = 40
"""Letters before a number that are looked at; a text may be of any length."""
_SEPARATORS = re.compile("[ .-]")

MANY_DIGITS = re.compile(r"\d(?:[^\w,，。、；;:：()（）]{0,3}\d){10}")
"""As many digits, in any width, as the shortest of these numbers has."""


def numbers_in(text: str) -> Iterator[Match]:
    """Every such number of a text in one width.

    Codes of organisations, documents and files are none, nor is what stands in an address; these
    often have as many digits.
    """
    if not MANY_DIGITS.search(text):
        return
    addresses = [
        found.span()
        for found in _ADDRESS.finditer(text)
        if not _PERSONAL_BEFORE.search(_before(text, found.start()))
    ]
    for match in (*_ids(text), *_mobiles(text), *_cards(text)):
        if not _is_inside(match.start, addresses) and not _is_code(_before(text, match.start)):
            yield match


def _before(text: str, place: int) -> str:
    """The words that may say what stands at a place."""
    return text[max(0, place - _NEAR) : place]


def _is_inside(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether one of these spans, which stand apart and in order, holds the place."""
    following = bisect_right(spans, place, key=itemgetter(0))
    return following > 0 and place < spans[following - 1][1]


def _is_code(before: str) -> bool:
    label = _CODE.search(before)
    if label is None or _PERSONAL.search(label[0]):
        return False
    return not _PERSONAL_BEFORE.search(before[: label.start()])


def _ids(text: str) -> Iterator[Match]:
    for found in _ID.finditer(text):
        number = _SEPARATORS.sub("", found[0]).upper()
        if found["spaced"] and not _is_parted(found, _IDENTITY):
            continue
        if _is_id(number):
            yield _match(ExposureKind.ID_NUMBER, found.span(), number, keep=(3, 2))


def _is_parted(found: re.Match[str], word: re.Pattern[str]) -> bool:
    """A word for it stands before, and it is not a row of figures: it has few spaces."""
    few = found[0].count(" ") <= _SPACES
    return few and word.search(_before(found.string, found.start())) is not None


def _is_id(number: str) -> bool:
    """Province, day of birth and check character are such as an identity number has."""
    year, month, day = int(number[6:10]), int(number[10:12]), int(number[12:14])
    if not _PROVINCES.match(number) or number[6:8] not in _CENTURIES or not 1 <= month <= 12:
        return False
    weighed = sum(int(d) * w for d, w in zip(number, _ID_WEIGHTS, strict=False))
    return 1 <= day <= monthrange(year, month)[1] and number[17] == _ID_CHECKS[weighed % 11]


def _mobiles(text: str) -> Iterator[Match]:
    for found in _MOBILE.finditer(text):
        before = _before(text, found.start())
        if found["spaced"] and not _is_parted(found, _TELEPHONE):
            continue
        if before.endswith("/") and not _BEHIND_A_TELEPHONE.search(before):
            continue
        number = _SEPARATORS.sub("", found[1])
        yield _match(ExposureKind.MOBILE_NUMBER, found.span(1), number, keep=(3, 4))


def _cards(text: str) -> Iterator[Match]:
    for found in _CARD.finditer(text):
        number = _SEPARATORS.sub("", found[0])
        around = text[max(0, found.start() - _AROUND_A_CARD) : found.end() + _AROUND_A_CARD]
        if _is_luhn(number) and _CARD_WORDS.search(around) and not _OFFICIAL_ACCOUNT.search(around):
            yield _match(ExposureKind.BANK_CARD, found.span(), number, keep=(4, 4))


def _is_luhn(number: str) -> bool:
    """The check digit of ISO/IEC 7812 is right."""
    doubled = [int(d) * (1 + place % 2) for place, d in enumerate(reversed(number))]
    return len(set(number)) > 1 and sum(n - 9 * (n > 9) for n in doubled) % 10 == 0


def _match(kind: ExposureKind, span: tuple[int, int], secret: str, keep: tuple[int, int]) -> Match:
    first, last = keep
    hidden = "*" * (len(secret) - first - last)
    masked = f"{secret[:first]}{hidden}{secret[-last:]}"
    return Match(kind=kind, start=span[0], end=span[1], secret=secret, masked=masked)
