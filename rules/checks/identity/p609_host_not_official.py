"""P609: the report was fetched from a host that no portal of the operator's has."""

from collections.abc import Iterator

from rules.case import Case
from rules.finding import Holds, NotAssessable, Outcome, Severity, Violation
from rules.language import Text
from rules.rule import Rule
from rules.sources import COMMON_PRACTICE

_GOVERNMENT = ".gov.cn"
_PORTALS_UNKNOWN = Text(
    zh="没有门户名单可以对照，网址是否属于已登记的门户不能确定",
    en="No portals are configured to hold the address against",
)


def host_is_listed(case: Case) -> Iterator[Outcome]:
    """One outcome for a report that was fetched from an address."""
    host = case.host
    if host is None:
        return
    if host.is_listed or f".{host.name}".endswith(_GOVERNMENT):
        yield Holds(place="source")
    elif host.is_listed is None:
        yield NotAssessable(place="source", reason=_PORTALS_UNKNOWN)
    else:
        yield Violation(place="source", arguments={"host": host.name})


RULE = Rule(
    code="P609",
    name="host-not-official",
    version=1,
    severity=Severity.INFO,
    title=Text(zh="来源网址未登记", en="A source that no portal lists"),
    message=Text(
        zh="来源网址的主机“{host}”不在已登记的门户中，请管理员核对门户设置",
        en="The host “{host}” belongs to no portal; the operator should look at the portals",
    ),
    basis=COMMON_PRACTICE,
    explanation=Text(
        zh=(
            "报告取自未登记、也不以.gov.cn结尾的主机。这是本系统名录的缺漏，不是发布单位的问题：只供管理员"
            "核对门户设置（例如只有IP地址的门户），不计入发布单位的问题，也不报送主管部门。"
        ),
        en=(
            "The report was fetched from a host that no portal lists and that does not end in "
            ".gov.cn. That is a gap in our own register, such as a portal that has a bare IP "
            "address, and no fault of the publisher: it is shown to the operator only, counted "
            "against nobody and sent to no supervisor."
        ),
    ),
    fails_example=Text(
        zh="报告取自“192.0.2.7”，而没有门户登记这一主机。",
        en="The report was fetched from 192.0.2.7, and no portal has that host.",
    ),
    passes_example=Text(
        zh="报告取自“192.0.2.7”，该主机已登记在某门户之下。",
        en="The report was fetched from 192.0.2.7, and a portal lists that host.",
    ),
    for_operator=True,
    check=host_is_listed,
)
