"""Whether the tables of a report can be judged at all, and why not."""

from collections.abc import Callable, Iterator

from rules.case import Case
from rules.finding import NotAssessable, Outcome
from rules.language import Text
from rules.report import Report, TableReading, TableState
from rules.spec import TableSpec

FORMAT_UNKNOWN = NotAssessable(
    place="report",
    reason=Text(
        zh="未能判定报告所用的格式",
        en="The format that the report follows could not be told",
    ),
)

KIND_UNKNOWN = NotAssessable(
    place="report",
    reason=Text(
        zh="发布单位的类别（政府、部门、乡镇街道）不明，而本规则只适用于其中一部分",
        en="The kind of body is not known, and the rule applies only to some kinds",
    ),
)

_PROSE_RECOGNISED = Text(
    zh="文字据图片识别，其中的数字不予核验",
    en="The prose was read off pictures, so its figures are not judged",
)


def table_obstacle(case: Case, table: TableSpec, *, figures: bool) -> NotAssessable | None:
    """Why a table cannot be judged; ``None`` when it can.

    Args:
        case: the report.
        table: a table of its form.
        figures: whether figures are to be judged, which a suspect text does not allow.
    """
    reason = _obstacle(case.report, table, figures=figures)
    return None if reason is None else NotAssessable(place=table.id, reason=reason)


def _obstacle(report: Report, table: TableSpec, *, figures: bool) -> Text | None:
    reading = report.tables.get(table.id)
    if reading is not None and reading.state is TableState.READ:
        return numbers_obstacle(report) if figures else None
    zh, en = table.label.zh, table.label.en
    if reading is None:
        return Text(zh=f"{zh}没有经过读取", en=f"{en} has not been read")
    if reading.state is TableState.UNREAD:
        return _unread(table, reading)
    if may_be_pictured(report, table):
        return Text(
            zh=f"{zh}可能在图片、框架页或附件中，没有可读取的文字",
            en=f"{en} may be in a picture, frame or attachment; there is no text to read",
        )
    return Text(zh=f"报告中没有{zh}", en=f"The report lacks {en}")


def numbers_obstacle(report: Report) -> Text | None:
    """Why no number of a report, in its tables or in its prose, can be judged; else ``None``."""
    if report.suspect is None:
        return None
    return Text(
        zh=f"文本疑似残缺，数字不予核验：{report.suspect.zh}",
        en=f"The text seems damaged, so figures are not judged: {report.suspect.en}",
    )


def prose_numbers_obstacle(report: Report) -> Text | None:
    """Why no number or year in the prose of a report can be judged; else ``None``.

    Prose that was read off pictures was read once only, and may have digits wrong.
    """
    return numbers_obstacle(report) or (_PROSE_RECOGNISED if report.recognised else None)


def table_is_found(report: Report, table_id: str | None) -> bool:
    """The report holds the table, or something that may be it."""
    reading = report.tables.get(table_id) if table_id else None
    return reading is not None and reading.state is not TableState.ABSENT


def may_be_pictured(report: Report, table: TableSpec) -> bool:
    """A table that was not read may be a picture, a frame or an attachment in its section."""
    section = report.sections.get(table.section)
    return report.tables[table.id].state is TableState.PICTURE or (
        section is not None and section.may_hold_unread_content
    )


def table_shape(
    case: Case, table_id: str, outcome: Callable[[TableSpec, TableReading], Outcome]
) -> Iterator[Outcome]:
    """The outcome of a rule on the rows and columns of one table, when the table was read."""
    if case.spec is None:
        yield FORMAT_UNKNOWN
        return
    table = case.spec.table(table_id)
    obstacle = table_obstacle(case, table, figures=False)
    reading = case.report.tables[table_id]
    if obstacle is None and reading.shape_doubt is not None:
        obstacle = NotAssessable(place=table.id, reason=_shape_doubted(table, reading.shape_doubt))
    yield obstacle or outcome(table, reading)


def _shape_doubted(table: TableSpec, doubt: Text) -> Text:
    return Text(
        zh=f"{table.label.zh}的行列未能全部辨认：{doubt.zh}",
        en=f"Not every row and column of {table.label.en} could be made out: {doubt.en}",
    )


_NO_REASON = Text(zh="原因不明", en="for no known reason")


def _unread(table: TableSpec, reading: TableReading) -> Text:
    cause = reading.reason or _NO_REASON
    return Text(
        zh=f"未能读取{table.label.zh}：{cause.zh}",
        en=f"{table.label.en} could not be read: {cause.en}",
    )
