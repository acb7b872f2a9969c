"""What a report says of changes that set its figures apart from those of the year before."""

import re

from rules.prose.sentences import squeezed_sentences_of
from rules.report import Report

_ORGAN = "(?:单位|部门|机构|街道|职[责能权]|乡|镇|局|委员会|管委会)"
_REORGANISED = "(?:合并|撤并|撤销|分设|划转|划入|划归|并入|转隶)"
_BODIES = re.compile(
    rf"{_REORGANISED}[^。；，]{{0,12}}?{_ORGAN}|{_ORGAN}[^。；，]{{0,12}}?{_REORGANISED}"
    r"|机构(?:改革|职能调整)|区划调整|撤[县市乡镇](?:并|设)|更名|(?:新|整合|合并)组建[^。；，]{0,10}局"
    r"|原(?:由)?[^。；，]{1,20}(?:划入|划转|划归|承接|转为|职责)"
)
_COUNTED_AMONG = re.compile(
    r"(?:纳入|不再|首次|新增|扩大|缩小|计入|补录)[^。；，]{0,8}(?:统计|汇总)"
    r"|(?:统计|汇总)[^。；，]{0,8}(?:范围|口径)[^。；，]{0,10}(?:变|增|扩|缩|减|调整|不同|不一)|统计口径"
)
_CASES = re.compile(
    r"申请[^。；]{0,20}(?:移[交送]|转[交送办来]|划转|改由)|(?:移交|转送|转来|转入)[^。；]{0,20}(?:申请|\d件)"
)
_CORRECTED = re.compile(
    r"(?:上一?年|去年|年报|年度报告|结转|件数|统计)[^。；]{0,25}(?:更正|勘误|订正|修正|核减|核增|口径调整|调整口径|有误|应为)"
    r"|(?:更正|勘误|订正|修正)[^。；]{0,20}(?:上一?年|去年|年报|年度报告|结转|件数|统计)"
    r"|补录|漏(?:统计|计|填)|误(?:将|填|报)|漏报了?(?:\d|申请)|重复(?:统计|计算|计入)"
)
_RECLASSIFIED = re.compile(
    r"申请人[^。；]{0,15}(?:类别|类型|性质|归类|分类|身份)|重新(?:归类|分类|归集|认定)"
    r"|(?:自然人|企业|法人|工商户)[^。；，]{0,12}(?:调整|改[为列计]|归[为入]|转为|更正)"
    r"|(?:调整|改[为列计]|更正)[^。；，]{0,8}(?:自然人|企业|法人|工商户)"
)
_LIST_CLEANED = re.compile(
    r"(?:清单|目录|事项|项目)[^。；]{0,20}(?:清理|梳理|调整|精简|取消|合并|划转|修订|动态|更新|减少|增加)"
    r"|(?:清理|梳理|调整|精简|取消|合并|划转|修订|下放|承接|新版)[^。；]{0,20}(?:清单|目录|事项|项目)"
)
_FEES_MOVED = re.compile(
    r"土地|出让|国有资[源产]|矿|海域|(?:收费|费用|征收)[^。；]{0,20}(?:划转|移交|取消|停征|免征|下放|改由|新增|调整)"
    r"|(?:划转|移交|取消|停征|免征|下放|新增)[^。；]{0,20}(?:收费|费用|征收)"
)
_POWER = "(?:职[责能权]|权限|执法权?|事项|审批|许可权?|处罚权?)"
_MOVED = "(?:划转|移交|划入|划出|下放|下沉|承接|赋权|集中行使|相对集中|应划尽划)"
_POWERS_MOVED = re.compile(
    rf"{_POWER}[^。；]{{0,20}}(?:{_MOVED}|委托)|{_MOVED}[^。；]{{0,20}}{_POWER}"
    r"|新增[^。；，]{0,10}(?:职权|事项|许可|处罚)|综合行政执法(?:体制)?改革"
)


def requests_moved(report: Report) -> bool:
    """Bodies were reorganised, cases handed over, figures corrected or otherwise put together."""
    return _told(report, _BODIES, _COUNTED_AMONG, _CASES, _CORRECTED)


def applicants_reclassified(report: Report) -> bool:
    """It speaks of how applicants are classed."""
    return _told(report, _RECLASSIFIED)


def lists_cleaned(report: Report) -> bool:
    """Lists of powers, items or fees were gone over, or bodies reorganised."""
    return _told(report, _LIST_CLEANED, _BODIES, _COUNTED_AMONG, _CORRECTED)


def fees_moved(report: Report) -> bool:
    """Fees came, went or changed hands, or income from land is among them."""
    return _told(report, _FEES_MOVED, _BODIES, _COUNTED_AMONG, _CORRECTED)


def powers_moved(report: Report) -> bool:
    """Powers came, went or changed hands."""
    return _told(report, _POWERS_MOVED, _BODIES, _COUNTED_AMONG, _CORRECTED)


def bodies_moved(report: Report) -> bool:
    """Bodies were reorganised, or others are counted than before."""
    return _told(report, _BODIES, _COUNTED_AMONG)


def _told(report: Report, *wordings: re.Pattern[str]) -> bool:
    texts = [sentence.text for sentence in squeezed_sentences_of(report)]
    return any(wording.search(text) for text in texts for wording in wordings)
