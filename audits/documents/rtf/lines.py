"""Paragraphs and cells of a Rich Text file, as its control words end them.

Cells merged with the one above or to their left are left out, so that a merged cell stands once.
The control words are those of the Rich Text Format Specification 1.9.1.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from audits.documents.document import DocumentUnreadable, Line
from audits.documents.rtf.tokens import Kind, Token, tokens_in
from audits.documents.white_space import fold
from rules.place import Place

DEEPEST = 2_000

_NOT_TEXT = frozenset(
    b"colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr "
    b"footerf footnote annotation fldinst themedata colorschememapping datastore latentstyles "
    b"listtable listoverridetable revtbl rsidtbl generator xmlnstbl filetbl nonshppict fontemb "
    b"bkmkstart bkmkend pntext listtext".split()
)
"""Destinations whose text is not that of the page, or stands elsewhere."""
_SEEN_THOUGH_OPTIONAL = frozenset(b"shppict shpinst shptxt nesttableprops".split())
_CHARACTERS = {
    b"tab": " ",
    b"line": " ",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
    b"emdash": "—",
    b"endash": "–",
    b"bullet": "•",
    b"emspace": " ",
    b"enspace": " ",
    b"qmspace": " ",
}
_SYMBOLS = {b"~": " ", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}"}
_CODE_PAGES = {128: "cp932", 129: "cp949", 134: "gb18030", 136: "cp950", 0: "cp1252"}
"""By the charset of a font."""
_GB = frozenset({936, 54936})
_UTF_8 = 65001
_UNIT = 0x10000
_BYTES = frozenset({Kind.BYTE, Kind.TEXT})
_OF_TEXT = frozenset(b"f uc pard intbl plain v deleted".split())
_ENDS = frozenset(b"par cell nestcell row nestrow".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    """What a group inherits from the one around it."""

    is_text: bool = True
    is_fonts: bool = False
    is_hidden: bool = False
    is_deleted: bool = False
    in_table: bool = False
    skip_after_unicode: int = 1
    font: int | None = None


@dataclass(slots=True, kw_only=True)
class _Row:
    """The cells of a table row so far, and which of them its definition says to be continued."""

    texts: list[str] = field(default_factory=list)
    continued: list[bool] = field(default_factory=list)
    next_is_continued: bool = False

    def take(self) -> Iterator[str]:
        """The cells that stand for themselves."""
        is_told = len(self.continued) == len(self.texts)
        for number, text in enumerate(self.texts):
            if not (is_told and self.continued[number]):
                yield text
        self.texts.clear()

    def define(self) -> None:
        self.continued.clear()
        self.next_is_continued = False

    def end_definition(self) -> None:
        self.continued.append(self.next_is_continued)
        self.next_is_continued = False


def lines_of(content: bytes) -> tuple[Line, ...]:
    """The second flattening of the file.

    Raises:
        DocumentUnreadable: it is nested or long beyond measure.
    """
    return tuple(_Reader().read(content))


class _Reader:
    """Goes through the tokens once, and gives out a line whenever one ends."""

    def __init__(self) -> None:
        self.state = _State()
        self.outer: list[_State] = []
        self.pieces: list[str] = []
        self.bytes = bytearray()
        self.skip = 0
        self.row = _Row()
        self.nested = _Row()
        self.code_page = "cp1252"
        self.charsets: dict[int | None, int] = {}
        self.is_optional = False
        self.cells = 0
        self.paragraphs = 0

    def read(self, content: bytes) -> Iterator[Line]:
        """The lines in order."""
        for token in tokens_in(content):
            if token.kind not in _BYTES:
                self._end_bytes()
            if token.kind is Kind.WORD:
                yield from self._word(token)
            else:
                self._piece(token)
        self._end_bytes()
        yield from self._paragraph()

    def _piece(self, token: Token) -> None:
        if token.kind is Kind.OPEN:
            self._open()
        elif token.kind is Kind.CLOSE:
            self.state = self.outer.pop() if self.outer else _State()
            self.skip = 0
        elif token.kind is Kind.SYMBOL:
            self._symbol(token.text)
        elif token.kind is Kind.TEXT:
            text = token.text[self.skip :]
            self.skip = max(0, self.skip - len(token.text))
            self.bytes += text
        elif self.skip:
            self.skip -= 1
        else:
            self.bytes += token.text

    def _open(self) -> None:
        if len(self.outer) >= DEEPEST:
            raise DocumentUnreadable(
                zh="RTF 文件嵌套过深，未读取", en="the RTF file is nested beyond measure"
            )
        self.outer.append(self.state)
        self.skip = 0

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self.is_optional = True
        elif self.skip:
            self.skip -= 1
        else:
            self._add(_SYMBOLS.get(symbol, ""))

    def _word(self, token: Token) -> Iterator[Line]:
        word, number = token.text, token.number
        is_optional, self.is_optional = self.is_optional, False
        if word == b"u" and number is not None:
            self._add(chr(number % _UNIT))
            self.skip = self.state.skip_after_unicode
        elif word in _NOT_TEXT or (is_optional and word not in _SEEN_THOUGH_OPTIONAL):
            self.state = replace(self.state, is_text=False)
        elif word == b"fonttbl":
            self.state = replace(self.state, is_text=False, is_fonts=True)
        elif word in _CHARACTERS:
            self._add(_CHARACTERS[word])
        elif word in _ENDS:
            yield from self._end(word)
        else:
            self._set(word, number)

    def _end(self, word: bytes) -> Iterator[Line]:
        """What ends a paragraph, a cell or a row."""
        if not self.state.is_text:
            return
        if word == b"par":
            if self.state.in_table:
                self._add(" ")
            else:
                yield from self._paragraph()
        elif word in {b"cell", b"nestcell"}:
            row = self.row if word == b"cell" else self.nested
            row.texts.append(self._taken())
        else:
            row = self.row if word == b"row" else self.nested
            yield from map(self._cell, row.take())

    def _set(self, word: bytes, number: int | None) -> None:
        """Properties of the text that follows, and of the table row."""
        if word == b"ansicpg":
            self.code_page = _code_page(number or 0)
        elif word == b"fcharset" and self.state.is_fonts:
            self.charsets[self.state.font] = number or 0
        elif word == b"trowd":
            self.row.define()
        elif word in {b"clvmrg", b"clmrg"}:
            self.row.next_is_continued = True
        elif word == b"cellx":
            self.row.end_definition()
        else:
            self.state = _state_after(self.state, word, number)

    def _paragraph(self) -> Iterator[Line]:
        text = self._taken()
        self.paragraphs += 1
        if text:
            yield Line(text=text, place=Place(paragraph=self.paragraphs))

    def _cell(self, text: str) -> Line:
        self.cells += 1
        return Line(text=text, place=Place(cell=self.cells), is_cell=True)

    def _taken(self) -> str:
        text = fold(_whole("".join(self.pieces)))
        self.pieces.clear()
        return text

    def _add(self, text: str) -> None:
        state = self.state
        if state.is_text and not state.is_hidden and not state.is_deleted:
            self.pieces.append(text)

    def _end_bytes(self) -> None:
        if self.bytes:
            charset = self.charsets.get(self.state.font)
            named = _CODE_PAGES.get(charset, self.code_page) if charset else self.code_page
            self._add(self.bytes.decode(named, errors="replace"))
            self.bytes.clear()


def _state_after(state: _State, word: bytes, number: int | None) -> _State:
    """What the control word makes of the properties of text."""
    if word not in _OF_TEXT:
        return state
    is_on = number != 0
    changes: dict[bytes, Callable[[], _State]] = {
        b"f": lambda: replace(state, font=number),
        b"uc": lambda: replace(state, skip_after_unicode=max(0, number or 0)),
        b"pard": lambda: replace(state, in_table=False),
        b"intbl": lambda: replace(state, in_table=True),
        b"plain": lambda: replace(state, is_hidden=False, is_deleted=False),
        b"v": lambda: replace(state, is_hidden=is_on),
        b"deleted": lambda: replace(state, is_deleted=is_on),
    }
    return changes[word]()


def _code_page(number: int) -> str:
    if number in _GB:
        return "gb18030"
    name = "utf-8" if number == _UTF_8 else f"cp{number}"
    try:
        b"".decode(name)
    except LookupError:
        return "cp1252"
    return name


def _whole(text: str) -> str:
    """Characters written as two surrogates are one; half of one is told as lost."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
