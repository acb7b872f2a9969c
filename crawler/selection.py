"""Which rows of a list are followed: those that may be an annual report.

A report that is not fetched is a body wrongly called silent; a page fetched in vain costs one
request. So in doubt a row is followed, and what the page is gets decided from its content.
"""

import re
import unicodedata

_SUBJECT = re.compile(r"信息公开|政务公开")
_REPORT = re.compile(r"报告|年报|年度")
_CUT = re.compile(r"(?:…|\.{2,})$")
_YEARLY = re.compile(r"年度?(?:工作)?报告|年报")
_YEAR = re.compile(r"20\d\d|二[〇○零O0][一二三四五六七八九〇○零]{2}")
_PICTURED = re.compile(r"图解|一图|图说|图读|长图|动漫|短视频|政策解读")
_OTHER_SUBJECT = re.compile(r"网站.{0,6}(?:报表|年报|年度)|法治|依法行政|公积金|预算|决算")


def may_be_annual_report(title: str) -> bool:
    """Whether a row of this title may lead to an annual report on information disclosure.

    A publisher's own name may hold a decoy's word (公积金管理中心), so those only count where the
    title does not speak of disclosure.
    """
    folded = "".join(unicodedata.normalize("NFKC", title).split())
    if _PICTURED.search(folded):
        return False
    if _SUBJECT.search(folded):
        return bool(_REPORT.search(folded) or _CUT.search(folded))
    if _OTHER_SUBJECT.search(folded):
        return False
    return bool(_YEARLY.search(folded) and _YEAR.search(folded))
