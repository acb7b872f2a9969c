"""The signs that stand for severities and the numbers that tie a cell to its finding."""

from rules.finding import Severity

SIGNS = {Severity.ERROR: "■", Severity.WARNING: "▲", Severity.INFO: "○"}
"""Told apart without colour."""

RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
"""Gravest first."""


def circled(number: int) -> str:
    """A number in a circle: ① to ㊿; above that, in brackets."""
    if 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if 21 <= number <= 35:
        return chr(0x3251 + number - 21)
    if 36 <= number <= 50:
        return chr(0x32B1 + number - 36)
    return f"({number})"
