"""The place in the name of a government or of a town, as prose prints it."""

import re
from functools import lru_cache

from rules.body_kind import BodyKind
from rules.one_width import in_one_width
from rules.registered import RegisteredBody

_GOVERNING = re.compile(
    r"(?:人民政府|政府|人民政府办事处|街道办事处|办事处|管理委员会|管委会)(?:办公[室厅])?(?:\([^()]*\))?$"
)
_PLACE = re.compile(r"[^省市区县州盟旗镇乡]{1,8}(?:自治[区州县旗]|省|市|区|县|州|盟|旗|镇|乡|街道)")
_SHORTEST = 2


def plain_name(name: str) -> str:
    """A name in one width, without white space."""
    return "".join(in_one_width(name).split())


@lru_cache(maxsize=8192)
def places_named(name: str) -> tuple[str, ...]:
    """Every place that a name prints, the highest first: 青禾市, 洪河县."""
    return tuple(_PLACE.findall(plain_name(name)))


@lru_cache(maxsize=8192)
def places_of(body: RegisteredBody) -> tuple[str, ...]:
    """What a government or town is called as a place: the last place in each of its names.

    Empty for a department, and where a name has none: a zone is called by many words.
    """
    if body.kind is BodyKind.DEPARTMENT:
        return ()
    found = (place_governed(name) for name in body.names)
    return tuple(dict.fromkeys(place for place in found if place))


def place_governed(name: str) -> str | None:
    """The last place of a name that ends with it, or with 人民政府 and the like behind it."""
    plain = plain_name(name)
    behind = _GOVERNING.search(plain)
    whole = plain[: behind.start()] if behind else plain
    if behind is not None and behind[0].startswith("街道"):
        whole += "街道"
    places = _PLACE.findall(whole)
    if not places or not whole.endswith(places[-1]) or len(places[-1]) <= _SHORTEST:
        return None
    return str(places[-1])
