"""Whether a body may decide reviews of others, and be sued together with them."""

import re

from rules.case import BodyKind, Case
from rules.language import Text

MAY_BE_SUED_FOR_OTHERS = Text(
    zh="该单位可能是复议机关，因其他单位的复议案件被起诉",
    en="The body may decide reviews of others, and be sued over those",
)
_DECIDES_NONE = re.compile(
    r"(?:县|(?<!自治)(?<!地)区|旗)(?!司法).+(?:局|委|委员会|中心|队|站)$"
    r"|(?:镇|乡|街道)(?:人民政府|办事处)?$"
)


def may_decide_reviews(case: Case) -> bool:
    """All but townships, and offices of a county as far as the name tells."""
    if case.kind is BodyKind.TOWNSHIP:
        return False
    body = re.split("[(（]", case.report.body or "")[0]
    return case.kind is BodyKind.GOVERNMENT or _DECIDES_NONE.search(body) is None
