"""Other bodies that sentences of a report tell the work of, as if these were its own."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from rules.naming.places import plain_name
from rules.prose.sentences import sentences_of
from rules.report import Report

TEXT_OF_ANOTHER = "text of another body"
"""The cause of every finding that shows the text to have been another body's."""

_START = r"(?:^|[,;:。、)]|年度?|以来|期间)"
_TOWN_BEHIND = r"(?:人民政府|政府|办事处|党委|党工委)?"
_ACT = (
    r"(?=(?:全年|本年度?|共|累计|通过|按照|根据|依托|围绕|坚持|认真|严格|高度|始终|切实|积极|不断|进一步"
    r"|持续|扎实|充分|深入|及时|主动公开|公开|收到|受理|办理|答复|未收到|没有收到|未发生|高效|稳步|全面"
    r"|把|将|以|在|对|成立|建立|健全|完善|加强|强化|明确|落实|贯彻|政府信息公开|信息公开))"
)
_UNKNOWN_TOWN = re.compile(
    rf"{_START}(?:[\u4e00-\u9fff]{{2,4}}[省市区县旗]){{0,2}}"
    rf"(?P<name>[\u4e00-\u9fff]{{2,3}}(?:镇|街道)){_TOWN_BEHIND}{_ACT}"
)
_NO_NAME = re.compile(
    "各|全|我|本|该|其他|相邻|所有|下辖|辖区|城镇|集镇|村镇|乡镇|小镇|古镇|重镇|建制镇|新镇|原|[年月日来去时]|推动|促进|督促|带动|[大沿临主条个的在是为对与和]街道"
    "|[个的在是为对与和将把由向]镇"
)
_WORDS_BEFORE_ITS_OWN = re.compile(
    "通过|依托|利用|借助|运用|按照|根据|依据|依照|遵照|参照|对照|围绕|结合|针对|关于|聚焦|立足|紧扣|紧盯|坚持|注重|突出"
    "|加强|强化|完善|健全|建立|成立|设立|设置|调整|优化|规范|提升|提高|深化|推进|落实|贯彻|执行|严格|切实|继续|持续|充分|发挥"
    "|抓好|做好|开展|组织|召开|制定|编制|印发|转发|发布|更新|公布|公开|办理|答复|受理|收到|报送|上报|接受|参加|参与|支持|保障"
    "|配合|协助|确保|明确|确定|拓展|拓宽|畅通|丰富|打造|构建|压实|细化|增强|加大|加快|方便|经过|由于|为了|随着|目前|同时|此外"
    "|另外|其中|首先|其次|今后|日常|及时|全面|定期|积极|主动|党工?委|纪工?委|市县|县区|继|以|经|用"
    "|便民|为民|智慧|文明|数字|平安|服务|中心|重点|示范|特色|驻地|沿街|城区|县城|老城"
)
"""With 镇 or 街道 behind them they speak of the town at hand, or of no one."""
_OF_THE_WORK = re.compile("公开|申请|信息|条例")
_FIGURES = re.compile(r"\d|未收到|没有收到|未发生|没有发生")
_YEARS = re.compile(r"20\d\d年?")
_OF_OTHERS = re.compile(
    "对口|支援|帮扶|协作|结对|学习|考察|借鉴|交流|联合|合作|共建|跨|毗邻|相邻|来访|前往|赴|调研|参观|转发|转载|移送|转送"
    "|转办|告知|征求|申请人|经验|做法|对标|挂职|流域|编制|编写|联系|地址|电话|邮编|邮箱|本报告|来源|牵头|指导|监督|考核|组织"
    "|印发|通报|要求|部署|抄送|下属|所属|下设|例如|比如|为例"
)
_OF_COMPILING = re.compile("编制|编写|联系|地址|电话|邮编|邮箱|本报告|统计期限")
_ITSELF = re.compile(
    "[我本](?:县|区|市|旗|州|省|局|委|办|厅|院|镇|乡|街道|中心|机关|单位|部门|处|站|所)"
)
_RENAMED = re.compile(
    "更名|改名|撤销|撤并|撤乡|撤镇|撤县|合并|并入|划转|改设|改制|机构改革|组建|原为|前身"
)


class Named(NamedTuple):
    """A body that stands as the subject of a sentence."""

    name: str
    """As printed."""
    key: str
    """The same for every form of one body."""
    sentence: str


def subjects_named(
    report: Report, forms: Mapping[str, str], *, with_figures: bool
) -> tuple[Named, ...]:
    """The bodies of ``forms`` (name to key) whose own work the sentences tell, in print order.

    Left out are sentences in which the report's body itself stands, and those that tell of dealings
    with others: visits, partners, orders, addresses. ``with_figures``: only sentences that count
    something are taken, since any body may be told of for what it does for others.
    """
    told = tuple(_told_sentences(report))
    whole = "\n".join(plain for plain, _ in told)
    printed = sorted((f for f in forms if f in whole), key=lambda form: (-len(form), form))
    if not printed:
        return ()
    known = "|".join(map(re.escape, printed))
    subject = re.compile(rf"{_START}(?P<name>{known}){_TOWN_BEHIND}{_ACT}")
    return tuple(
        Named(found["name"], forms[found["name"]], sentence)
        for plain, sentence in told
        if (not with_figures or _FIGURES.search(_YEARS.sub("", plain)))
        and (found := subject.search(plain)) is not None
    )


def unknown_towns_named(report: Report, own: Collection[str]) -> tuple[Named, ...]:
    """Towns of any name whose own work the sentences tell; ``own`` are names that are not meant."""
    found = (
        (found["name"], sentence)
        for plain, sentence in _told_sentences(report)
        if (found := _UNKNOWN_TOWN.search(plain)) is not None
    )
    return tuple(
        Named(name, name, sentence)
        for name, sentence in found
        if not (_NO_NAME.search(name) or _WORDS_BEFORE_ITS_OWN.match(name))
        and not any(name[:-1] in mine or mine in name for mine in own)
    )


def counts_for_itself(report: Report, own: Collection[str]) -> bool:
    """A sentence counts what the report's body did, by a word for itself or by its name."""
    names = re.compile("|".join(map(re.escape, sorted(own, key=len, reverse=True))) or "(?!)")
    return any(
        (_ITSELF.search(plain) or names.search(plain)) and _FIGURES.search(_YEARS.sub("", plain))
        for plain in (plain_name(passage.text) for passage in sentences_of(report))
        if _OF_THE_WORK.search(plain) and not _OF_COMPILING.search(plain)
    )


def tells_of_renaming(report: Report) -> bool:
    """The report tells that a body was renamed, merged or dissolved."""
    return any(_RENAMED.search(sentence.text) for sentence in sentences_of(report))


def _told_sentences(report: Report) -> Iterator[tuple[str, str]]:
    """Each sentence on the work, without white space and as printed."""
    for passage in sentences_of(report):
        plain = plain_name(passage.text)
        aside = _OF_OTHERS.search(plain) or _ITSELF.search(plain)
        if aside is None and _OF_THE_WORK.search(plain):
            yield plain, passage.text
