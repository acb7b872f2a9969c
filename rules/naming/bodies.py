"""The forms in which prose and titles print the name of a body of the register."""

import re
from collections.abc import Iterator
from functools import lru_cache

from rules.body_kind import BodyKind
from rules.naming.places import plain_name
from rules.registered import Registered, RegisteredBody

_GOVERNING = re.compile(r"(?:人民政府|政府|街道办事处|办事处|管理委员会|管委会)$")
_OFFICES = ("办公室", "办公厅", "办")
_LAST_OF_PLACE = "省市区县州盟旗镇乡"
_BODIES_KEPT = 8192
"""Bodies beside each other are asked for by every report of theirs."""
_SHORTEST = 3
"""Characters; nothing shorter is taken for a name."""


@lru_cache(maxsize=_BODIES_KEPT)
def forms_with_place(body: RegisteredBody, above: tuple[RegisteredBody, ...]) -> frozenset[str]:
    """Its names, whole and with higher places left out, in which its own place still stands."""
    found: set[str] = set()
    for name in map(plain_name, body.names):
        cut = set(_without_higher(name, above))
        if body.kind is BodyKind.DEPARTMENT:
            whole = (form for form in cut if any(form.startswith(p) for p in _cores(above)))
            found |= {name, *whole}
        else:
            cut.add(name)
            found |= cut | {core_of(form) for form in cut}
    return frozenset(form for form in found if len(form) >= _SHORTEST)


@lru_cache(maxsize=_BODIES_KEPT)
def all_forms(body: RegisteredBody, above: tuple[RegisteredBody, ...]) -> frozenset[str]:
    """The same and, of a department, what is left without any place: 县教育局, 教育局."""
    found = set(forms_with_place(body, above))
    if body.kind is BodyKind.DEPARTMENT:
        for name in map(plain_name, body.names):
            for place in _cores(above):
                if name.startswith(place):
                    found |= {name.removeprefix(place), place[-1] + name.removeprefix(place)}
    return frozenset(form for form in found if len(form) >= _SHORTEST)


def allied_forms(registered: Registered) -> frozenset[str]:
    """Every form in which the body, those above it, or the office of one of these may stand."""
    found: set[str] = set()
    for body in (registered.body, *registered.above):
        for form in all_forms(body, registered.above):
            found |= {form, *(form + office for office in _OFFICES)}
    return frozenset(found)


def core_of(name: str) -> str:
    """The name of a government or town as that of a place: without 人民政府 and the like."""
    if name.endswith("街道办事处"):
        return name.removesuffix("办事处")
    return _GOVERNING.sub("", name)


@lru_cache(maxsize=_BODIES_KEPT)
def _cores(above: tuple[RegisteredBody, ...]) -> tuple[str, ...]:
    """The places above, as whole names and as the last place of these, the longest first."""
    found = {core_of(plain_name(name)) for body in above for name in body.names}
    found |= {core[len(higher) :] for core in found for higher in found if core.startswith(higher)}
    usable = (core for core in found if core and core[-1] in _LAST_OF_PLACE)
    return tuple(sorted(usable, key=lambda core: (-len(core), core)))


def _without_higher(name: str, above: tuple[RegisteredBody, ...]) -> Iterator[str]:
    """The name with places above left out, one or all of them."""
    for place in _cores(above):
        if name.startswith(place) and len(name) - len(place) >= _SHORTEST:
            yield name.removeprefix(place)
    yield name
