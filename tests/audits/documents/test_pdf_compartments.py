from audits.documents.pdf.compartments import Enclosure, enclosures_of
from audits.documents.pdf.page import Wall


def level(at: float, start: float, end: float) -> Wall:
    return Wall(is_upright=False, at=at, start=start, end=end)


def upright(at: float, start: float, end: float) -> Wall:
    return Wall(is_upright=True, at=at, start=start, end=end)


FRAME = [level(0, 0, 90), level(40, 0, 90), upright(0, 0, 40), upright(90, 0, 40)]
MIDDLE = upright(30, 0, 40)


def only(*walls: Wall) -> Enclosure:
    (enclosure,) = enclosures_of([*FRAME, *walls])
    return enclosure


def spans(enclosure: Enclosure) -> list[tuple[int, int, int, int]]:
    """First row and column, and how many of each."""
    return [
        (c.row, c.column, c.end_row - c.row, c.end_column - c.column)
        for c in enclosure.compartments
    ]


def test_slots_without_a_wall_between_them_are_one() -> None:
    assert spans(only(MIDDLE, level(20, 30, 90))) == [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)]


def test_a_wall_in_short_pieces_stands() -> None:
    pieces = [level(20, x, x + 1) for x in range(0, 90, 3)]
    assert spans(only(MIDDLE, *pieces)) == [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]


def test_double_walls_part_two_cells_and_make_none() -> None:
    assert spans(only(MIDDLE, upright(32.5, 0, 40))) == [(0, 0, 1, 1), (0, 1, 1, 1)]


def test_a_wall_that_ends_half_way_leaves_the_table_untold() -> None:
    assert not only(MIDDLE, level(20, 0, 60)).compartments


def test_a_cell_that_is_no_upright_box_leaves_the_table_untold() -> None:
    walls = [MIDDLE, upright(60, 0, 20), level(20, 0, 30), level(20, 60, 90)]
    assert not only(*walls).compartments


def test_the_open_end_of_a_table_at_a_page_end_is_closed() -> None:
    walls = [level(0, 0, 90), upright(0, 0, 40), upright(30, 0, 40), upright(90, 0, 40)]
    (enclosure,) = enclosures_of(walls)
    assert spans(enclosure) == [(0, 0, 1, 1), (0, 1, 1, 1)]


def test_outermost_sides_that_are_not_drawn_are_closed() -> None:
    walls = [*(level(y, 0, 90) for y in (0, 20, 40)), upright(30, 0, 40), upright(60, 0, 40)]
    (enclosure,) = enclosures_of(walls)
    assert list(enclosure.columns) == [0, 30, 60, 90]
    assert len(enclosure.compartments) == 6


def test_walls_that_do_not_meet_are_of_different_tables() -> None:
    below = [w._replace(at=w.at + 60) if not w.is_upright else w for w in FRAME]
    below = [w._replace(start=60, end=100) if w.is_upright else w for w in below]
    assert [e.box.top for e in enclosures_of([*below, *FRAME])] == [0, 60]


def test_lines_under_words_make_nothing() -> None:
    assert enclosures_of([level(10, 0, 50), level(30, 0, 50)]) == ()
