"""``gouji.toml``: what it may say, and that every fault is named with its place."""

from pathlib import Path

import pytest

from audits.bodies import RegisterFaulty
from audits.register_file import COLUMNS
from line.assembly import register_of, smtp_account_of
from settings import CONFIGURATION, Settings, SettingsFaulty, home_folder, read_settings

PORTAL = """
[portals.county]
name = "县门户"
home = "https://www.example.gov.cn/"
"""
SUPERVISOR = """
[supervisors.desk]
name = "主管部门"
email = "desk@example.gov.cn"
"""


def written(home: Path, text: str) -> Settings:
    (home / CONFIGURATION).write_text(text, encoding="utf-8")
    return read_settings(home=home)


def faults_of(home: Path, text: str) -> list[str]:
    with pytest.raises(SettingsFaulty) as raised:
        written(home, text)
    first, *faults = str(raised.value).splitlines()
    assert first.startswith(f"{home / CONFIGURATION}: {len(faults)} fault(s)")
    return [fault.strip() for fault in faults]


def test_every_fault_is_listed_with_its_place(tmp_path: Path) -> None:
    faults = faults_of(
        tmp_path,
        """
        colour = "red"
        [portals.Bad_ID]
        name = "x"
        home = "ftp://x/"
        [portals.county]
        home = "https://www.example.gov.cn/"
        hosts = ["https://www.example.gov.cn/"]
        family = "unheard-of"
        [supervisors.desk]
        name = "x"
        email = "nobody"
        channels = ["file", "pigeon"]
        quiet_hours = "25:00-07:00"
        [crawl]
        timeout = "soon"
        [rules]
        disable = ["X999"]
        """,
    )
    places = {fault.split(": ")[0] for fault in faults}
    assert places == {
        "colour",
        "portals.Bad_ID",
        "portals.Bad_ID.home",
        "portals.county.name",
        "portals.county.hosts.0",
        "portals.county.family",
        "supervisors.desk.email",
        "supervisors.desk.channels.1",
        "supervisors.desk.quiet_hours",
        "crawl.timeout",
        "rules.disable.0",
    }


def test_a_region_may_limit_the_length_of_the_overview(tmp_path: Path) -> None:
    rules = written(tmp_path, '[rules.overview_limits]\n"620600" = 1000\n"620602" = 800').rules
    assert rules.limits.longest_overview("620621") == 1000
    assert rules.limits.longest_overview("620602") == 800
    assert rules.limits.longest_overview("620100") is None


def test_a_limit_is_a_number_of_characters_and_its_region_a_code(tmp_path: Path) -> None:
    region, most = faults_of(tmp_path, '[rules.overview_limits]\n"wuwei" = 1000\n"620600" = 0\n')
    assert "six-digit code" in region
    assert most.startswith("rules.overview_limits.620600: ")


@pytest.mark.parametrize("key", ["archive", "notify", "operator", "retention", "home"])
def test_what_this_version_does_not_do_is_an_unknown_key(tmp_path: Path, key: str) -> None:
    [fault] = faults_of(tmp_path, f"[{key}]\n")
    assert fault == f"{key}: unknown key; correct or remove it"


def test_a_name_that_points_nowhere_is_told_with_those_that_exist(tmp_path: Path) -> None:
    [family] = faults_of(tmp_path, f'{PORTAL}family = "pigeon"')
    assert "there are: hanweb, static, trs" in family
    [channel] = faults_of(tmp_path, f'{SUPERVISOR}channels = ["pigeon"]')
    assert "there are: file, smtp" in channel
    [rule] = faults_of(tmp_path, '[rules]\ndisable = ["B313"]')
    assert "B301, B302" in rule


def test_the_register_may_name_only_configured_portals_and_supervisors(tmp_path: Path) -> None:
    settings = written(tmp_path, PORTAL + SUPERVISOR)
    row = "a,某县,,government,330100,,nowhere,,,desk;nobody"
    settings.register_path.write_text(f"{','.join(COLUMNS)}\n{row}\n", encoding="utf-8")
    with pytest.raises(RegisterFaulty) as raised:
        register_of(settings)
    assert "nowhere" in str(raised.value)
    assert "nobody" in str(raised.value)


def test_the_register_knows_the_hosts_of_the_portals(tmp_path: Path) -> None:
    settings = written(tmp_path, PORTAL + SUPERVISOR)
    (portal,) = settings.portals
    row = f"a,某县人民政府,,government,330100,,{portal},,,"
    settings.register_path.write_text(f"{','.join(COLUMNS)}\n{row}\n", encoding="utf-8")
    register = register_of(settings)
    assert register.lists_host_of(settings.portals[portal].home)
    assert register.lists_host_of("https://elsewhere.example.com/") is False


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("* * * *", "five fields"),
        ("61 * * * *", "61"),
        ("0 8 * * 8", "'8' is no weekday"),
        ("0 8 1 * 1", "put * for one of them"),
        ("0 8 * * */0", "step '0'"),
    ],
)
def test_a_time_that_cannot_be_kept_is_a_fault_at_start(
    tmp_path: Path, line: str, why: str
) -> None:
    [fault] = faults_of(tmp_path, f'[schedule]\ncrawl = "{line}"')
    assert fault.startswith("schedule.crawl: ")
    assert why in fault


def test_a_byte_order_mark_and_windows_line_ends_are_accepted(tmp_path: Path) -> None:
    (tmp_path / CONFIGURATION).write_bytes(b"\xef\xbb\xbf[audit]\r\nworkers = 3\r\n")
    assert read_settings(home=tmp_path).audit_workers == 3


@pytest.mark.parametrize("content", [b"[audit\n", b"\xff\xfe[\x00"])
def test_a_file_that_is_not_toml_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / CONFIGURATION).write_bytes(content)
    with pytest.raises(SettingsFaulty, match=r"gouji\.toml: "):
        read_settings(home=tmp_path)


def test_a_given_file_must_exist_and_goes_before_that_of_the_home(tmp_path: Path) -> None:
    written(tmp_path, "[audit]\nworkers = 1")
    other = tmp_path / "other.toml"
    with pytest.raises(SettingsFaulty, match="no such file"):
        read_settings(home=tmp_path, given=other)
    other.write_text("[audit]\nworkers = 2", encoding="utf-8")
    assert read_settings(home=tmp_path, given=other).audit_workers == 2


def test_the_home_is_what_was_given_else_the_variable_else_var(tmp_path: Path) -> None:
    assert home_folder(tmp_path, {"GOUJI_HOME": "elsewhere"}) == tmp_path
    assert home_folder(None, {"GOUJI_HOME": "elsewhere"}) == Path("elsewhere")
    assert home_folder(None, {}) == Path("var")


def test_without_a_file_the_defaults_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings = read_settings(home=tmp_path / "home")
    assert not settings.portals
    assert settings.register_path == tmp_path / "home" / "bodies.csv"


def test_the_register_is_found_beside_the_configuration(tmp_path: Path) -> None:
    settings = written(tmp_path, 'register = "lists/bodies.csv"')
    assert settings.register_path == tmp_path / "lists/bodies.csv"


def test_the_password_comes_from_the_environment_or_a_file_and_never_from_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [fault] = faults_of(tmp_path, '[mail]\npassword = "open sesame"')
    assert fault.startswith("mail.password: unknown key")
    assert "sesame" not in fault
    settings = written(tmp_path, '[mail]\nuser = "gouji"\npassword_file = "secret"')
    monkeypatch.delenv("GOUJI_SMTP_PASSWORD", raising=False)
    with pytest.raises(SettingsFaulty, match=r"password_file: .*secret cannot be read"):
        smtp_account_of(settings)
    (tmp_path / "secret").write_text("from the file\n", encoding="utf-8")
    assert smtp_account_of(settings).password == "from the file"
    monkeypatch.setenv("GOUJI_SMTP_PASSWORD", "from the environment")
    assert smtp_account_of(settings).password == "from the environment"


def test_a_password_is_not_sent_over_an_open_connection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOUJI_SMTP_PASSWORD", "secret")
    settings = written(
        tmp_path, '[mail]\nhost = "mail.example.org"\nuser = "gouji"\nsecurity = "plain"'
    )
    with pytest.raises(SettingsFaulty, match="open connection"):
        smtp_account_of(settings)


def test_a_portal_without_hosts_has_that_of_its_home_with_the_port(tmp_path: Path) -> None:
    settings = written(
        tmp_path, '[portals.a]\nname = "A"\nhome = "http://portal.example.org:8080/index.html"'
    )
    assert settings.portals["a"].all_hosts == ("portal.example.org:8080",)
