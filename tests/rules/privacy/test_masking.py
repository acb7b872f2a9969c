"""What is hidden in a text, in every way in which it can be printed, and what is left."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.language import Text
from rules.privacy.exposure import ExposureKind
from rules.privacy.masking import Mask, masked, masked_text, matches_in

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_TO_WIDE = str.maketrans("0123456789X-", "０１２３４５６７８９Ｘ－")


@st.composite
def id_numbers(draw: st.DrawFn) -> str:
    """Made as GB 11643 says, with a province's own code, which no person has."""
    day = draw(st.dates(date(1930, 1, 1), date(2020, 12, 31)))
    first = f"110000{day:%Y%m%d}{draw(st.integers(0, 999)):03d}"
    weighed = sum(int(digit) * weight for digit, weight in zip(first, _WEIGHTS, strict=True))
    return first + "10X98765432"[weighed % 11]


mobile_numbers = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)


@given(id_numbers(), st.booleans())
def test_every_identity_number_is_hidden_but_for_its_ends(number: str, wide: bool) -> None:
    text = f"申请人陈某（身份证号{number.translate(_TO_WIDE) if wide else number}）的申请"
    [found] = matches_in(text)
    assert found.kind is ExposureKind.ID_NUMBER
    hidden = number[:3] + "*" * 13 + number[-2:]
    assert masked(text) == f"申请人陈某（身份证号{hidden}）的申请"


@given(mobile_numbers, st.booleans())
def test_every_mobile_number_is_hidden_but_for_its_ends(number: str, wide: bool) -> None:
    text = f"①手机号{number.translate(_TO_WIDE) if wide else number}。"
    assert masked(text) == f"①手机号{number[:3]}****{number[-4:]}。"


@given(st.lists(st.one_of(id_numbers(), mobile_numbers, st.text(max_size=9)), max_size=6))
def test_what_is_hidden_twice_is_the_same(parts: list[str]) -> None:
    once = masked("，".join(parts))
    assert masked(once) == once


def test_letters_that_change_their_number_with_the_width_do_not_shift_the_mask() -> None:
    assert masked("㎡e\u0301㈱手机１３８００００１２３４止") == "㎡e\u0301㈱手机138****1234止"


@pytest.mark.parametrize(
    "text",
    [
        "电话13800001234，再拨138-0000-1234，或手机138 0000 1234",
        "138.0000.1234或138—0000—1234",
        "１３８００００１２３４与13800001234",
        "索引号：13800001234，手机号13800001234",
        "http://www.example.gov.cn/13800001234 手机号13800001234",
    ],
)
def test_a_number_once_known_is_hidden_wherever_it_stands(text: str) -> None:
    mask = Mask(matches_in("手机号13800001234"))
    hidden = mask.over(text)
    assert "138****1234" in hidden
    assert "0000" not in hidden
    assert "００００" not in hidden


def test_a_name_once_known_is_hidden_but_in_the_name_of_a_place() -> None:
    mask = Mask(matches_in("申请人李山向我局提出申请"))
    assert mask.over("李山不服，李山镇人民政府维持") == "李*不服，李山镇人民政府维持"


def test_a_text_without_anything_personal_is_the_same_text() -> None:
    text = "全年收到申请２７件，联系电话：０９９９－０００００００，申请人情况见表。"
    assert masked(text) is text or masked(text) == text
    assert Mask(()).over(text) == text


def test_marks_that_nobody_sees_do_not_keep_a_number_from_being_hidden() -> None:
    assert masked("手机1\u200b3800\xad00\u20601234止") == "手机138****1234止"
    assert masked("身份证\ufeff11000019620304\u200b0014") == "身份证\ufeff110*************14"


def test_a_number_as_mailbox_is_hidden_once() -> None:
    assert masked("邮箱13800001234@qq.com") == "邮箱138****1234@qq.com"
    assert masked("邮箱dashan@qq.com") == "邮箱d***@qq.com"


def test_both_languages_of_a_text_are_hidden() -> None:
    text = Text(zh="手机13800001234", en="mobile 13800001234")
    assert masked_text(text) == Text(zh="手机138****1234", en="mobile 138****1234")
