"""T232: a town or street office reports no decision of any kind."""

import re
from collections.abc import Iterator

from rules.case import BodyKind, Case
from rules.finding import NotAssessable, Outcome, Severity, Violation, holds
from rules.known_figures import figures_at, not_printed
from rules.language import Text
from rules.prose.sentences import sentences_of
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE

_PLACE = "t2/licensing/decisions"
_CELLS = (_PLACE, "t2/penalties/decisions", "t2/coercion/decisions")
_DECISION = (
    "行政(?:审批|许可|处罚|强制|执法|决定|处理决定)|审批服务|综合执法"
    "|执法(?:权|事项|职[责能]|主体|工作|中队|大队|力量|局)"
)
_NOT_HERE = (
    "不[是属]|由[^，。；]{0,12}(?:[省市区县]|局|部门|上级|中心|大队|中队)"
    "|派出|派驻|配合|协助|汇总|统计|组建|下沉"
    "|没有|尚未|暂[无未]|并?无(?!关|障碍)|未(?!来|成年)|不(?:具[有备]|涉及|行使|享有|含|包括)"
    "|[收交划]回|上收|上划|划转|移交|委托|名义|为零|为[0０](?![.\\d])|(?<!\\d)[0０](?:件|宗|起|项|条|例|次|个)"
)
_EXPLAINED = re.compile(
    f"(?:{_DECISION})[^。；]{{0,40}}(?:{_NOT_HERE})|(?:{_NOT_HERE})[^。；]{{0,25}}(?:{_DECISION})"
)
_TOLD_WHY = Text(
    zh="文中说明了许可、处罚、强制的权限或办理情况，未能判定是否漏填",
    en="The prose tells of its powers or of there being no decisions; whether any was left out "
    "could not be told",
)
_RECOGNISED = Text(
    zh="表中数字据图片识别，不作此项判断",
    en="The figures were read off a picture, and this rule does not rest on such",
)


def some_decision_reported(case: Case) -> Iterator[Outcome]:
    """One outcome, for towns and street offices only."""
    found = figures_at(case, _CELLS)
    if isinstance(found, NotAssessable):
        yield found
    elif any(value != 0 for value in found.values.values()):
        yield holds(_PLACE)
    elif not found.printed.issuperset(_CELLS):
        yield not_printed(_PLACE, [cell for cell in _CELLS if cell not in found.printed])
    else:
        reason = _lawful_reading(case)
        yield (
            NotAssessable(place=_PLACE, cells=_CELLS, reason=reason)
            if reason is not None
            else Violation(place=_PLACE, cells=_CELLS)
        )


def _lawful_reading(case: Case) -> Text | None:
    if any(case.report.cells[cell].recognised for cell in _CELLS):
        return _RECOGNISED
    texts = ("".join(sentence.text.split()) for sentence in sentences_of(case.report))
    return _TOLD_WHY if any(_EXPLAINED.search(text) for text in texts) else None


RULE = Rule(
    code="T232",
    name="township-without-decisions",
    version=2,
    severity=Severity.INFO,
    title=Text(zh="乡镇街道各类处理决定均为零", en="A town reports no decision of any kind"),
    message=Text(
        zh="行政许可、行政处罚、行政强制的处理决定数量均填0",
        en="Licences, penalties and coercive measures are all reported as 0",
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "乡镇街道多少办理一些许可或处罚，三项都填0的可能是漏填，也可能确实没有，只作提示，默认不启用。"
            "留空或画线的不算填0；文中说明没有此项权限、以他人名义办理或没有发生的，不予判定。"
        ),
        en=(
            "Most towns decide on some licences or penalties. Three zeros may mean that they were "
            "left out, or that there were none: it is told as information, and the rule is off by "
            "default. A blank or a dash is no zero; where the prose says that the powers lie "
            "elsewhere or that nothing was decided, the rule does not judge."
        ),
    ),
    fails_example=Text(
        zh="某镇行政许可、行政处罚、行政强制均填0。",
        en="A town has 0 licences, 0 penalties and 0 coercive measures.",
    ),
    passes_example=Text(
        zh="某镇行政许可填12，其余两项填0。", en="A town has 12 licences and 0 of the others."
    ),
    kinds=(BodyKind.TOWNSHIP,),
    off_by_default=True,
    check=some_decision_reported,
)
