"""Lines that belong together put together, for the second flattening of a text."""

from collections.abc import Iterable, Iterator, Sequence

from audits.documents.text.vocabulary import is_words, wordings
from rules.labels import without_numbering

_MOST_LINES_BROKEN = 4
_MOST_LINES_QUOTED = 40
_BAR, _TAB, _COMMA = "|", "\t", ","


def mended(written: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    """Lines whose words end a label that the lines above begin are put behind them."""
    done: list[tuple[int, str]] = []
    for number, line in _closed(list(written)):
        text, words = line, _words_before_cells(line)
        for count in range(min(_MOST_LINES_BROKEN, len(done)), 0, -1):
            above = [t for _, t in done[-count:]]
            if words and _complete(above, words):
                del done[-count:]
                text = "".join(map(str.strip, above)) + line.lstrip()
                break
        done.append((number, text))
    return done


def _closed(lines: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """A line in which a quoted field is left open goes on until it is closed."""
    at = 0
    while at < len(lines):
        number, text = lines[at]
        at += 1
        ahead = at
        whole = text
        while _is_left_open(whole) and ahead < min(len(lines), at + _MOST_LINES_QUOTED):
            whole += lines[ahead][1]
            ahead += 1
        if whole != text and not _is_left_open(whole):
            text, at = whole, ahead
        yield number, text


def _is_left_open(text: str) -> bool:
    """A quote at the beginning of a field has no quote at the end of one after it."""
    is_open = False
    for place, character in enumerate(text):
        if character != '"':
            continue
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        if not is_open and (place == 0 or before in {_COMMA, _TAB}):
            is_open = True
        elif is_open and (not after or after in {_COMMA, _TAB}):
            is_open = False
    return is_open


def _complete(above: Sequence[str], words: str) -> bool:
    """The parts make one label of the form, and are not labels each."""
    parts = [*above, words]
    if any(not part.strip() or _words_before_cells(part) != part.strip() for part in above):
        return False
    is_whole = without_numbering("".join(parts)) in wordings()
    return is_whole and any(without_numbering(part) not in wordings() for part in parts)


def _words_before_cells(text: str) -> str:
    """What stands before the first border, or before the figures at the end."""
    ends = [place for mark in (_BAR, _TAB) if (place := text.strip().find(mark)) >= 0]
    if ends:
        return text.strip()[: min(ends)].strip()
    tokens = text.split(" ")
    while tokens and (not tokens[-1] or not is_words(tokens[-1])):
        tokens.pop()
    return " ".join(tokens).strip()
