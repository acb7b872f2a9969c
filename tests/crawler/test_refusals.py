import pytest

from crawler.faults import Fault
from crawler.refusals import refusal_in


def page(head: str = "", body: str = "") -> bytes:
    return f"<html><head>{head}</head><body>{body}</body></html>".encode()


TS = "<script>$_ts=window['$_ts'];if(!$_ts)$_ts={};</script>"
LONG = "本机关全年主动公开政府信息二十五条。" * 40


@pytest.mark.parametrize(
    ("status", "content", "fault"),
    [
        (200, page(TS), Fault.BLOCKED_RUISHU),
        (405, page(TS), Fault.BLOCKED_RUISHU),
        (412, b"", Fault.BLOCKED_RUISHU),
        (521, page("<script>document.cookie='__jsl_clearance=1'</script>"), Fault.BLOCKED_JSL),
        (403, page(body="您的请求被拦截"), Fault.BLOCKED_WAF),
        (200, page("<script src='/getwafjs?x'></script>"), Fault.BLOCKED_WAF),
        (405, b"", Fault.BLOCKED_WAF),
        (200, page(body="请拖动滑块完成人机验证"), Fault.BLOCKED_CAPTCHA),
        (200, page(body="系统提示：您无权访问此页面"), Fault.FORBIDDEN),
        (403, b"no", Fault.FORBIDDEN),
        (401, b"", Fault.FORBIDDEN),
    ],
)
def test_a_refusal_is_told_by_its_mark_and_else_by_its_status(
    status: int, content: bytes, fault: Fault
) -> None:
    assert refusal_in(status, content) is fault


def test_a_refusal_in_gbk_is_recognised() -> None:
    content = "<html><body>您的请求被拦截</body></html>".encode("gbk")
    assert refusal_in(200, content) is Fault.BLOCKED_WAF


@pytest.mark.parametrize(
    ("status", "content"),
    [
        (200, page(TS, LONG)),
        (200, page(body=LONG + "办理查询请输入验证码。")),
        (200, "%PDF-1.7 验证码 请求被拦截".encode()),
        (200, page(body="年度报告")),
        (404, page(body="页面不存在，请输入验证码")),
        (304, b""),
        (503, b"busy"),
    ],
)
def test_a_page_with_text_a_file_and_an_honest_failure_are_no_refusals(
    status: int, content: bytes
) -> None:
    assert refusal_in(status, content) is None
