"""C704: the text tells of governments at large, and nothing of the body's own."""

import re
from collections.abc import Collection, Iterator

from rules.body_kind import BodyKind
from rules.case import Case
from rules.finding import Holds, NotAssessable, Outcome, Severity, Violation
from rules.language import Text
from rules.lettering import letters_obstacle
from rules.naming.bodies import all_forms, core_of
from rules.naming.places import places_named, plain_name
from rules.prose.overview_substance import is_on_compiling, unread_of_the_work
from rules.prose.sentences import INTRO, Passage, sentences_of
from rules.report import Report
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE

_SECTIONS = ("overview", "problems")
_LEAST = 100
"""Characters of text; a shorter one tells of nobody, and S109 speaks of that."""
_LEAST_SENTENCES = 2
_AT_LARGE = re.compile(
    "各级(?:人民)?政府|各级行政机关|各级政府部门|(?:部分|多数|一些|有些|个别|少数|大多数|许多)(?:地区|地方|部门|单位|机关|基层政府)"
    "|各地区?各部门|各地(?:政府|区)?|我国(?:政府|各级)|全国各地"
)
_OF_ITSELF = re.compile(
    "[我本](?:省|市|区|县|州|盟|旗|镇|乡|街道|局|委|办|厅|院|部|处|会|站|所|中心|机关|单位|部门|系统|级|府)"
    "|全(?:省|市|区|县|州|盟|旗|镇|乡|街道|局|委|办|厅|院|系统)|我们|单位领导|分管领导|领导小组"
    "|(?<!国务)(?:[省市区县州盟旗镇乡局委厅院校]|街道)(?:党|政府|机关|委|长|领导|办|纪|局|属|直|内)"
    "|[科股处]室|办公室|机关内|各(?:科|股|处|站|村|社区|镇|乡|街道|校|所|中心)"
)
"""Besides words for itself, any that tell of one body from within: 局党组, 各股室, 县委."""
_OF_LAW = re.compile(
    r"《[^》]*》|\([^()]*\)|〔[^〕]*〕|国[办发务][^,。;]{0,20}?号|第[\d一二三四五六七八九十]+[条款项]|20\d\d年?(?:\d{1,2}月)?(?:\d{1,2}日)?"
    r"|^\(?[\d一二三四五六七八九十]+[.、)]"
)
_NUMBER = re.compile(r"\d|[一二两三四五六七八九十百千]+(?:次|件|条|期|场|篇|个|项|人|名|份)")
_SHORTEST_NAME = 2
_ENDS_NAME = re.compile("(?:局|委员会|委|办公室|办|中心|厅|院|所|站|处)$")

_TOO_SHORT = Text(
    zh="第一、五部分文字不足100字，是否泛泛而谈不予判定",
    en="Sections 1 and 5 have fewer than 100 characters, too few to tell",
)
_NAME_UNKNOWN = Text(
    zh="单位名称不明，文中是否写有本单位名称不能确定",
    en="The body's name is not known, so whether the text has it cannot be told",
)
_MORE_ELSEWHERE = Text(
    zh="第一、五部分另有图片、框架或附件，其中的内容没有读取",
    en="A picture, frame or attachment in sections 1 and 5 was not read",
)


def tells_of_its_own(case: Case) -> Iterator[Outcome]:
    """One outcome for a report with text on governments at large."""
    passages = _told_in(case.report, _SECTIONS)
    at_large = [p for p in passages if _AT_LARGE.search(plain_name(p.text))]
    if len(at_large) < _LEAST_SENTENCES:
        if passages:
            yield Holds(place="report")
        return
    names = _names(case)
    if any(_is_own(p, names) for p in (*_told_in(case.report, (INTRO,)), *passages)):
        yield Holds(place="report")
        return
    obstacle = _obstacle(case.report, passages)
    if not case.report.body and case.registered is None:
        obstacle = obstacle or _NAME_UNKNOWN
    if obstacle is not None:
        yield NotAssessable(place="report", reason=obstacle)
        return
    words = _AT_LARGE.search(plain_name(at_large[0].text))
    yield Violation(
        place="report",
        arguments={"count": str(len(at_large)), "words": words[0] if words else ""},
        quote=at_large[0].text,
    )


def _told_in(report: Report, sections: Collection[str]) -> list[Passage]:
    told = sentences_of(report, sections)
    return [p for p in told if not is_on_compiling(plain_name(p.text))]


def _obstacle(report: Report, passages: list[Passage]) -> Text | None:
    if sum(len(plain_name(p.text)) for p in passages) < _LEAST:
        return _TOO_SHORT
    sections = [report.sections[key] for key in _SECTIONS if key in report.sections]
    if any(s.may_hold_unread_content or s.tables for s in sections):
        return _MORE_ELSEWHERE
    return letters_obstacle(report) or unread_of_the_work(report)


def _is_own(passage: Passage, names: frozenset[str]) -> bool:
    """It has a name of the body, a word for itself, or a number."""
    plain = plain_name(passage.text)
    if _OF_ITSELF.search(plain) or any(name in plain for name in names):
        return True
    return _NUMBER.search(_OF_LAW.sub("", plain)) is not None


def _names(case: Case) -> frozenset[str]:
    """By its title and by the register, whole, as a place, and without its place."""
    found: set[str] = set()
    body = plain_name(case.report.body or "")
    places = places_named(body)
    if body:
        found |= {body, core_of(body), *places, body.removeprefix("".join(places))}
    if case.registered is not None:
        found |= all_forms(case.registered.body, case.registered.above)
    found |= {_ENDS_NAME.sub("", name) for name in found}
    return frozenset(name for name in found if len(name) >= _SHORTEST_NAME)


RULE = Rule(
    code="C704",
    name="generic-narrative",
    version=2,
    severity=Severity.INFO,
    title=Text(zh="泛泛而谈，没有本单位情况", en="Nothing of the body's own"),
    message=Text(
        zh="第一、五部分有{count}句讲“{words}”一类的普遍情况，没有本单位名称、自称和数字",
        en=(
            "{count} sentences of sections 1 and 5 tell of “{words}” and the like, and none has "
            "the body's name, a word for itself or a number"
        ),
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "部门、乡镇的总体情况和存在问题，只讲“各级政府”“部分地区”“多数部门”，通篇没有本单位的名称、“我局”"
            "“本机关”一类自称，也没有一个工作数字的，报告没有说明本单位做了什么。只要有其中一样就不算。政府报告"
            "涵盖所属部门，不适用；年份、文号和条款不算数字。"
        ),
        en=(
            "Where sections 1 and 5 of a department or town tell of governments at large only, and "
            "have neither its name nor a word for itself nor a figure of its work, the report does "
            "not say what it did. One of these is enough. Governments report for their bodies and "
            "are not asked; years and numbers of documents and articles are no figures."
        ),
    ),
    fails_example=Text(
        zh="“各级政府高度重视信息公开……部分地区仍存在公开不及时的问题。”全文没有本单位的名称和数字。",
        en="The text tells of 各级政府 and 部分地区, and has neither a name nor a number.",
    ),
    passes_example=Text(
        zh="“按照各级政府要求，我局全年主动公开信息120条。”",
        en="按照各级政府要求，我局全年主动公开信息120条.",
    ),
    kinds=(BodyKind.DEPARTMENT, BodyKind.TOWNSHIP),
    check=tells_of_its_own,
)
