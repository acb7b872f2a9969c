"""P606: the page prints another report than it did."""

from collections.abc import Iterator
from datetime import date

from rules.case import Case
from rules.cell_changes import cells_compared
from rules.finding import Holds, NotAssessable, Outcome, Severity, Violation
from rules.gates import numbers_obstacle
from rules.language import Text, listed, shortened
from rules.prose.correction_notice import correction_told
from rules.prose.revised import paragraphs_changed
from rules.revision import CellChange, Earlier, NotComparable, ParagraphChange, Revision
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE

_PLACE = "report"
_CELLS_SHOWN = 3
_PARAGRAPHS_KEPT = 30
_HASH_SHOWN = 12

_CELLS_LEFT_OUT = Text(
    zh="与以前存证的文本相比，有单元格未能逐一核对",
    en="not every cell could be compared with the text kept before",
)
_OTHER_SOURCES = Text(
    zh="两次存证的文件类型或附件不同，文字不逐段比对",
    en="the two texts are of files of other kinds or number, so their prose is not compared",
)
_CAME_BACK = Text(
    zh="该网页曾显示与现在不同的文本，现与最初存证的文本一致，不能据此认定未曾改动",
    en="the page showed another text in between and now prints what it did at first, which does not"
    " show that nothing was changed",
)

_NO_NOTICE = Text(
    zh="标题和正文中未见更正说明", en="neither its title nor its text tells of a correction"
)
_NOTICE = Text(zh="标题或正文中有更正的字样", en="its title or its text tells of a correction")
_NOTICE_UNKNOWN = Text(
    zh="未能读到全部内容，是否有更正说明不明",
    en="not all of it could be read, so whether there is a notice is not known",
)
_MENDED = Text(
    zh="标题和正文中未见更正说明；原文本在这些表中的问题已不再出现，可能是更正",
    en="neither its title nor its text tells of a correction; faults that the earlier text had in"
    " these tables are gone, so it may be one",
)


def changed_after_publication(case: Case) -> Iterator[Outcome]:
    """One outcome, where another text of the report was held of its page."""
    earlier = case.earlier
    if earlier is None:
        return
    if isinstance(earlier, NotComparable):
        yield NotAssessable(place=_PLACE, reason=earlier.reason)
        return
    damaged = numbers_obstacle(case.report) or numbers_obstacle(earlier.report)
    if damaged is not None:
        yield NotAssessable(place=_PLACE, reason=damaged)
        return
    cells = cells_compared(earlier.report, case.report)
    prose = _prose(case, earlier)
    paragraphs = () if isinstance(prose, Text) else prose
    if cells.changes or paragraphs:
        yield _violation(case, earlier, cells.changes, prose)
    elif not cells.is_whole:
        yield NotAssessable(place=_PLACE, reason=_CELLS_LEFT_OUT)
    elif isinstance(prose, Text):
        yield NotAssessable(place=_PLACE, reason=prose)
    elif earlier.shown_otherwise:
        yield NotAssessable(place=_PLACE, reason=_CAME_BACK)
    else:
        yield Holds(place=_PLACE)


def _prose(case: Case, earlier: Earlier) -> tuple[ParagraphChange, ...] | Text:
    unread = {earlier.report.has_unread_attachment, case.report.has_unread_attachment}
    if not earlier.like_sources or len(unread) > 1:
        return _OTHER_SOURCES
    return paragraphs_changed(earlier.report, case.report)


def _violation(
    case: Case,
    earlier: Earlier,
    cells: tuple[CellChange, ...],
    prose: tuple[ParagraphChange, ...] | Text,
) -> Violation:
    paragraphs = () if isinstance(prose, Text) else prose
    notice = _notice(case, earlier, cells, prose_known=not isinstance(prose, Text))
    return Violation(
        place=_PLACE,
        arguments={
            "first_held": _day(earlier.before.first_held),
            "changed": listed(_told(case, cells, paragraphs)),
            "notice": notice,
            "hash_before": earlier.before.sha256[:_HASH_SHOWN],
            "hash_now": earlier.now.sha256[:_HASH_SHOWN],
        },
        cells=tuple(change.cell for change in cells),
        revision=Revision(
            before=earlier.before,
            now=earlier.now,
            cells=cells,
            paragraphs=paragraphs[:_PARAGRAPHS_KEPT],
            paragraphs_left_out=max(0, len(paragraphs) - _PARAGRAPHS_KEPT),
        ),
        severity=_severity(cells, paragraphs, notice),
    )


def _severity(
    cells: tuple[CellChange, ...], paragraphs: tuple[ParagraphChange, ...], notice: Text
) -> Severity:
    """Who puts right what a supervisor asked for, and nothing else, is not asked about it again."""
    if cells and notice is _NO_NOTICE:
        return Severity.ERROR
    return Severity.INFO if notice is _MENDED and not paragraphs else Severity.WARNING


def _notice(
    case: Case, earlier: Earlier, cells: tuple[CellChange, ...], *, prose_known: bool
) -> Text:
    if correction_told(earlier.report, case.report, earlier.page_titles):
        return _NOTICE
    if not prose_known or case.report.has_unread_attachment:
        return _NOTICE_UNKNOWN
    tables = {change.cell.split("/")[0] for change in cells}
    return _MENDED if cells and tables <= earlier.mended_tables else _NO_NOTICE


def _told(
    case: Case, cells: tuple[CellChange, ...], paragraphs: tuple[ParagraphChange, ...]
) -> Iterator[Text]:
    if cells:
        shown = listed(_cell_told(case, change) for change in cells[:_CELLS_SHOWN])
        more = len(cells) > _CELLS_SHOWN
        yield Text(
            zh=f"单元格{len(cells)}处（{shown.zh}{'等' if more else ''}）",
            en=f"{len(cells)} cell(s) ({shown.en}{' and others' if more else ''})",
        )
    if paragraphs:
        yield Text(zh=f"文字{len(paragraphs)}段", en=f"{len(paragraphs)} paragraph(s)")


def _day(day: date) -> Text:
    return Text(zh=f"{day.year}年{day.month}月{day.day}日", en=day.isoformat())


def _cell_told(case: Case, change: CellChange) -> Text:
    label = case.form.cell_label(change.cell)
    before, now = shortened(change.before), shortened(change.now)
    return Text(
        zh=f"{label.zh}“{before or '空'}”→“{now or '空'}”",
        en=f"{label.en} “{before or 'blank'}” → “{now or 'blank'}”",
    )


RULE = Rule(
    code="P606",
    name="changed-after-publication",
    version=2,
    severity=Severity.WARNING,
    title=Text(zh="公布后改动", en="Changed after it was published"),
    message=Text(
        zh=(
            "同一网页的报告与{first_held}起存证的文本不同：{changed}；{notice}"
            "（SHA-256 原{hash_before}…，现{hash_now}…）"
        ),
        en=(
            "the report differs from the text that this page showed from {first_held} on: "
            "{changed}; {notice} (SHA-256 {hash_before}… then, {hash_now}… now)"
        ),
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "把网页现在的报告与最初存证的文本逐格、逐段比较，两份都由同一版本的程序重新读取。单元格的数字"
            "改动而标题、正文均未见更正说明的，报错误；有说明或只改文字的，报疑点；只改正了原有问题的，报提示。网页的浏览次数、"
            "页眉页脚等不属于报告；空白填零、排版、标点、段落拆并不算改动。据图片识别的、两次读取不一致的、只在"
            "一份中读到的单元格不比；附件或文件种类前后不同的，不比文字。文本残缺、以前的文本无法读取的，无法核验。"
            "更正说明可能刊登在别处，请人工核实。"
        ),
        en=(
            "The report on the page now is compared with the first text kept of it, cell by cell "
            "and paragraph by paragraph, both read anew by the same version of the program. A "
            "figure that changed, with no notice in title or text, is an error; with a notice, or "
            "where only words changed, it is a warning; a fault put right alone is information. "
            "Counts of visits, heads and feet of the page are no part of the report; zeros filled "
            "in, layout, punctuation, paragraphs joined or cut are no change. Cells read off "
            "pictures, read in two ways or in one of the texts only are left out, and so is "
            "prose where the files are of other kinds or number. A damaged text, or one that can "
            "no longer be read, cannot be told. A notice may stand elsewhere, so a person must see."
        ),
    ),
    fails_example=Text(
        zh="1月存证时“本年新收”总计27件，3月同一网页为29件，没有更正说明。",
        en="27 requests received in the text kept in January, 29 on the same page in March, and no "
        "notice.",
    ),
    passes_example=Text(
        zh="网页改版、浏览次数变化，报告的数字和文字未变。",
        en="The page was redesigned and counts more visits; figures and words are as before.",
    ),
    across_bodies=True,
    check=changed_after_publication,
)
