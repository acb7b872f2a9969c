"""Why it cannot be told whether a report is there, or when it was published, in words."""

from collections.abc import Mapping

from audits.records import DutyDoubt
from rules.language import Text

WORDS: Mapping[DutyDoubt, Text] = {
    DutyDoubt.NEVER_CRAWLED: Text(
        zh="该网站尚未采集", en="The portal was not crawled to an end yet"
    ),
    DutyDoubt.PORTAL_UNREAD: Text(
        zh="最近一次采集未能完整读取该网站，是否公开无法判断",
        en="The last crawl could not read the portal whole, so it cannot be told",
    ),
    DutyDoubt.LIST_UNREAD: Text(
        zh="网站可以访问，但该单位的年报栏目未能完整读取",
        en="The portal could be read, but not the list that should name the report",
    ),
    DutyDoubt.TOO_FEW_CRAWLS: Text(
        zh="期限过后相隔至少三天的两次完整采集尚未做到，暂不认定",
        en="There are not yet two whole crawls after the due date, three days apart",
    ),
    DutyDoubt.MAY_BE_LISTED: Text(
        zh="网站上有网页可能就是该报告，尚不能确定",
        en="A page on the portal may be the report, and it cannot be told yet",
    ),
    DutyDoubt.PORTAL_SILENT: Text(
        zh="该网站上各单位都未见该年度报告，公开栏目可能已迁移",
        en="No body of this portal has that year's report there: they may publish elsewhere now",
    ),
    DutyDoubt.BEFORE_ITS_FIRST: Text(
        zh="未见该单位更早的报告，当年是否已有该单位、是否公开过，无从判断",
        en="No earlier report of the body is known; it may not have existed in that year",
    ),
    DutyDoubt.LIST_DATE: Text(
        zh="日期只见于列表，页面自身没有发布日期",
        en="The date stands in a list only, and the page itself gives none",
    ),
    DutyDoubt.SEEN_BEFORE: Text(
        zh="采集见到该报告的日期早于页面所标日期，页面日期不可靠",
        en="A crawl saw it before the date on its page, which therefore proves nothing",
    ),
    DutyDoubt.SAME_DATE: Text(
        zh="其他年度的报告标有相同或相近的日期，可能是网站迁移时的日期",
        en="The report of another year bears nearly the same date, which may be that of a move",
    ),
    DutyDoubt.PUBLISHED_AGAIN: Text(
        zh="标题说明是更正或重新发布的报告，首次发布日期不明",
        en="By its title it was corrected or published again; when it was first there is not known",
    ),
}
