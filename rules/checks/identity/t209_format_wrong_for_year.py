"""T209: the tables follow a form that is not the one for the year reported on."""

from collections.abc import Iterator

from rules.case import Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.gates import FORMAT_UNKNOWN
from rules.language import Text
from rules.rule import Rule
from rules.sources import FORM_OF_2021

_YEAR_UNKNOWN = Text(zh="未能判定报告年度", en="The year that the report is on could not be told")


def format_for_year(case: Case) -> Iterator[Outcome]:
    """One outcome for the report, when some known format is for its year."""
    year = case.report.year
    if case.spec is None:
        yield FORMAT_UNKNOWN
        return
    if year is None:
        yield NotAssessable(place="report", reason=_YEAR_UNKNOWN)
        return
    due = [spec for spec in case.all_specs if spec.years.holds(year)]
    if case.spec.years.holds(year):
        yield holds("report")
    elif due:
        yield Violation(
            place="report",
            arguments={"year": str(year), "used": case.spec.title.text, "due": due[0].title.text},
        )


RULE = Rule(
    code="T209",
    name="format-wrong-for-year",
    version=1,
    severity=Severity.ERROR,
    title=Text(zh="报告格式与年度不符", en="The form is not the one for the year"),
    message=Text(
        zh="{year}年度报告应使用{due}，表格实为{used}",
        en="A report on {year} follows {due}; its tables are of another: {used}",
    ),
    basis=FORM_OF_2021,
    explanation=Text(
        zh=(
            "2019、2020年度报告使用60号文所附格式，2021年度起使用30号文所附格式。"
            "格式按表中行列名称判定，不按年份推断。用错格式，所报项目与应报项目不同。"
        ),
        en=(
            "Reports on 2019 and 2020 follow the form of document 60, later ones that of document "
            "30. The form is told by the labels of its tables, never by the year. With the wrong "
            "form, other things are reported than are due."
        ),
    ),
    fails_example=Text(
        zh="2022年度报告的表中有“本年新制作数量”“政府集中采购”。",
        en="A report on 2022 has the labels 本年新制作数量 and 政府集中采购.",
    ),
    passes_example=Text(
        zh="2022年度报告的表中有“本年制发件数”，正文提到旧格式已停用。",
        en="A report on 2022 has the label 本年制发件数, and its text mentions the former form.",
    ),
    check=format_for_year,
)
