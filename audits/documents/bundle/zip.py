"""The files in a ZIP archive."""

import io
import zipfile

from audits.documents.bundle.measure import (
    expands_too_far,
    has_password,
    is_damaged,
    refuse_large,
    refuse_many,
    room_for,
)
from audits.documents.bundle.names import harmless_path, is_left_by_program, name_of
from audits.documents.document import EnclosedFile
from audits.documents.zipped_package import DAMAGED_ZIP, LOCKED_ZIP

_ENCRYPTED = 0x1
_NAME_IS_UTF_8 = 0x800


def members_of(content: bytes) -> tuple[EnclosedFile, ...]:
    """Every file in the archive, in its order.

    Raises:
        DocumentUnreadable: it is damaged, has a password, or holds more than is looked at.
    """
    refuse_large(content)
    room = room_for(content)
    members: list[EnclosedFile] = []
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            refuse_many(len(infos))
            for info in infos:
                path = harmless_path(_name(info))
                if is_left_by_program(path):
                    continue
                if info.flag_bits & _ENCRYPTED:
                    raise has_password()
                with archive.open(info) as member:
                    inside = member.read(room + 1)
                room -= len(inside)
                if room < 0:
                    raise expands_too_far()
                members.append(EnclosedFile(name=path, content=inside))
    except (*DAMAGED_ZIP, *LOCKED_ZIP) as fault:
        raise is_damaged() from fault
    return tuple(members)


def _name(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & _NAME_IS_UTF_8:
        return info.filename
    return name_of(info.orig_filename.encode("cp437", "replace"))
