import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from rules.one_width import in_one_width

CHARACTERS = st.one_of(
    st.characters(exclude_categories=("Cs",)),
    st.sampled_from("，：；（）％！？０９Ａ〔〕。、①㈠\u0308\u0338\u3099"),
)


@given(st.text(CHARACTERS, max_size=12))
def test_it_is_the_normal_form_of_unicode(text: str) -> None:
    assert in_one_width(text) == unicodedata.normalize("NFKC", text)


def test_marks_and_digits_are_the_plain_ones() -> None:
    assert in_one_width("（２０２３）：１，２％") == "(2023):1,2%"
