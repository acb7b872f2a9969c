"""The CMS families: each module with a class named like `…Adapter` is one.

A new family is one file here. Nothing lists them; the package is walked once.
"""

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from crawler.adapters.adapter import Adapter, Page
from crawler.adapters.static import StaticAdapter


class UnknownFamily(LookupError):
    """A portal's setting names a family that has no adapter."""

    def __init__(self, family: str) -> None:
        known = ", ".join(sorted(families()))
        super().__init__(f"no adapter for the family {family!r}; there are: {known}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The adapter for a page, and whether it is the page's own."""

    adapter: Adapter
    assured: bool
    """The operator named the family, or the page shows its marks."""


@cache
def families() -> Mapping[str, Adapter]:
    """Family word → its adapter, for every module of this package."""
    found: dict[str, Adapter] = {}
    for module in pkgutil.iter_modules(__path__):
        held = vars(importlib.import_module(f"{__name__}.{module.name}"))
        found |= {
            part.family: part()
            for name, part in held.items()
            if name.endswith("Adapter") and isinstance(getattr(part, "family", None), str)
        }
    return MappingProxyType(found)


def choose(family: str | None, page: Page) -> Choice:
    """The adapter of the family an operator named, else the one a page is most like.

    Raises:
        UnknownFamily: there is no adapter of that name.
    """
    if family is not None:
        if family not in families():
            raise UnknownFamily(family)
        return Choice(adapter=families()[family], assured=True)
    best = max(families().values(), key=lambda adapter: adapter.likeness(page))
    if best.likeness(page) == 0:
        return Choice(adapter=StaticAdapter(), assured=False)
    return Choice(adapter=best, assured=True)
