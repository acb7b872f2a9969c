"""``gouji check`` as a program: what it prints, what it ends with, what it refuses."""

import json
import re
import signal
import subprocess
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pytest_httpserver import HTTPServer
from rich.cells import cell_len

from cli import main
from rules.case import Case
from rules.finding import Outcome
from rules.registry import all_rules
from tests.audits.published import Publication, as_docx, as_html, parts_of, tables_with
from tests.programs import Ended, command, gouji, surroundings

CLEAN = as_html(Publication())
UNBALANCED_CELLS = dict.fromkeys(
    (
        f"t3/{row}/{column}"
        for row in ("received", "granted", "total")
        for column in ("natural_person", "total")
    ),
    "3",
) | {"t3/granted/total": "2"}
"""The total of one row is 1 short: its row and its column do not add up."""
UNBALANCED = as_html(Publication(parts=parts_of(tables_with(UNBALANCED_CELLS))))
NOTICE = "<html><body><h1>关于召开全县防汛工作会议的通知</h1><p>请准时参加。</p></body></html>"
KEYS_OF_EVERY_LINE = {"input", "sha256", "media_type", "status"}
KEYS_OF_AUDITED = KEYS_OF_EVERY_LINE | set(
    "body year format published_on sections cells suspect disputed outcomes not_assessable"
    " findings".split()
)
KEYS_OF_FINDING = set("fault code name severity message cells quote left right suggestion".split())

Json = Mapping[str, Any]


def put(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def lines_of(ended: Ended) -> list[Json]:
    """The lines of standard output: each one JSON object, and nothing else."""
    return [json.loads(line) for line in ended.out.splitlines()]


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return put(tmp_path / "clean.html", CLEAN)


@pytest.fixture
def unbalanced(tmp_path: Path) -> Path:
    return put(tmp_path / "unbalanced.html", UNBALANCED)


def test_the_json_of_an_audited_report_has_the_keys_of_the_contract(
    clean: Path, unbalanced: Path
) -> None:
    ended = gouji("check", "--json", clean, unbalanced)
    good, bad = lines_of(ended)
    assert ended.status == 1
    assert good.keys() >= KEYS_OF_AUDITED
    assert (good["input"], good["status"]) == (str(clean), "audited")
    assert (good["body"], good["year"], good["format"]) == ("云上市青禾区水务局", 2023, "ogi-2021")
    assert good["media_type"] == "text/html"
    assert re.fullmatch(r"[0-9a-f]{64}", good["sha256"])
    assert set(good["sections"]) == set(
        "overview proactive requests reviews problems other_matters".split()
    )
    assert good["cells"]["t3/received/total"] == {"raw": "0", "value": "0"}
    assert good["suspect"] is False
    assert good["findings"] == []
    assert good["outcomes"]["B301"] == {"pass": 7, "fail": 0, "not_assessable": 0}
    assert [finding["code"] for finding in bad["findings"]] == ["B302", "B303"]
    assert {finding["fault"] for finding in bad["findings"]} == {"1"}
    for finding in bad["findings"]:
        assert finding.keys() >= KEYS_OF_FINDING
        assert {finding["left"], finding["right"]} == {"2", "3"}
        assert finding["suggestion"] == {"t3/granted/total": "3"}
        assert finding["severity"] == "error"
        assert "t3/granted/total" in finding["cells"]


def test_the_exit_status_is_0_1_or_2_and_2_wins(
    tmp_path: Path, clean: Path, unbalanced: Path
) -> None:
    notice = put(tmp_path / "notice.html", NOTICE)
    assert gouji("check", "--json", clean).status == 0
    assert gouji("check", "--json", unbalanced, clean).status == 1
    assert gouji("check", "--json", unbalanced, notice, clean).status == 2


@pytest.mark.parametrize(
    "wrong",
    [["--year", "soon", "a.html"], ["--kind", "club", "a.html"], ["--no-such", "a.html"], []],
)
def test_a_wrong_usage_ends_with_2(wrong: list[str]) -> None:
    ended = gouji("check", *wrong)
    assert (ended.status, ended.out) == (2, "")
    assert "Usage: " in ended.err


def test_a_folder_gives_its_reports_by_name_and_leaves_what_is_no_document(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "drafts"
    put(folder / "b.html", CLEAN)
    put(folder / "a" / "last.html", CLEAN)
    put(folder / "a" / "~$last.docx", b"lock")
    put(folder / ".hidden.html", NOTICE)
    put(folder / "notes.py", "print()")
    ended = gouji("check", "--json", folder)
    assert [line["input"] for line in lines_of(ended)] == [
        str(folder / "b.html"),
        str(folder / "a" / "last.html"),
    ]
    assert ended.status == 0


def unreadable_inputs(folder: Path) -> dict[str, Path]:
    huge = folder / "huge.html"
    with huge.open("wb") as sparse:
        sparse.truncate(3 * 2**40)
    bomb = folder / "bomb.docx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" * 40_000_000)
    (folder / "no reports").mkdir()
    (folder / "dangling.html").symlink_to(folder / "nowhere")
    return {
        "missing": folder / "missing.docx",
        "empty": put(folder / "empty.html", b""),
        "zeros": put(folder / "zeros.txt", b"\x00" * 5000),
        "folder": folder / "no reports",
        "dangling": folder / "dangling.html",
        "endless": Path("/dev/zero"),
        "huge": huge,
        "bomb": bomb,
        "pdf": put(folder / "broken.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 9),
        "docx": put(folder / "broken.docx", b"PK\x03\x04" + bytes(range(256))),
        "bytes": put(folder / "hostile.html", bytes(range(256)) * 50),
        "markup": put(folder / "[red]bold[/].html", b"<" * 100_000),
        "old": put(folder / "old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600),
        "picture": put(folder / "scan.png", b"\x89PNG\r\n\x1a\n" + b"\x01" * 100),
    }


def test_what_cannot_be_read_is_told_with_its_reason_and_never_breaks_the_run(
    tmp_path: Path, clean: Path
) -> None:
    inputs = unreadable_inputs(tmp_path)
    ended = gouji("check", "--json", *inputs.values(), clean)
    *refused, last = lines_of(ended)
    told = dict(zip(inputs, refused, strict=True))
    assert ended.status == 2
    assert "Traceback" not in ended.err
    assert last["status"] == "audited"
    for name, line in told.items():
        assert line.keys() >= KEYS_OF_EVERY_LINE
        assert line["input"] == str(inputs[name])
        assert line["status"] in {"unreadable", "not_a_report"}, name
        assert line["reason"], name
        assert "cells" not in line
    may_be_text = {"bytes", "markup"}
    assert {n for n, line in told.items() if line["status"] == "not_a_report"} <= may_be_text
    assert "128 MB" in told["huge"]["reason_en"]
    assert "128 MB" in told["endless"]["reason_en"]
    assert "check the path" in told["missing"]["reason_en"]


def test_a_name_that_is_no_text_is_told_as_it_is(tmp_path: Path) -> None:
    name = bytes(tmp_path / "x") + b"\xff\xe5.html"
    Path(name.decode(errors="surrogateescape")).write_text(CLEAN, encoding="utf-8")
    [line] = lines_of(gouji("check", "--json", name.decode(errors="surrogateescape")))
    assert line["input"].encode(errors="surrogateescape") == name
    shown = gouji("check", name.decode(errors="surrogateescape"))
    assert shown.status == 0


def test_the_text_tells_the_sentence_then_the_finding_then_its_equation(
    unbalanced: Path,
) -> None:
    ended = gouji("check", unbalanced)
    lines = ended.out.splitlines()
    assert lines[0] == str(unbalanced)
    assert lines[1].startswith("云上市青禾区水务局 · 2023年")
    assert lines[2].startswith("1 处错误，0 处疑点")
    rest = "\n".join(lines[3:])
    assert rest.index("① ■ 错误  B302") < rest.index("≠") < rest.index("同因 B303")
    assert rest.index("同因") < rest.index("疑似应为：")
    assert "\x1b" not in ended.out


def test_the_text_has_at_most_100_columns_even_where_the_report_has_long_lines(
    tmp_path: Path,
) -> None:
    figures = {f"t3/{row}/total": "9" * 60 for row in ("received", "granted")}
    long = put(
        tmp_path / f"{'长' * 70}.html", as_html(Publication(parts=parts_of(tables_with(figures))))
    )
    ended = gouji("check", "--explain", long)
    assert max(map(cell_len, ended.out.splitlines())) <= 100


def test_a_report_cannot_command_the_terminal(tmp_path: Path) -> None:
    hostile = "\x1b]0;owned\x07\x1b[2J[red]云上市[/red]\u202e青禾区"
    page = as_html(Publication(title=f"{hostile}2023年政府信息公开工作年度报告", intro=hostile))
    put(tmp_path / "\x1b[31mred\n.txt", page.replace("<", "&lt;"))
    put(tmp_path / "page.html", page)
    ended = gouji("check", "--explain", tmp_path)
    assert "page.html" in ended.out
    assert not set(ended.out) & {"\x1b", "\x07", "\u202e"}
    assert "[31mred" in ended.out


def test_a_sum_tells_what_stands_for_its_blank_figures(tmp_path: Path) -> None:
    figures = {**UNBALANCED_CELLS, "t3/granted/business": ""}
    page = put(tmp_path / "a.html", as_html(Publication(parts=parts_of(tables_with(figures)))))
    shown = gouji("check", page).out
    assert "2 ≠ 3" in shown
    assert "20 项为 0" in shown
    assert "商业企业 0（空白，按 0 计）" in shown


def test_english_is_whole(unbalanced: Path, tmp_path: Path) -> None:
    ended = gouji("check", "--language", "en", "--explain", unbalanced, tmp_path / "missing.html")
    assert "Errors 1, warnings 0, info 0" in ended.out
    assert "same cause B303" in ended.out
    assert "there is no such file" in ended.out
    of_the_report = ("云上市", "“", "、", "Period: 2")
    lines = ended.out.splitlines()
    ours = [line for line in lines if not any(words in line for words in of_the_report)]
    assert not re.search("[一-鿿]", "\n".join(ours).replace("（一）", ""))


def test_explain_shows_what_both_readers_read(unbalanced: Path) -> None:
    shown = gouji("check", "--explain", unbalanced).out
    assert "按表格读取" in shown
    assert "按顺序读取" in shown
    row = shown[shown.index("t3/granted/natural_person") :].splitlines()[0]
    assert row.count(" 3 ") == 2


def test_the_options_override_what_was_read(clean: Path) -> None:
    [line] = lines_of(
        gouji(
            "check",
            "--json",
            "--body",
            "某县水务局",
            "--year",
            "2020",
            "--kind",
            "department",
            clean,
        )
    )
    assert (line["body"], line["year"]) == ("某县水务局", 2020)
    assert [finding["code"] for finding in line["findings"]] == ["T209"]


def test_last_years_report_must_be_readable(tmp_path: Path, clean: Path) -> None:
    assert gouji("check", "--json", "--previous", clean, clean).status == 0
    notice = put(tmp_path / "notice.html", NOTICE)
    ended = gouji("check", "--json", "--previous", notice, clean)
    assert (ended.status, ended.out) == (2, "")
    assert f"--previous {notice}" in ended.err


def test_pages_are_written_though_a_file_is_not_there(tmp_path: Path, clean: Path) -> None:
    out = tmp_path / "pages"
    ended = gouji("check", "--pages", out, tmp_path / "missing.docx", clean)
    assert (ended.status, "Traceback" in ended.err) == (2, False)
    pages = "".join(path.read_text(encoding="utf-8") for path in out.rglob("*.html"))
    assert "找不到文件" in pages


def test_names_of_files_are_told_without_personal_data(tmp_path: Path, clean: Path) -> None:
    folder = tmp_path / "drafts"
    folder.mkdir()
    named = "申请人张大山提出的申请 手机13800001234.html"
    put(folder / named, clean.read_bytes())
    with zipfile.ZipFile(folder / "many.zip", "w") as archive:
        archive.writestr(named, clean.read_bytes())
        archive.writestr("手机13800001234.pdf", b"%PDF-1.7 broken")
    as_json = gouji("check", "--json", folder, "手机13800001234.doc")
    as_text = gouji("check", "--explain", "--pages", tmp_path / "out", folder)
    pages = list((tmp_path / "out").rglob("*.html"))
    printed = [as_json.out, as_json.err, as_text.out, as_text.err, *map(str, pages)]
    printed += [path.read_text(encoding="utf-8") for path in pages]
    assert "138****1234" in as_json.out
    assert [text for text in printed if "13800001234" in text or "张大山" in text] == []


def test_what_tables_beside_the_form_tell_of_persons_is_found_and_not_printed(
    tmp_path: Path,
) -> None:
    people = (
        "<table><tr><td>申请人</td><td>证件</td></tr>"
        "<tr><td>李某</td><td>身份证110000196203040014</td></tr></table>"
        "<p><a href='/f.doc'>附件：申请人电话13800001234.doc</a></p>"
    )
    assert CLEAN.count("<p>四、") == 1
    report = put(tmp_path / "people.html", CLEAN.replace("<p>四、", f"{people}<p>四、"))
    ended = gouji("check", "--json", "--explain", "--pages", tmp_path / "out", report)
    [line] = lines_of(ended)
    told = {finding["code"]: finding["message"] for finding in line["findings"]}
    assert "110*************14" in told["V801"]
    assert "138****1234" in told["V802"]
    pages = "".join(p.read_text(encoding="utf-8") for p in (tmp_path / "out").rglob("*.html"))
    assert "110000196203040014" not in ended.out + ended.err + pages
    assert "13800001234" not in ended.out + ended.err + pages


def test_pages_are_written_for_drafts(tmp_path: Path, clean: Path, unbalanced: Path) -> None:
    out = tmp_path / "pages"
    ended = gouji("check", "--json", "--pages", out, clean, unbalanced)
    assert len(lines_of(ended)) == 2
    assert {"index.html", "ledger.html"} <= {path.name for path in out.iterdir()}
    pages = "".join(path.read_text(encoding="utf-8") for path in out.rglob("*.html"))
    assert "B302" in pages
    assert str(out / "index.html") in ended.err


def test_rules_that_a_given_configuration_switches_off_are_not_asked(
    tmp_path: Path, unbalanced: Path
) -> None:
    config = put(tmp_path / "gouji.toml", '[rules]\ndisable = ["B302", "B303"]')
    ended = gouji("check", "--json", "--config", config, unbalanced)
    [line] = lines_of(ended)
    assert (ended.status, line["findings"]) == (0, [])
    assert not {"B302", "B303"} & line["outcomes"].keys()
    faulty = put(tmp_path / "faulty.toml", "[rules]\nenabled = 1")
    assert gouji("check", "--json", "--config", faulty, unbalanced).status == 2


def test_a_console_without_chinese_gets_escapes_and_whole_json(unbalanced: Path) -> None:
    ascii_only = {"PYTHONIOENCODING": "ascii"}
    shown = gouji("check", "--explain", unbalanced, variables=ascii_only)
    assert shown.status == 1
    assert "\\u9519\\u8bef" in shown.out
    [line] = lines_of(gouji("check", "--json", unbalanced, variables=ascii_only))
    assert line["body"] == "云上市青禾区水务局"


def test_each_result_is_told_at_once_and_a_reader_that_leaves_ends_the_run_quietly(
    tmp_path: Path, clean: Path
) -> None:
    with subprocess.Popen(
        command("check", "--json", *[clean] * 300),
        env=surroundings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert json.loads(running.stdout.readline())["status"] == "audited"
        assert running.poll() is None
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(60) == -signal.SIGPIPE


def test_ctrl_c_ends_the_run_without_a_trace(clean: Path) -> None:
    with subprocess.Popen(
        command("check", "--json", *[clean] * 300),
        env=surroundings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        running.stdout.readline()
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert b"Traceback" not in said
    assert b"stopped" in said


def test_a_plain_check_loads_none_of_the_slow_parts(clean: Path) -> None:
    told = subprocess.run(
        [*command()[:1], "-X", "importtime", *command("check", clean)[1:]],
        env=surroundings(),
        capture_output=True,
        check=True,
        timeout=60,
    ).stderr.decode()
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in told.splitlines()}
    slow = {"scrapy", "twisted", "apscheduler", "sqlite3", "jinja2", "requests", "settings"}
    assert "rich" in loaded
    assert not loaded & slow


@pytest.fixture
def site(httpserver: HTTPServer) -> HTTPServer:
    httpserver.expect_request("/robots.txt").respond_with_data("User-agent: *\nDisallow: /secret/")
    docx = "/files/report.docx"
    page = (
        "<html><head><title>云上市青禾区水务局2023年政府信息公开工作年度报告</title></head>"
        "<body><h1>云上市青禾区水务局2023年政府信息公开工作年度报告</h1>"
        f'<a href="{docx}">附件：年度报告全文</a>'
        '<a href="/files/missing.docx">附件2</a></body></html>'
    )
    httpserver.expect_request("/gone.html").respond_with_data("", status=404)
    httpserver.expect_request("/offer.html").respond_with_data(page, content_type="text/html")
    httpserver.expect_request(docx).respond_with_data(as_docx(Publication()))
    return httpserver


def test_an_address_on_this_machine_is_refused_unless_it_is_allowed(site: HTTPServer) -> None:
    address = site.url_for("/offer.html")
    refused = gouji("check", "--json", address)
    [line] = lines_of(refused)
    assert (refused.status, line["status"]) == (2, "unreadable")
    assert "private_address" in line["reason"]
    assert not [request for request, _ in site.log if request.path == "/offer.html"]


def test_an_address_is_audited_with_the_files_it_offers(site: HTTPServer) -> None:
    address = site.url_for("/offer.html")
    ended = gouji("check", "--json", "--allow-private", address)
    [line] = lines_of(ended)
    assert (ended.status, line["status"], line["input"]) == (0, "audited", address)
    assert line["media_type"].endswith("wordprocessingml.document")


def test_what_the_portal_does_not_give_ends_with_2_and_the_word(site: HTTPServer) -> None:
    addresses = {
        "robots_disallowed": site.url_for("/secret/report.html"),
        "http_404": site.url_for("/gone.html"),
        "robots_unavailable": "http://127.0.0.1:1/",
        "bad_address": "http://user:word@127.0.0.1/",
    }
    ended = gouji("check", "--json", "--allow-private", *addresses.values())
    assert ended.status == 2
    for word, line in zip(addresses, lines_of(ended), strict=True):
        assert word in line["reason"], line["reason"]
    assert "/secret/report.html" not in {request.path for request, _ in site.log}


def test_a_rule_of_ours_that_breaks_down_is_told_as_ours_and_the_others_go_on(
    unbalanced: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Case) -> Iterator[Outcome]:
        yield from ()
        raise ZeroDivisionError("no column to divide by")

    rules = tuple(replace(r, check=broken) if r.code == "B303" else r for r in all_rules())
    monkeypatch.setattr("audits.audit.all_rules", lambda: rules)
    ended = CliRunner().invoke(main, ["check", "--json", str(unbalanced)])
    assert ended.exit_code == 2
    line = json.loads(ended.stdout)
    assert line["status"] == "audited"
    told = {found["code"] for found in line["findings"]}
    assert "B302" in told
    assert "B303" not in told
    assert line["outcomes"]["B303"] == {"pass": 0, "fail": 0, "not_assessable": 1}
    (ours,) = [missed for missed in line["not_assessable"] if missed["code"] == "B303"]
    assert "不是报告的问题" in ours["reason"]
    assert (
        f"gouji: {unbalanced}: rule B303 (applicant-sum) broke down: ZeroDivisionError"
        in ended.stderr
    )
    assert "Traceback" in ended.stderr
