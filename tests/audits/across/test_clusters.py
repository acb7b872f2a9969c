"""Texts that are alike, put together: the search alone, without a store."""

import random
from collections.abc import Sequence

from audits.across.clusters import clusters_of
from audits.across.signatures import signature_of, values_of
from rules.prose.likeness import grams_of, likeness

_WORDS = "水渠桥路灯街巷田园林井泉山谷石沙风雨云雪早晚春秋修建查看清理登记公布更换核对走访记录张贴"


def sentences(seed: int, count: int = 30) -> list[str]:
    """Invented lines of twenty characters."""
    chance = random.Random(seed)  # noqa: S311
    return ["".join(chance.choices(_WORDS, k=20)) for _ in range(count)]


def found(texts: Sequence[str], publishers: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    grams = [grams_of(text) for text in texts]
    return clusters_of(
        values_of(b"".join(signature_of(text) for text in texts)),
        publishers,
        lambda one, other: likeness(grams[one], grams[other]) >= 0.90,
    )


def test_texts_that_are_alike_are_one_cluster_and_others_are_left_out() -> None:
    first, second = sentences(1), sentences(2)
    texts = [
        "\n".join(first),
        "\n".join(second),
        "\n".join([*first[:-1], *sentences(3, 1)]),
        "\n".join(sentences(4)),
        "\n".join([*second[2:], *sentences(5, 2)]),
    ]
    assert found(texts, "abcde") == ((0, 2), (1, 4))


def test_the_order_of_sentences_does_not_hide_a_copy() -> None:
    lines = sentences(1)
    assert found(["\n".join(lines), "\n".join(reversed(lines))], "ab") == ((0, 1),)


def test_texts_of_one_publisher_are_not_compared_with_each_other() -> None:
    text = "\n".join(sentences(1))
    assert found([text, text], "aa") == ()


def test_texts_that_share_too_little_are_no_cluster() -> None:
    lines = sentences(1)
    half = [*lines[:15], *sentences(2, 15)]
    assert found(["\n".join(lines), "\n".join(half)], "ab") == ()


def test_a_whole_look_decides_and_not_the_signature() -> None:
    text = "\n".join(sentences(1))
    signatures = values_of(signature_of(text) * 2)
    assert clusters_of(signatures, "ab", lambda *_: False) == ()


def test_each_text_of_a_crowd_is_compared_a_few_times_only() -> None:
    text, size = "\n".join(sentences(1)), 300
    asked: list[tuple[int, int]] = []

    def alike(one: int, other: int) -> bool:
        asked.append((one, other))
        return True

    signatures = values_of(signature_of(text) * size)
    clusters = clusters_of(signatures, [str(number) for number in range(size)], alike)

    assert clusters == (tuple(range(size)),)
    assert len(asked) == size - 1


def test_texts_at_the_limit_of_likeness_are_found() -> None:
    lines = sentences(0)
    pairs = [
        ("\n".join(lines_of), "\n".join([*lines_of[:-3], *sentences(1_000 + seed, 3)]))
        for seed in range(60)
        if (lines_of := sentences(seed)) != lines
    ]
    texts = [text for pair in pairs for text in pair]
    clusters = found(texts, [str(number) for number in range(len(texts))])
    alike = sum(likeness(grams_of(one), grams_of(other)) >= 0.90 for one, other in pairs)
    assert len(clusters) >= 0.9 * alike > 0


def test_half_a_character_and_no_text_at_all_have_a_signature() -> None:
    assert len(signature_of("\ud800" * 5)) == len(signature_of("")) == 512
