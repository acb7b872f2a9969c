"""Whether two names may be of one body, one of them a short form of the other."""

import re

_GOVERNMENT = re.compile("(?:人民)?政府(?:办公室|办公厅|办)?$")
_GOVERNED = "省市区县州盟旗镇乡"
_ENDS_BODY = re.compile(
    "(?:局|委|办|办公室|处|会|厅|院|中心|所|站|队|部|社|行|校|公司|街道|[省市区县州盟旗镇乡])$"
)


def may_be_one(left: str, right: str) -> bool:
    """One is a short form of the other: its place left out, its words shortened, or its office.

    The characters of a short form may stand in another order: 青禾公安分局, 公安局青禾分局.
    """
    short, long = sorted((_ungoverned(left), _ungoverned(right)), key=len)
    if not short or short == long or long.endswith(short) or (left in right and "办" in right):
        return True
    return set(short) - set(_GOVERNED) <= set(long) and _ENDS_BODY.search(short) is not None


def _ungoverned(body: str) -> str:
    return _GOVERNMENT.sub("", re.sub("[()]", "", body))
