"""Names of applicants, told by what stands before and behind them."""

import re
from collections.abc import Iterator

from rules.privacy.exposure import ExposureKind
from rules.privacy.match import Match

_SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林梁郑罗宋谢唐韩曹许邓萧冯程蔡彭潘袁董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔陆廖姚邱金夏"
    "谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛顾赖武康贺严尹钱施牛洪龚汤陶黎温莫樊葛邢颜鲁翟聂焦欧阮柯甘祁裴霍俞柴舒辛管麦耿巩"
)
"""Surnames that are seldom the first character of another word where a name may stand."""
_NOT_IN_A_NAME = (
    "某甲乙丙丁向对就因于在以的已曾均也又再不等所有要及和与或并提申被把从将未仅只是为之其该"
    "来到前后时者们先女"
)
_DOUBLE_SURNAMES = "欧阳|司马|上官|诸葛|皇甫|尉迟|公孙|令狐|慕容|端木|司徒|司空|轩辕|长孙"
_NAME = rf"(?:{_DOUBLE_SURNAMES}|[{_SURNAMES}])(?:[^\W\d_a-zA-Z{_NOT_IN_A_NAME}]){{1,2}}"
_NAMES = rf"{_NAME}(?:[、,和与及]{_NAME}){{0,19}}"
"""The last that can be one is the last: what stands behind the list must fit behind it."""
_EACH_NAME = re.compile(_NAME)
_WORDS = re.compile(
    "郑重|陆续|张贴|许可|程序|金额|余下|余款|余款|田地|林地|林权|石材|白天|江水|段落|顾虑|康复|严重|严格|严肃"
    "|温馨|施工|马上|钱款|管理|管辖|范围|周边|周期|龙头|武装|高度|史料|夏季|秦岭|万"
)
"""Words that begin as a name does."""
_OFFICE = "(?:局|镇|乡|府|办|机关|单位|街道|委|中心|院|厅)"
_BEHIND = (
    "先生|女士|同志|[(](?:男|女|身份证|公民身份|住|联系电话|电话|手机)|[,]?(?:男|女)[,、]"
    "|[,、]?(?:公民)?身份证|[,、]?(?:联系)?(?:电话|手机)|[,、]?住(?:址|所|在)"
    rf"|向(?:我|本|[^。,;]{{0,12}}{_OFFICE})|提[出交起]|申请|不服|诉(?!求)|要求"
)
_LABELLED = rf"(?:(?:的?姓名)?[:]|的?姓名[为是])\s*(?P<labelled>{_NAMES})(?=[,。;、\s(]|$)"
_FOLLOWED = (
    rf"\s?(?P<followed>{_NAMES})\s?(?={_BEHIND}|等(?:\d+|[一二三四五六七八九十两]+)[人名位户])"
)
_APPLICANT = re.compile(rf"(?<!被)申请人(?:{_LABELLED}|{_FOLLOWED})")


def names_in(text: str) -> Iterator[Match]:
    """Every name of an applicant in a text in one width; one that is half hidden is none."""
    for found in _APPLICANT.finditer(text):
        start, end = found.span("labelled" if found["labelled"] else "followed")
        for name in _EACH_NAME.finditer(text, start, end):
            if not _WORDS.match(name[0]):
                yield Match(
                    kind=ExposureKind.APPLICANT_NAME,
                    start=name.start(),
                    end=name.end(),
                    secret=name[0],
                    masked=name[0][0] + "*" * (len(name[0]) - 1),
                )
