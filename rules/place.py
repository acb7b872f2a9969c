"""Where in a published file a piece stands, as figures and in words a person can follow."""

from typing import NamedTuple

from rules.language import Text


class Box(NamedTuple):
    """An upright rectangle: points (1/72 inch) from the top left corner of a page as displayed."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        """Whether the point is inside."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


class Place(NamedTuple):
    """Where a reader found a piece; everything is counted from 1, and what does not apply is None.

    A tuple and no dataclass, because a report has a thousand of them.
    """

    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    line: int | None = None
    cell: int | None = None
    """Number among the pieces that mark-up says are cells."""
    paragraph: int | None = None
    box: Box | None = None

    @property
    def words(self) -> Text:
        """``第4页，第3行`` and ``page 4, row 3``; empty where nothing is known."""
        told = [(zh, en, n) for (zh, en), n in zip(_WORDS, self, strict=False) if n is not None]
        zh = [form.format(n) for form, _, n in told]
        en = [form.format(n) for _, form, n in told]
        if self.box is not None:
            corners = ", ".join(f"{side:.0f}" for side in self.box)
            zh.append(f"位置（{corners}）")
            en.append(f"box ({corners})")
        return Text(zh="，".join(zh), en=", ".join(en))


_WORDS = (
    ("第{}页", "page {}"),
    ("第{}个表格", "table {}"),
    ("第{}行", "row {}"),
    ("第{}列", "column {}"),
    ("文本第{}行", "line {}"),
    ("第{}个单元格", "cell {}"),
    ("第{}段", "paragraph {}"),
)
