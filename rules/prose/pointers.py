"""Words by which a text leaves its matter to another place: 详见附件."""

import re

_POINTER = re.compile(
    "详见|另见|参见|另附|后附|见(?:附件|附表|附录|附图|下[图表]|链接)|点击(?:查看|下载|阅读)"
)


def points_elsewhere(text: str) -> bool:
    """Some of what the text is to tell stands in an annex, a picture or another page."""
    return _POINTER.search("".join(text.split())) is not None
