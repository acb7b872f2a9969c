"""Copied texts from the archive to the findings, with a real store."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from audits.across import SEARCHES, copies, looking
from audits.across.alike import Match
from audits.auditor import Auditor, current_auditor
from audits.bodies import Register
from audits.decisions import decide
from audits.records import FindingFilter, FindingState, StoredFinding
from audits.result import AuditResult, AuditStatus, Known, Submission
from audits.store.connection import Store
from audits.store.findings import findings
from audits.store.reports import report, tallies, tallies_of_current
from audits.waiving import Decision
from crawler.archive import sha256_of
from rules.case import Case
from rules.checks.copies.c702_same_as_other_body import RULE
from rules.finding import Outcome
from rules.language import Text
from rules.registry import all_rules
from rules.report import Report, SectionReading
from tests.audits.small_office import COLUMN, Office, Page, auditor, body, judgement, office_in

OURS = (
    "把村级道路养护计划、灌渠清淤安排和汛期值守名单放在首页醒目处，群众进门就能看到。",
    "对用水户最关心的水价调整办法，请老站长录成方言短片，在集市上循环播放，听完还能当场提问。",
    "给每一份水库调度文书编上二维码，扫一扫就知道哪年签发、是否有效、替代了哪一份。",
    "把分散在四个站点的查询窗口并到一处，搜索框支持拼音和错别字，老花镜摆在窗口旁边。",
    "请六位用水户代表每季度挑毛病，挑出来的当面答复，改没改下个季度再看。",
    "水情简报写得太专业，老乡看不明白，偏远村组的张贴栏日晒雨淋，字迹常常模糊。",
    "今后把简报改成大白话，张贴栏换成带檐的铁皮柜，午间由两名同志轮流值守，年底请用水户打分。",
)
THEIRS = (
    "围绕抗旱打井补贴，把申报表格、井位坐标和验收照片逐户公布，谁家领了多少一目了然。",
    "新修的提灌站开机时间提前三天贴到村口，遇雨顺延也写明白，省得大伙空等。",
    "文件起草时先问一句能不能给群众看，不能看的要写清理由，由法制人员复核后才归档。",
    "视频号每周讲一个节水小窍门，留言当天回复，问得多的整理成册放在水管所门口。",
    "年中做了一次暗访，冒充农户打电话问水费，答得不清的重新培训，连续两次的调离岗位。",
    "验收照片拍得不规范，有的看不出井位，视频号更新时断时续，汛期尤其慢。",
)
TOWNS = {"liutang": "柳塘镇", "shiqiao": "石桥镇", "shanghe": "上河镇"}


def audit_prose(
    submission: Submission, *, known: Known | None = None, previous: Report | None = None
) -> AuditResult:
    """Audit a page of this office: body, year, whether it is suspect, then its sentences."""
    name, year, state, *sentences = submission.source.content.decode().split("\n")
    read = AuditResult(
        name=submission.source.name,
        sha256=sha256_of(submission.source.content),
        media_type="text/plain",
        status=AuditStatus.AUDITED,
    )
    if state == "unreadable":
        reason = Text(zh="加密", en="locked")
        return replace(read, status=AuditStatus.UNREADABLE, reason=reason)
    held = Report(
        format="ogi-2021",
        body=name,
        year=int(year),
        sections={
            "overview": SectionReading(
                heading="一、总体情况", position=0, paragraphs=tuple(sentences)
            )
        },
        suspect=Text(zh="缺字", en="lost") if state == "suspect" else None,
    )
    return replace(read, report=held, judgement=judgement())


WHO: Auditor = replace(auditor(audit_prose), codes_across={"C702": 1})


def page(
    town: str, sentences: tuple[str, ...] = OURS, *, year: int = 2023, state: str = ""
) -> Page:
    name = TOWNS[town]
    words = "\n".join(f"{name}{sentence}" for sentence in sentences)
    return Page(
        url=f"{COLUMN}{town}-{year}.html",
        content=f"{name}\n{year}\n{state}\n{words}",
        title=f"{name}{year}年政府信息公开工作年度报告",
    )


def copied(office: Office) -> dict[tuple[str | None, int | None], StoredFinding]:
    """Every finding on copied text, by body and year."""
    stored = findings(office.store, FindingFilter(codes=("C702",)))
    return {(found.subject.body, found.subject.year): found for found in stored}


def states(office: Office) -> dict[str | None, str]:
    return {town: found.state.value for (town, _), found in copied(office).items()}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with office_in(tmp_path) as opened:
        opened.register = Register.of([body(name, id=town) for town, name in TOWNS.items()])
        yield opened


def test_two_bodies_with_one_text_are_told_with_both_passages(office: Office) -> None:
    office.crawl(page("liutang"), page("shiqiao"), page("shanghe", THEIRS))
    office.audit(WHO)

    assert set(copied(office)) == {("liutang", 2023), ("shiqiao", 2023)}
    finding = copied(office)["liutang", 2023].finding
    assert finding.place == "report"
    assert "石桥镇2023年报告" in finding.message.zh
    assert finding.quote == f"柳塘镇{OURS[1]}"
    assert finding.counterpart is not None
    assert finding.counterpart.quote == f"石桥镇{OURS[1]}"
    assert finding.counterpart.address == f"{COLUMN}shiqiao-2023.html"


def test_a_cluster_is_one_finding_a_report_and_one_fault_in_all(office: Office) -> None:
    office.crawl(page("liutang"), page("shiqiao"), page("shanghe"))
    office.audit(WHO)

    found = copied(office)
    assert len(found) == 3
    assert len({each.finding.cluster for each in found.values()}) == 1
    assert "共2个" in found["shanghe", 2023].finding.message.zh


def test_who_wrote_it_first_is_not_held_to_have_copied_a_later_year(office: Office) -> None:
    office.crawl(page("liutang", year=2021), page("shiqiao", year=2023))
    office.audit(WHO)

    assert set(copied(office)) == {("shiqiao", 2023)}
    assert "柳塘镇2021年报告" in copied(office)["shiqiao", 2023].finding.message.zh


def test_the_same_body_in_two_years_is_no_other_body(office: Office) -> None:
    office.crawl(page("liutang", year=2022), page("liutang", year=2023))
    office.audit(WHO)
    assert copied(office) == {}


def test_a_government_and_its_office_are_one_body(office: Office) -> None:
    names = {"liutang": "青禾县人民政府", "shiqiao": "青禾县人民政府办公室"}
    office.register = Register.of([body(name, id=town) for town, name in names.items()])
    office.crawl(
        *(
            Page(
                url=f"{COLUMN}{town}.html",
                content=f"{name}\n2023\n\n" + "\n".join(OURS),
                title=f"{name}2023年政府信息公开工作年度报告",
            )
            for town, name in names.items()
        )
    )
    office.audit(WHO)
    assert copied(office) == {}


def test_a_damaged_text_accuses_nobody(office: Office) -> None:
    office.crawl(page("liutang"), page("shiqiao", state="suspect"))
    office.audit(WHO)
    assert copied(office) == {}
    held = report(office.store, "shiqiao", 2023)
    assert held is not None
    assert [each.code for each in held.judgement.not_assessed] == ["C702"]


def test_a_report_whose_text_is_its_own_counts_as_checked(office: Office) -> None:
    office.crawl(page("liutang"), page("shiqiao", THEIRS))
    office.audit(WHO)
    held = report(office.store, "liutang", 2023)
    assert held is not None
    assert held.judgement.tallies["C702"].passed == 1
    assert tallies(office.store, held.record.id) == held.judgement.tallies
    told = dict(tallies_of_current(office.store))
    assert all(of_text["C702"].passed == 1 for of_text in told.values())


def test_who_rewrites_the_text_has_put_it_right_for_both(office: Office) -> None:
    office.crawl(page("liutang"), page("shiqiao"))
    office.audit(WHO)
    office.crawl(page("shiqiao", THEIRS), run="crawl-2")
    office.audit(WHO)
    assert states(office) == {"liutang": "fixed", "shiqiao": "fixed"}


def test_a_text_that_can_no_longer_be_read_closes_nothing(office: Office) -> None:
    office.crawl(page("liutang"), page("shiqiao"))
    office.audit(WHO)
    office.crawl(page("shiqiao", state="unreadable"), run="crawl-2")
    office.audit(WHO)

    assert states(office)["shiqiao"] == "open"
    unjudged = copied(office)["shiqiao", 2023].unjudged
    assert unjudged is not None


@pytest.mark.parametrize("state", ["unreadable", "suspect"])
def test_nobody_put_anything_right_where_the_other_text_can_no_longer_be_read(
    office: Office, state: str
) -> None:
    office.crawl(page("liutang"), page("shiqiao"))
    office.audit(WHO)
    office.crawl(page("shiqiao", state=state), run="crawl-2")
    office.audit(WHO)
    assert states(office)["liutang"] == "open"
    unjudged = copied(office)["liutang", 2023].unjudged
    assert unjudged is not None
    assert "另一单位" in unjudged.zh
    held = report(office.store, "liutang", 2023)
    assert held is not None
    assert [missed.reason for missed in held.judgement.not_assessed] == [unjudged]
    assert held.judgement.tallies["C702"].passed == 0

    office.crawl(page("shiqiao", THEIRS), run="crawl-3")
    office.audit(WHO)
    assert states(office) == {"liutang": "fixed", "shiqiao": "fixed"}


def test_what_was_explained_holds_while_the_text_stands_whichever_text_it_is_like(
    office: Office,
) -> None:
    office.crawl(page("liutang"), page("shiqiao"), page("shanghe"))
    office.audit(WHO)
    explained = copied(office)["liutang", 2023]
    named = explained.finding.counterpart
    assert named is not None
    decision = Decision(
        by="王某", reason="县里的范文", at=office.tick(), decided_as=FindingState.EXPLAINED
    )
    decide(office.store, {explained.id: decision})
    rewritten = "shiqiao" if named.address == f"{COLUMN}shiqiao-2023.html" else "shanghe"
    office.crawl(page(rewritten, THEIRS), run="crawl-2")
    office.audit(WHO)
    now = copied(office)["liutang", 2023]
    assert now.finding.counterpart != named
    assert now.state is FindingState.EXPLAINED

    office.crawl(page("liutang", (*OURS, "年底又添了一块公示牌。")), run="crawl-3")
    office.audit(WHO)
    assert states(office)["liutang"] == "open"


def test_what_a_later_release_no_longer_finds_is_retracted(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.crawl(page("liutang"), page("shiqiao"))
    office.audit(WHO)
    later = replace(RULE, version=RULE.version + 1)
    monkeypatch.setattr(copies, "RULE", later)
    monkeypatch.setattr(copies, "LEAST", 10_000)
    office.audit(WHO)
    assert states(office) == {"liutang": "retracted", "shiqiao": "retracted"}


def test_an_audit_of_single_reports_leaves_the_findings_alone(office: Office) -> None:
    office.crawl(page("liutang"), page("shiqiao"))
    office.audit(WHO)
    office.audit(replace(WHO, key="2", codes_across={}))
    assert states(office) == {"liutang": "open", "shiqiao": "open"}


@pytest.mark.parametrize("after", [0, 1, 2])
def test_a_search_that_is_cut_off_is_done_again_whole_and_nothing_twice(
    office: Office, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    looks: list[str] = []

    def cut_off(store: Store, text: str, match: Match | None, at: datetime) -> object:
        if len(looks) == after:
            raise KeyboardInterrupt
        looks.append(text)
        return looking.look_at(store, text, match, at)

    monkeypatch.setattr(copies, "_AT_ONCE", 1)
    office.crawl(page("liutang"), page("shiqiao"), page("shanghe"))
    with monkeypatch.context() as cut:
        cut.setattr(copies, "look_at", cut_off)
        with pytest.raises(KeyboardInterrupt):
            office.audit(WHO)
    assert len(copied(office)) == after

    assert office.audit(WHO).state.value == "ok"
    assert states(office) == dict.fromkeys(TOWNS, "open")
    [(events,)] = office.store.database.execute("SELECT count(*) FROM finding_events").fetchall()
    assert events == 3


def test_a_search_that_was_cut_off_is_not_taken_for_done_when_the_texts_are_as_before(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(store: Store, text: str, match: Match | None, at: datetime) -> object:
        if "fixed" in states(office).values():
            raise KeyboardInterrupt
        return looking.look_at(store, text, match, at)

    monkeypatch.setattr(copies, "_AT_ONCE", 1)
    office.crawl(page("liutang"), page("shiqiao"))
    office.audit(WHO)
    office.crawl(page("shiqiao", THEIRS), run="crawl-2")
    with monkeypatch.context() as cut:
        cut.setattr(copies, "look_at", cut_off)
        with pytest.raises(KeyboardInterrupt):
            office.audit(WHO)
    assert sorted(states(office).values()) == ["fixed", "open"]

    office.crawl(page("shiqiao"), run="crawl-3")
    office.audit(WHO)
    assert sorted(states(office).values()) == ["open", "regressed"]


def test_a_search_that_is_switched_off_takes_back_what_it_found_and_on_again_finds_it(
    office: Office,
) -> None:
    office.crawl(page("liutang"), page("shiqiao"), page("shanghe", THEIRS))
    office.audit(WHO)
    waived = copied(office)["liutang", 2023].id
    decide(office.store, {waived: Decision(by="王某", reason="核实中", at=office.tick())})
    off = replace(WHO, key="2", codes_across={}, codes_off=frozenset({"C702"}))
    office.audit(off)
    assert states(office) == {"liutang": "retracted", "shiqiao": "retracted"}
    held = report(office.store, "shanghe", 2023)
    assert held is not None
    assert "C702" not in held.judgement.tallies

    office.audit(WHO)
    assert states(office) == {"liutang": "waived", "shiqiao": "open"}
    held = report(office.store, "shanghe", 2023)
    assert held is not None
    assert held.judgement.tallies["C702"].passed == 1


def test_a_text_that_the_rule_broke_down_on_is_judged_next_time_though_it_is_like_no_other(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(case: Case) -> Iterator[Outcome]:
        raise RuntimeError("no words")

    office.crawl(page("liutang"), page("shiqiao", THEIRS))
    with monkeypatch.context() as broken:
        broken.setattr(looking, "RULE", replace(RULE, check=break_down))
        assert office.audit(WHO).state.value == "incomplete"
    assert office.audit(WHO).state.value == "ok"
    held = report(office.store, "liutang", 2023)
    assert held is not None
    assert held.judgement.not_assessed == ()
    assert held.judgement.tallies["C702"].passed == 1


def test_rules_across_bodies_are_not_asked_of_single_reports() -> None:
    who = current_auditor()
    assert "C702" in who.codes_across
    assert "C702" not in who.codes
    assert "C702" not in current_auditor(without=("C702",)).codes_across


def test_every_rule_across_bodies_is_served_by_one_search() -> None:
    served = [code for codes in SEARCHES.values() for code in codes]
    assert sorted(served) == sorted(rule.code for rule in all_rules() if rule.across_bodies)


def test_a_third_copy_does_not_change_whom_an_earlier_finding_names(office: Office) -> None:
    office.crawl(page("shanghe"), page("shiqiao"))
    office.audit(WHO)
    before = copied(office)["shiqiao", 2023]
    office.crawl(page("liutang"), run="crawl-2")
    office.audit(WHO)
    after = copied(office)["shiqiao", 2023]
    assert after.bytes_key == before.bytes_key
    assert after.finding.counterpart == before.finding.counterpart
    assert len(copied(office)) == 3


def test_what_did_not_change_is_not_searched_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.crawl(page("liutang"), page("shiqiao"))
    office.audit(WHO)

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("searched again")

    monkeypatch.setattr(copies, "matches_of", refuse)
    assert office.audit(WHO).failures == ()


def test_a_search_that_breaks_down_is_our_fault_and_the_audits_stand(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object, **__: object) -> None:
        raise RuntimeError("no memory")

    monkeypatch.setattr(copies, "matches_of", break_down)
    office.crawl(page("liutang"), page("shiqiao"))
    run = office.audit(WHO)

    assert run.state.value == "incomplete"
    assert [failure.place for failure in run.failures] == ["search for C702"]
    assert run.counts["audited"] == 2
    assert copied(office) == {}


def test_a_rule_that_breaks_down_after_the_search_is_our_fault_and_asked_again_next_time(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(case: Case) -> Iterator[Outcome]:
        raise RuntimeError("no words")

    office.crawl(page("liutang"), page("shiqiao"))
    with monkeypatch.context() as broken:
        broken.setattr(looking, "RULE", replace(RULE, check=break_down))
        run = office.audit(WHO)
    assert run.state.value == "incomplete"
    assert [failure.place for failure in run.failures] == ["rule C702"]
    assert copied(office) == {}

    assert office.audit(WHO).state.value == "ok"
    assert states(office) == {"liutang": "open", "shiqiao": "open"}


def test_the_public_view_shows_the_findings(office: Office) -> None:
    office.crawl(page("liutang"), page("shiqiao"))
    office.audit(WHO)
    shown = [row for row in office.table("v_findings") if row["code"] == "C702"]
    assert {row["body"] for row in shown} == {"liutang", "shiqiao"}
    assert all(json.loads(str(row["cells"])) == [] for row in shown)
