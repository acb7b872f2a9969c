"""Pages that stand in the report lists and are no report."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.demo_portal import county
from crawler.demo_portal.publishing import BEIJING


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoy:
    """A page with a title close to a report's."""

    title: str
    source: str
    published: dt.datetime
    text: str


def county_decoys() -> tuple[Decoy, ...]:
    """Those of the county government's portal: charts, website returns, rule-of-law reports."""
    return tuple(_county_decoys())


def township_decoys() -> tuple[Decoy, ...]:
    """Those of the townships' portal: charts and rule-of-law reports."""
    return tuple(_township_decoys())


def _county_decoys() -> Iterator[Decoy]:
    government, office = county.GOVERNMENT.name, county.OFFICE.name
    for year in county.YEARS:
        yield Decoy(
            title=f"{county.COUNTY}政府网站工作年度报表（{year}年度）",
            source=office,
            published=_at(year + 1, 1, 8),
            text="网站名称、首页网址、信息发布总数和专栏维护数量见报表。",
        )
        yield Decoy(
            title=f"{government}{year}年法治政府建设年度报告",
            source=government,
            published=_at(year + 1, 3, 4),
            text="县政府坚持依法决策、依法行政，重大决策经过合法性审查。",
        )
        yield Decoy(
            title=f"图解：{government}{year}年政府信息公开工作年度报告",
            source=office,
            published=_at(year + 1, 4, 2),
            text="一张图看懂全县政府信息公开工作。",
        )


def _township_decoys() -> Iterator[Decoy]:
    for year in county.YEARS:
        yield Decoy(
            title=f"{county.HETING.name}{year}年法治政府建设年度报告",
            source=county.HETING.name,
            published=_at(year + 1, 2, 6),
            text="我镇组织干部学法，重大事项听取法律顾问意见。",
        )
        yield Decoy(
            title=f"图解：{county.SHIDI.name}{year}年政府信息公开工作年度报告",
            source=county.SHIDI.name,
            published=_at(year + 1, 2, 20),
            text="一张图看懂我镇政府信息公开工作。",
        )


def _at(year: int, month: int, day: int) -> dt.datetime:
    return dt.datetime(year, month, day, 10, tzinfo=BEIJING)
