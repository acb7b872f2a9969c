"""What a report says of itself, in rows of a word and its value, for ``gouji check --explain``."""

from collections.abc import Iterator
from typing import NamedTuple

from audits.result import AuditResult
from audits.site.wording import Wording
from rules.language import Text
from rules.printed_figures import figure_text
from rules.prose.fee import FeeSaid, FeeTold, fee_of
from rules.prose.period import Period, period_of
from rules.prose.scope import Scope, scope_of
from rules.report import Report
from rules.spec import FormatSpec

_NOTHING = Text(zh="未见", en="not found")
_TITLE = Text(zh="标题", en="Title")
_LIST_TITLE = Text(zh="列表标题", en="List title")
_BODY = Text(zh="公开主体", en="Body")
_YEAR = Text(zh="年度", en="Year")
_PUBLISHED = Text(zh="公开日期", en="Published")
_PERIOD = Text(zh="统计期限", en="Period")
_SCOPE = Text(zh="数据范围", en="Scope")
_FEE = Text(zh="信息处理费", en="Handling fee")
_SOURCE = Text(zh="读取的文件", en="File read")
_NOTE = Text(zh="读取说明", en="Note")
_SCOPES = {
    Scope.OWN: Text(zh="本机关", en="the body alone"),
    Scope.REGION: Text(zh="本行政区域汇总", en="all bodies of the region"),
}
_SCOPE_UNTOLD = Text(zh="正文没有写明", en="the text does not tell")
_FEES = {
    FeeSaid.NONE: Text(zh="未收取", en="none collected"),
    FeeSaid.UNCLEAR: Text(zh="提到，收取多少不明确", en="spoken of, without a clear amount"),
}
_YUAN = Text(zh="{n}元", en="{n} yuan")
_UNCLEAR_DAY = Text(zh="（日期不全）", en=" (a date is not whole)")


class ToldRow(NamedTuple):
    """A fact, what was read, and the words of the report that show it."""

    word: str
    value: str
    quote: str = ""


def told_rows(
    result: AuditResult, report: Report, spec: FormatSpec | None, say: Wording
) -> Iterator[ToldRow]:
    """What was read around the tables; every value may be hostile text of the report."""
    nothing = say.say(_NOTHING)
    yield ToldRow(say.say(_SOURCE), f"{result.name} ({result.media_type})")
    yield ToldRow(say.say(_TITLE), report.title or nothing)
    yield ToldRow(say.say(_LIST_TITLE), report.list_title or nothing)
    yield ToldRow(say.say(_BODY), report.body or nothing)
    yield ToldRow(say.say(_YEAR), str(report.year) if report.year else nothing)
    yield _period(period_of(report), say)
    yield _scope(report, say)
    yield _fee(fee_of(report), say)
    published = report.published_on
    yield ToldRow(say.say(_PUBLISHED), published.isoformat() if published else nothing)
    for section in spec.sections if spec else ():
        found = report.sections.get(section.key)
        heading = found.heading if found else say("report.section_absent")
        yield ToldRow(say.say(section.label.text), heading)
    for note in result.notes:
        yield ToldRow(say.say(_NOTE), say.say(note))


def _period(period: Period | None, say: Wording) -> ToldRow:
    if period is None:
        return ToldRow(say.say(_PERIOD), say.say(_NOTHING))
    days = (period.begins, period.ends)
    lost = say.say(_UNCLEAR_DAY) if None in days else ""
    return ToldRow(say.say(_PERIOD), period.raw + lost, period.sentence)


def _scope(report: Report, say: Wording) -> ToldRow:
    told = scope_of(report)
    if told is None:
        return ToldRow(say.say(_SCOPE), say.say(_SCOPE_UNTOLD))
    return ToldRow(say.say(_SCOPE), say.say(_SCOPES[told.scope]), told.sentence)


def _fee(told: FeeTold | None, say: Wording) -> ToldRow:
    if told is None:
        return ToldRow(say.say(_FEE), say.say(_NOTHING))
    if told.amount is not None:
        value = say.say(_YUAN).format(n=figure_text(told.amount))
    else:
        value = say.say(_FEES[told.said])
    return ToldRow(say.say(_FEE), value, told.sentence)
