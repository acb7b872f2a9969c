"""The kinds of body that must publish."""

from enum import StrEnum


class BodyKind(StrEnum):
    """The kinds of body that must publish (``bodies.csv``)."""

    GOVERNMENT = "government"
    DEPARTMENT = "department"
    TOWNSHIP = "township"
