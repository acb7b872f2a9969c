"""Damage to bytes that knows nothing of what they mean."""

import random
from collections.abc import Callable

ByteDamage = Callable[[bytes, random.Random], bytes]


def _span(content: bytes, chance: random.Random, longest: int = 3_000) -> tuple[int, int]:
    start = chance.randrange(len(content) + 1)
    return start, min(len(content), start + chance.randint(1, chance.choice((4, 60, longest))))


def flip(content: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(content)
    for _ in range(chance.choice((1, 3, 20))):
        at = chance.randrange(len(damaged))
        damaged[at] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def overwrite(content: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(content)
    for _ in range(chance.choice((1, 3, 10))):
        damaged[chance.randrange(len(damaged))] = chance.choice((0, 10, 13, 32, 60, 62, 124, 255))
    return bytes(damaged)


def cut(content: bytes, chance: random.Random) -> bytes:
    start, end = _span(content, chance)
    return content[:start] + content[end:]


def truncate(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def behead(content: bytes, chance: random.Random) -> bytes:
    return content[chance.randrange(len(content)) :]


def repeat(content: bytes, chance: random.Random) -> bytes:
    start, end = _span(content, chance)
    return content[:end] + content[start:end] * chance.choice((1, 1, 5)) + content[end:]


def splice(content: bytes, chance: random.Random) -> bytes:
    """A piece put in elsewhere too."""
    start, end = _span(content, chance)
    there = chance.randrange(len(content) + 1)
    return content[:there] + content[start:end] + content[there:]


def insert(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    piece = chance.choice(
        (b"\x00", b"\n\n", b"|", b"0", b"\xef\xbb\xbf", b"\xff\xfe", b"<", b"]]>", b"&", b"\x0c")
    )
    return content[:at] + piece + content[at:]


BYTE_DAMAGES: tuple[ByteDamage, ...] = (
    flip,
    overwrite,
    cut,
    truncate,
    behead,
    repeat,
    splice,
    insert,
)
