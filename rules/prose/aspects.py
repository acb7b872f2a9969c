"""The five aspects of the year's work that section one tells of, by the words for them.

Offices name them in their own words: 网站 and 渠道 are platforms, 培训 and 考核 safeguards.
"""

import re
from dataclasses import dataclass

from rules.language import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Aspect:
    """One of the five, as the form names it, with any words that tell of it."""

    label: Text
    wording: re.Pattern[str]


def _aspect(zh: str, en: str, words: str) -> Aspect:
    return Aspect(label=Text(zh=zh, en=en), wording=re.compile(words))


ASPECTS = (
    _aspect(
        "主动公开", "proactive disclosure", "主动公开|公开[^申]{0,12}信息|信息公开|发布|公[布示]"
    ),
    _aspect("依申请公开", "disclosure on request", "申请"),
    _aspect(
        "政府信息管理",
        "management of information",
        "管理|清理|审[查核批签]|[三初终复]审|校对|把关|保密|规范|制度|机制|台账|属性|目录|指南|归档|存档|档案|维护|更新|梳理|收集|采集|整理|分类"
        "|统筹|认定|公文|备案|动态调整",
    ),
    _aspect(
        "政府信息公开平台建设",
        "platforms",
        "平台|网|渠道|载体|专栏|栏目|公众号|微信|微博|抖音|媒体|公报|门户|客户端|大厅|公开栏|公示栏|公告栏|查阅|专区|窗口|阵地"
        "|大屏|显示屏|广播|报刊|端口|小程序|APP",
    ),
    _aspect(
        "监督保障",
        "supervision and safeguards",
        "监督|考[核评]|保障|培训|评议|测评|检查|自查|抽查|巡查|责任|责|督[查办导促学]|评估|评价|指导|领导|学习|通报|监测|专人|专班"
        "|队伍|小组|人员|经费|部署|会议|整改|排查|满意度",
    ),
)


def aspects_missing(text: str) -> tuple[Aspect, ...]:
    """Those that a text without white space has no word of."""
    return tuple(aspect for aspect in ASPECTS if not aspect.wording.search(text))
