"""What the prose tells otherwise than the tables, as it is put before a person."""

from rules.judge import judge
from tests.rules.report_builder import SectionSketch, Sketch


def _told(*paragraphs: str) -> Sketch:
    return Sketch(sections={"overview": SectionSketch(paragraphs=paragraphs)})


def test_wrong_counts_of_one_sentence_are_one_fault_with_its_sentence() -> None:
    sentence = "全年收到政府信息公开申请36件，办结40件，结转下年度8件。"
    found = {f.code: f for f in judge(_told(sentence).case()).findings if f.code.startswith("N")}
    assert {"N501", "N502", "N503"} <= found.keys()
    assert len({finding.fault for finding in found.values()}) == 1
    assert {finding.quote for finding in found.values()} == {sentence}


def test_wrong_counts_of_two_sentences_are_two_faults() -> None:
    case = _told("全年收到政府信息公开申请36件。", "因政府信息公开引起的行政复议13件。").case()
    found = [f for f in judge(case).findings if f.code in {"N501", "N505"}]
    assert len({finding.fault for finding in found}) == 2


def test_requests_of_a_table_without_any_are_told_once() -> None:
    sentence = "全年收到政府信息公开申请36件，办结28件，结转下年度8件。"
    sketch = _told(sentence, "办理结果为：予以公开20件，部分公开8件。")
    case = sketch.model_copy(update={"base": "zero"}).case()
    assert [f.code for f in judge(case).findings if f.code.startswith("N5")] == ["N512"]
