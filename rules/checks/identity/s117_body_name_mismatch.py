"""S117: the title or the text of a report is another body's."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from rules.body_kind import BodyKind
from rules.case import Case
from rules.finding import Holds, NotAssessable, Outcome, Severity, Violation
from rules.language import Text, shortened
from rules.lettering import letters_obstacle
from rules.naming.bodies import all_forms, allied_forms, forms_with_place
from rules.naming.places import places_named, plain_name
from rules.naming.short_forms import may_be_one
from rules.naming.subjects_named import (
    TEXT_OF_ANOTHER,
    Named,
    counts_for_itself,
    subjects_named,
    tells_of_renaming,
    unknown_towns_named,
)
from rules.registered import Registered, RegisteredBody
from rules.report import Report
from rules.report_title import title_parts
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE

_RENAMED = Text(
    zh="所写单位与名录不同，报告提到机构更名、合并，或不能排除更名，是否同一单位未能确定",
    en="The name differs from the register's, and the body may have been renamed or merged",
)
_MAY_BE_MANAGED = Text(
    zh="报告另有本单位的数字，所写的另一单位可能由其管理或与其合署，是否误用未能确定",
    en="The report has figures of its own too, and the other body may be managed by this one",
)
_MAY_BE_BELOW = Text(
    zh="本单位可能隶属所写的单位，是否误用未能确定",
    en="The body may belong to the one that is named, so whether that is a slip cannot be told",
)
_STANDS_ALONE = re.compile(r"(?:局|委员会|委|办|办公室|办公厅|厅|部|政府)(?:\([^()]*\))?$")
_LEAST_SENTENCES = 2
_NO_PLACE = re.compile(
    "城乡|城市|城镇|乡镇|村镇|乡村|小镇|市场|市容|市政|市民|都市|省级|市级|县级|区级|区划|区域|行政区|社区|园区|地区|城区|库区|灌区"
    "|林区|矿区|郊区|景区|片区|辖区|保护区|开发区|新区|高新区|经开区|示范区|合作区|保税区|度假区"
)
"""Words of offices and zones that hold the last word of a place and name none."""
_PLACE_WORDS = ("街道", "镇", "乡")


def named_as_registered(case: Case) -> Iterator[Outcome]:
    """One outcome for a title that names somebody and one for the text, of a registered body."""
    registered, report = case.registered, case.report
    if registered is None:
        return
    obstacle = letters_obstacle(report)
    if obstacle is not None:
        yield NotAssessable(place="report", reason=obstacle)
        return
    printed = plain_name(title_parts(report.title or "").body)
    if printed:
        yield _of_title(report, registered, printed)
    yield _of_text(report, registered)


def _of_title(report: Report, registered: Registered, printed: str) -> Outcome:
    allied = allied_forms(registered)
    if printed in allied:
        return Holds(place="title")
    others = _others(registered, allied)
    is_anothers = any(printed in forms_with_place(body, registered.above) for body in others)
    may_be_own = any(may_be_one(printed, plain_name(name)) for name in registered.body.names)
    if may_be_own and not is_anothers:
        return Holds(place="title")
    if may_be_own or tells_of_renaming(report):
        return NotAssessable(place="title", reason=_RENAMED)
    if is_anothers:
        return _of_anothers_title(report, registered, printed)
    if _is_foreign(printed, registered):
        return _title_violation(report, registered, printed, Severity.WARNING)
    return NotAssessable(place="title", reason=_RENAMED)


def _of_anothers_title(report: Report, registered: Registered, printed: str) -> Outcome:
    if _may_be_below_a_bureau(registered):
        return NotAssessable(place="title", reason=_MAY_BE_BELOW)
    return _title_violation(report, registered, printed, Severity.ERROR)


def _title_violation(
    report: Report, registered: Registered, printed: str, severity: Severity
) -> Violation:
    return Violation(
        place="title",
        arguments={
            "where": _IN_TITLE,
            "printed": shortened(printed),
            "body": registered.body.names[0],
        },
        quote=report.title,
        severity=severity,
        cause=TEXT_OF_ANOTHER,
    )


def _of_text(report: Report, registered: Registered) -> Outcome:
    named = _named_in_text(report, registered)
    counted = Counter(found.key for found in named)
    if len(counted) != 1 or len(named) < _LEAST_SENTENCES:
        return Holds(place="report")
    doubt = _doubt(report, registered)
    if doubt is not None:
        return NotAssessable(place="report", reason=doubt)
    first = named[0]
    return Violation(
        place="report",
        arguments={
            "where": Text(
                zh=f"正文有{len(named)}处",
                en=f"{len(named)} sentences of the text tell of the work",
            ),
            "printed": shortened(first.name),
            "body": registered.body.names[0],
        },
        quote=first.sentence,
        cause=TEXT_OF_ANOTHER,
    )


def _doubt(report: Report, registered: Registered) -> Text | None:
    if tells_of_renaming(report):
        return _RENAMED
    if _may_be_below_a_bureau(registered):
        return _MAY_BE_BELOW
    own = all_forms(registered.body, registered.above)
    managed = registered.body.kind is BodyKind.DEPARTMENT and counts_for_itself(report, own)
    return _MAY_BE_MANAGED if managed else None


def _may_be_below_a_bureau(registered: Registered) -> bool:
    """A centre, team or station: the register knows the government above it and no bureau."""
    names = (plain_name(name) for name in registered.body.names)
    is_department = registered.body.kind is BodyKind.DEPARTMENT
    return is_department and not any(_STANDS_ALONE.search(name) for name in names)


def _named_in_text(report: Report, registered: Registered) -> Sequence[Named]:
    """Other bodies of the same kind, told of as a report tells of its own body."""
    own = allied_forms(registered)
    forms: dict[str, str] = {}
    for body in _others(registered, own):
        if body.kind is registered.body.kind:
            forms |= dict.fromkeys(_named_in_prose(body, registered) - own, body.id)
    kind = registered.body.kind
    found = subjects_named(report, forms, with_figures=kind is BodyKind.DEPARTMENT)
    if kind is not BodyKind.TOWNSHIP:
        return found
    return found or unknown_towns_named(report, own)


def _others(registered: Registered, allied: frozenset[str]) -> Iterator[RegisteredBody]:
    """The bodies near it that bear no name which it, one above it or their office may bear."""
    for body in registered.others:
        if allied.isdisjoint(all_forms(body, registered.above)):
            yield body


def _named_in_prose(body: RegisteredBody, registered: Registered) -> frozenset[str]:
    with_place = forms_with_place(body, registered.above)
    short = (f for f in all_forms(body, registered.above) if f[0] in "省市区县州盟旗")
    return with_place | frozenset(short)


def _is_foreign(printed: str, registered: Registered) -> bool:
    """It names places, and none of them is in any name of the body or of those above it."""
    places = places_named(_NO_PLACE.sub("", printed)) if "XX" not in printed.upper() else ()
    own = "".join(
        plain_name(name) for body in (registered.body, *registered.above) for name in body.names
    )
    is_known = bool(places_named(_NO_PLACE.sub("", own)))
    return is_known and bool(places) and not any(_stem(place) in own for place in places)


def _stem(place: str) -> str:
    ending = next((word for word in _PLACE_WORDS if place.endswith(word)), place[-1])
    return place.removesuffix(ending)


_IN_TITLE = Text(zh="标题", en="The title is that")

RULE = Rule(
    code="S117",
    name="body-name-mismatch",
    version=2,
    severity=Severity.WARNING,
    title=Text(zh="所写单位与名录不符", en="Another body than the register's is named"),
    message=Text(
        zh="{where}写的是“{printed}”的报告或工作，名录中本报告的单位是{body}",
        en="{where} of “{printed}”; by the register the report is that of {body}",
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "标题写的是另一个单位，或正文有两处以上把另一个同类单位当作自己来写，报告可能套用了别家的文字或放错了"
            "地方。名录中的别名、简称、省略地名的写法，上级政府及其办公室，都不算不符；“我局”“本机关”和编制、联系"
            "方式一类句子不计；学习、对口、转办等与其他单位往来的句子不计。标题写的是名录中另一单位的全称，为错误；"
            "提到更名、合并的，不能排除更名的，以及可能隶属所写单位的中心、站、队一类，不予判定。"
        ),
        en=(
            "A title with another body's name, or two sentences or more that tell of another body "
            "of the same kind as of one's own, come from a text taken over or put in the wrong "
            "place. Other names by the register, short forms, a place left out, the government "
            "above and its office are no mismatch; sentences on compiling, addresses, visits, "
            "partners and cases passed on do not count. A title with the full name of another "
            "registered body is an error. Where a body may have been renamed or merged, or "
            "is a centre or team that may belong to the other, nothing is said."
        ),
    ),
    fails_example=Text(
        zh="名录中为永兴街道办事处，正文写“石桥镇主动公开政府信息120条”“石桥镇未收到申请”。",
        en="The report is of 永兴街道, and its text says twice what 石桥镇 did.",
    ),
    passes_example=Text(
        zh="名录中为“青禾市洪河县水利局”，标题写“洪河县水利局”，正文写“我局”。",
        en="The register has 青禾市洪河县水利局, the title 洪河县水利局, and the text 我局.",
    ),
    check=named_as_registered,
)
