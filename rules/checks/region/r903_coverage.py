"""R903: not every body of a government's region published its report."""

from collections.abc import Iterator, Sequence

from rules.case import BodyKind, Case
from rules.finding import Holds, NotAssessable, Outcome, Severity, Violation
from rules.language import Text
from rules.region import Member, Publication
from rules.rule import Basis, BasisKind, Rule
from rules.sources import ARTICLE_50

_PLACE = "report"
_MOST_NAMED = 10

BASIS = Basis(
    kind=BasisKind.LAW,
    document=ARTICLE_50.document,
    article=Text(zh="第四十九条", en="Article 49"),
)


def every_body_published(case: Case) -> Iterator[Outcome]:
    """One outcome, where the register has bodies below the government whose reports are due."""
    region = case.region
    if region is None:
        return
    due = [m for m in region.members if m.publication is not Publication.NOT_DUE]
    missing = [m for m in due if m.publication is Publication.MISSING]
    unknown = [m for m in due if m.publication is Publication.UNKNOWN]
    if not due:
        return
    if missing:
        yield _violation(due, missing, unknown)
    elif unknown:
        names = _names(unknown)
        yield NotAssessable(
            place=_PLACE,
            reason=Text(
                zh=f"名录所列{len(due)}个单位中，{len(unknown)}个是否公开年报情况不明：{names.zh}",
                en=f"of {len(due)} bodies on the register, it is not known of {len(unknown)} "
                f"whether they published: {names.en}",
            ),
        )
    else:
        yield Holds(place=_PLACE)


def _violation(
    due: Sequence[Member], missing: Sequence[Member], unknown: Sequence[Member]
) -> Violation:
    published = len(due) - len(missing) - len(unknown)
    return Violation(
        place=_PLACE,
        arguments={
            "bodies": str(len(due)),
            "published": str(published),
            "missing": str(len(missing)),
            "names": _names(missing),
            "unknown": _unknown(unknown),
        },
    )


def _unknown(unknown: Sequence[Member]) -> Text:
    if not unknown:
        return Text(zh="", en="")
    return Text(zh=f"；另有{len(unknown)}个情况不明", en=f"; of {len(unknown)} it is not known")


def _names(members: Sequence[Member]) -> Text:
    names = [member.name for member in members[:_MOST_NAMED]]
    more = len(members) > _MOST_NAMED
    return Text(
        zh="、".join(names) + ("等" if more else ""),
        en=", ".join(names) + (" and others" if more else ""),
    )


RULE = Rule(
    code="R903",
    name="coverage",
    version=1,
    severity=Severity.INFO,
    title=Text(zh="所属单位年报未公开齐全", en="Not every body of the region published"),
    message=Text(
        zh="名录所列{bodies}个应公开单位中，已公开{published}个，未见公开{missing}个：{names}{unknown}",
        en="of {bodies} bodies on the register whose reports are due, {published} published and "
        "{missing} did not: {names}{unknown}",
    ),
    basis=BASIS,
    explanation=Text(
        zh=(
            "把名录中该政府所属单位与已公开的年报逐一对照，提示覆盖情况。未见公开须在期限之后、间隔三天以上"
            "的两次完整采集中都没有找到；网站未能读全的，情况不明，不计入未公开。未到期的不计。"
        ),
        en=(
            "The bodies below the government on the register, beside the reports that are "
            "published: a hint on coverage. A report is missing only where two whole crawls after "
            "the due date, three days apart at least, did not find it; where a portal could not "
            "be read whole, it is not known and counts as neither. What is not due does not count."
        ),
    ),
    fails_example=Text(
        zh="名录所列50个单位中，48个已公开，2个未见公开。",
        en="Of 50 bodies on the register, 48 published and 2 did not.",
    ),
    passes_example=Text(
        zh="名录所列50个单位的年报均已公开。", en="All 50 bodies on the register published."
    ),
    kinds=(BodyKind.GOVERNMENT,),
    across_bodies=True,
    check=every_body_published,
)
