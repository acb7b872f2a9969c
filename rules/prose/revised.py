"""The paragraphs of two texts of one report that differ, apart from what belongs to the page."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile

from rules.language import Text
from rules.report import Report
from rules.revision import ParagraphChange

_MOST_PARAGRAPHS = 1_000
_MOST_CHARACTERS = 200_000
_LEAST = 6
_SHOWN = 1_000
_LEAD = 200
_SENTENCE = re.compile(r"[。;!?]|(?<!\d),|,(?!\d)")
_OF_THE_PAGE = re.compile(
    "浏览次数|浏览量|阅读量|阅读次数|点击|访问量|访问人数|版权所有|主办单位|承办单位|主办:|承办:|备案号|备案序号"
    "|网安备|ICP|标识码|分辨率|浏览器|打印|关闭|字体|字号|分享|扫一扫|二维码|上一篇|下一篇|责任编辑|编辑:|来源:"
    "|发布时间|发布日期|更新时间|当前位置|网站地图|联系我们|相关链接|相关文章|附件:"
    "|地址:|邮编|邮政编码|技术支持|(?i:copyright)|©|今天是|星期[一二三四五六日天]|天气"
)
"""Around the text of a report these belong to its page, which counts visits and is redesigned."""

_RECOGNISED = Text(
    zh="文字据图片识别，识别有出入时无从比对",
    en="the prose was read off pictures; where it differs, the reading may be why",
)
_TOO_LONG = Text(zh="文字过长，未逐段比对", en="the prose is too long to be compared")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paragraph:
    section: str | None
    text: str
    letters: str


def plain_letters(text: str) -> str:
    """Letters and digits only, of one width: how a text is set does not count."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum()).casefold()


def all_letters(report: Report) -> str:
    """Those of the whole report, one paragraph after the other."""
    return "".join(plain_letters(text) for _, text in _all_paragraphs(report))


def paragraphs_changed(before: Report, now: Report) -> tuple[ParagraphChange, ...] | Text:
    """The paragraphs that read otherwise, in the order of the report; or why they are not told.

    A paragraph that the other text holds too, at another place, joined to its neighbours or cut in
    two, is no change. Compared is prose in the sections that both have, and what stands before the
    first; headings are not, nor are page furniture, punctuation and spaces.
    """
    if before.recognised or now.recognised:
        return _RECOGNISED
    if _is_too_long(before) or _is_too_long(now):
        return _TOO_LONG
    common = {None, *(before.sections.keys() & now.sections.keys())}
    old, new = ([p for p in _prose(report) if p.section in common] for report in (before, now))
    return tuple(_changes(old, new, all_letters(before), all_letters(now)))


def _is_too_long(report: Report) -> bool:
    texts = [text for _, text in _all_paragraphs(report)]
    return len(texts) > _MOST_PARAGRAPHS or sum(map(len, texts)) > _MOST_CHARACTERS


def _changes(
    old: Sequence[_Paragraph], new: Sequence[_Paragraph], all_old: str, all_new: str
) -> Iterator[ParagraphChange]:
    keys = [p.letters for p in old], [p.letters for p in new]
    matcher = SequenceMatcher(a=keys[0], b=keys[1])
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            continue
        gone = [p for p in old[old_from:old_to] if p.letters not in all_new]
        come = [p for p in new[new_from:new_to] if p.letters not in all_old]
        if not gone and not come:
            continue
        if old_to - old_from == new_to - new_from == 1:
            yield _change(old[old_from], new[new_from])
        elif len(gone) == len(come):
            yield from (_change(*pair) for pair in zip(gone, come, strict=True))
        else:
            yield from (_change(each, None) for each in gone)
            yield from (_change(None, each) for each in come)


def _change(old: _Paragraph | None, new: _Paragraph | None) -> ParagraphChange:
    shown = new or old
    before, now = old.text if old else None, new.text if new else None
    alike = _letters_alike(before or "", now or "")
    return ParagraphChange(
        section=shown.section if shown else None,
        before=None if before is None else _part_from(before, alike),
        now=None if now is None else _part_from(now, alike),
    )


def _letters_alike(one: str, other: str) -> int:
    """How many letters from the beginning on."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _part_from(text: str, alike: int) -> str:
    """The text as far as it is shown: from a little before the first difference on."""
    if len(text) <= _SHOWN:
        return text
    start = max(0, alike - _LEAD)
    end = start + _SHOWN
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


def _prose(report: Report) -> Iterator[_Paragraph]:
    last = max(report.sections.values(), key=lambda section: section.position, default=None)
    edges = {None, *(key for key, section in report.sections.items() if section is last)}
    for section, text in _all_paragraphs(report):
        plain = unicodedata.normalize("NFKC", text)
        letters = plain_letters(text)
        if len(letters) < _LEAST or not _SENTENCE.search(plain):
            continue
        if not (section in edges and _OF_THE_PAGE.search(plain)):
            yield _Paragraph(section=section, text=text, letters=letters)


def _all_paragraphs(report: Report) -> Iterator[tuple[str | None, str]]:
    """Every paragraph with the key of its section, headings among them."""
    for text in report.intro:
        yield None, text
    in_order = sorted(report.sections.items(), key=lambda item: item[1].position)
    for key, section in in_order:
        yield key, section.heading
        for text in section.paragraphs:
            yield key, text
