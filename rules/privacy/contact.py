"""Whether a sentence says how the body that publishes can be reached."""

import re

_CONTACT = re.compile(
    "联系(?:电话|方式|人)|(?:咨询|办公|值班|监督|举报|投诉|服务|受理|公开|值守|对外|传真)(?:电话|热线)|热线"
    "|(?:电话|手机|邮箱|信箱|邮件)(?:号码)?[:为是]|邮编|邮政编码|传真|(?:办公|联系|通[讯信])?地址[:]"
    "|电子邮[箱件]|(?:(?<!申)请|(?<!许)可|欢迎)[^。]{0,40}(?:联系|致电|拨打|来电|咨询)"
)
_OF_OTHERS = re.compile("申请人|当事人|群众|居民|村民|市民|举报人|投诉人|信访人|原告|业主|患者")
_INVITES = re.compile(
    "(?:(?<!申)请|(?<!许)可|欢迎|如[有对需]|若[有对需])[^。]{0,60}(?:联系|致电|拨打|来电|咨询|反映)"
)


def tells_contact(sentence: str) -> bool:
    """A telephone or mailbox in this sentence, in one width, is there to be used by the public.

    Where it speaks of applicants or residents, it must ask them to call.
    """
    if not _CONTACT.search(sentence):
        return False
    return not _OF_OTHERS.search(sentence) or _INVITES.search(sentence) is not None
