"""Frozen values to JSON and back, checked on the way in.

Orders and journals cross from one process to another as JSON. A value that does not have the type
its class declares is refused with its place, so that a damaged file never becomes a wrong value.
"""

import dataclasses
import types
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

type_hints = cache(get_type_hints)

T = TypeVar("T")


class NotAsDeclared(ValueError):
    """A JSON value does not fit the type its place asks for."""

    def __init__(self, place: str, expected: str, found: object) -> None:
        super().__init__(f"{place or 'the value'}: expected {expected}, found {_shown(found)}")


def to_plain(value: Any) -> Any:
    """The JSON form of a frozen value; dates as ISO 8601, enumerations as their words."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: to_plain(getattr(value, field.name)) for field in dataclasses.fields(value)
        }
    if isinstance(value, Mapping):
        return {key: to_plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    return value


def from_plain(wanted: type[T], plain: object, place: str = "") -> T:
    """The value of type `wanted` that `plain` is the JSON form of.

    Raises:
        NotAsDeclared: something is missing, unknown or of another type.
    """
    read: T = _read(wanted, plain, place)
    return read


def _read(wanted: Any, plain: object, place: str) -> Any:
    origin = get_origin(wanted)
    if origin in (Union, types.UnionType):
        return _read_optional(wanted, plain, place)
    if origin is tuple:
        return _read_tuple(get_args(wanted)[0], plain, place)
    if origin is not None and issubclass(origin, Mapping):
        return _read_mapping(get_args(wanted)[1], plain, place)
    if dataclasses.is_dataclass(wanted):
        return _read_fields(wanted, plain, place)
    return _read_scalar(wanted, plain, place)


def _read_optional(wanted: Any, plain: object, place: str) -> Any:
    if plain is None:
        return None
    (present,) = (arm for arm in get_args(wanted) if arm is not types.NoneType)
    return _read(present, plain, place)


def _read_tuple(item: Any, plain: object, place: str) -> tuple[Any, ...]:
    if not isinstance(plain, list):
        raise NotAsDeclared(place, "a list", plain)
    return tuple(_read(item, found, f"{place}[{at}]") for at, found in enumerate(plain))


def _read_mapping(item: Any, plain: object, place: str) -> dict[str, Any]:
    if not isinstance(plain, dict):
        raise NotAsDeclared(place, "an object", plain)
    return {key: _read(item, found, f"{place}[{key!r}]") for key, found in plain.items()}


def _read_fields(wanted: Any, plain: object, place: str) -> Any:
    if not isinstance(plain, dict):
        raise NotAsDeclared(place, f"an object ({wanted.__name__})", plain)
    declared = {field.name: field for field in dataclasses.fields(wanted)}
    if unknown := sorted(plain.keys() - declared.keys()):
        raise NotAsDeclared(place, f"the fields of {wanted.__name__}", ", ".join(unknown))
    hints = type_hints(wanted)
    given = {}
    for name, field in declared.items():
        inner = f"{place}.{name}" if place else name
        if name in plain:
            given[name] = _read(hints[name], plain[name], inner)
        elif field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
            raise NotAsDeclared(inner, "a value", "nothing")
    return wanted(**given)


def _read_scalar(wanted: Any, plain: object, place: str) -> Any:
    if wanted is float and isinstance(plain, int) and not isinstance(plain, bool):
        return float(plain)
    if wanted in (str, int, float, bool):
        if type(plain) is wanted:
            return plain
        raise NotAsDeclared(place, wanted.__name__, plain)
    if not isinstance(plain, str):
        raise NotAsDeclared(place, wanted.__name__, plain)
    try:
        return wanted.fromisoformat(plain) if issubclass(wanted, date | datetime) else wanted(plain)
    except ValueError:
        raise NotAsDeclared(place, wanted.__name__, plain) from None


def _shown(found: object) -> str:
    text = repr(found)
    return text if len(text) <= 80 else text[:77] + "…"
