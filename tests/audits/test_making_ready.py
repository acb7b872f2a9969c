"""Which files are opened together ahead of their audits, and how many."""

import pytest

from audits import making_ready
from audits.making_ready import is_slow, make_ready


@pytest.mark.parametrize(
    ("name", "slow"),
    [
        ("drafts/a.DOC", True),
        ("https://a.test/P0/年报.wps?x=1.pdf", True),
        ("https://a.test/a.html?file=b.doc", False),
        ("drafts/a.docx", False),
        ("drafts/doc", False),
    ],
)
def test_the_ending_tells_what_another_program_opens(name: str, slow: bool) -> None:
    assert is_slow(name) is slow


def test_what_is_slow_is_prepared_within_a_measure(monkeypatch: pytest.MonkeyPatch) -> None:
    prepared: list[bytes] = []
    monkeypatch.setattr(making_ready, "prepare_documents", prepared.extend)
    monkeypatch.setattr(making_ready, "MOST_BYTES", 10)

    def missing() -> bytes:
        raise FileNotFoundError

    make_ready(
        [
            ("a.doc", lambda: b"1" * 6),
            ("b.pdf", lambda: b"2"),
            ("c.doc", missing),
            ("d.rtf", lambda: b"3" * 6),
            ("e.xls", lambda: b"4" * 4),
        ]
    )
    assert prepared == [b"1" * 6, b"4" * 4]
