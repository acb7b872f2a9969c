"""The documents on annual reports that a report cites, by their numbers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rules.prose.sentences import plain_sentences_of
from rules.report import Report

MISSPELT = "misspelt citation"
"""The cause of every finding on one slip in the number of a document."""

_NUMBER = re.compile(
    r"国办(?:政务|信息)?公开办([函涵])[〔\[(【<〈{]?(\d{4})[〕\])】>〉}]?第?(\d{1,3})号"
)
_OLD_REGULATIONS = re.compile(r"令\(?第?492号")
_NEW_REGULATIONS = re.compile(r"令\(?第?711号")
_FORM_NAME = re.compile(
    r"[《〈<]([^《》〈〉<>]{0,16}年度报告[^《》〈〉<>]{0,8}格式[^《》〈〉<>]{0,8})[》〉>]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A document of the office that prescribes the form, as cited."""

    year: int
    number: int
    raw: str
    is_misspelt: bool
    """涵 for 函."""
    sentence: str


def citations_of(report: Report) -> Iterator[Citation]:
    """Every citation of a document 国办公开办函, in print order."""
    for plain, passage in plain_sentences_of(report):
        for found in _NUMBER.finditer(plain):
            yield Citation(
                year=int(found[2]),
                number=int(found[3]),
                raw=found[0],
                is_misspelt=found[1] == "涵",
                sentence=passage.text,
            )


def sentence_on_old_regulations(report: Report) -> str | None:
    """The first sentence that cites 令第492号, where none cites the revision 令第711号."""
    sentences = plain_sentences_of(report)
    if any(_NEW_REGULATIONS.search(plain) for plain, _ in sentences):
        return None
    cites = (passage.text for plain, passage in sentences if _OLD_REGULATIONS.search(plain))
    return next(cites, None)


def form_names_of(report: Report) -> Iterator[tuple[str, str]]:
    """The names by which the form is cited, without white space, each with its sentence."""
    for plain, passage in plain_sentences_of(report):
        yield from ((name, passage.text) for name in _FORM_NAME.findall(plain))
