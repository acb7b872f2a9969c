"""The cells of table 4 that hold the totals of reviews and of suits, and what these are called."""

from rules.language import Text
from rules.prose.review_counts import ReviewKind

REVIEW_ROWS = {
    ReviewKind.RECONSIDERATION: ("reconsideration",),
    ReviewKind.SUIT: ("direct_suit", "suit_after_reconsideration"),
}
"""The rows of table 4: a suit comes with or without a reconsideration before it."""

REVIEW_NAMES = {
    ReviewKind.RECONSIDERATION: Text(zh="行政复议", en="administrative reconsiderations"),
    ReviewKind.SUIT: Text(zh="行政诉讼", en="suits"),
}

END_NAMES = {
    "upheld": Text(zh="结果维持", en="upheld"),
    "corrected": Text(zh="结果纠正", en="corrected"),
    "other": Text(zh="其他结果", en="with another result"),
    "pending": Text(zh="尚未审结", en="pending"),
}
"""By the column of table 4."""


def review_cells(kind: ReviewKind, column: str = "total") -> tuple[str, ...]:
    """The cells that add up to all reviews, or all suits, of a column."""
    return tuple(f"t4/{row}/{column}" for row in REVIEW_ROWS[kind])
