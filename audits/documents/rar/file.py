"""The files in a RAR archive: stored ones as they are, packed ones by the program ``bsdtar``."""

import io
import shutil
import subprocess
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, cast

import rarfile

from audits.documents.bundle.measure import (
    expands_too_far,
    has_password,
    is_damaged,
    refuse_large,
    refuse_many,
    room_for,
)
from audits.documents.bundle.names import harmless_path, is_left_by_program, name_of
from audits.documents.document import DocumentUnreadable, EnclosedFile


def members_of(content: bytes) -> tuple[EnclosedFile, ...]:
    """Every file in the archive, in its order.

    Raises:
        DocumentUnreadable: it is damaged, has a password, is one part of several, holds more than
            is looked at, or is packed and there is no program to unpack it.
    """
    refuse_large(content)
    try:
        with rarfile.RarFile(io.BytesIO(content)) as archive:
            if archive.needs_password():
                raise has_password()
            infos = [info for info in archive.infolist() if info.is_file()]
            refuse_many(len(infos))
            if sum(info.file_size for info in infos) > room_for(content):
                raise expands_too_far()
            inside = tuple(_contents(content, archive, infos))
    except (rarfile.Error, OSError, ValueError, EOFError) as fault:
        raise is_damaged() from fault
    return tuple(
        EnclosedFile(name=path, content=one)
        for info, one in zip(infos, inside, strict=True)
        if not is_left_by_program(path := harmless_path(_name(info)))
    )


def _contents(
    content: bytes, archive: rarfile.RarFile, infos: Sequence[rarfile.RarInfo]
) -> Iterator[bytes]:
    if all(info.compress_type == rarfile.RAR_M0 for info in infos):
        for info in infos:
            yield archive.read(info)
    else:
        yield from _unpacked(content, infos)


def _unpacked(content: bytes, infos: Sequence[rarfile.RarInfo]) -> Iterator[bytes]:
    """All files come one after the other; their sizes part them, their checksums prove it."""
    whole = _all_in_a_row(content, sum(info.file_size for info in infos))
    start = 0
    for info in infos:
        one = whole[start : start + info.file_size]
        start += info.file_size
        if info.CRC is not None and zlib.crc32(one) != info.CRC:
            raise is_damaged()
        yield one


def _all_in_a_row(content: bytes, size: int) -> bytes:
    program = shutil.which("bsdtar")
    if program is None:
        raise DocumentUnreadable(
            zh="解压 RAR 需要 bsdtar（软件包 libarchive-tools），本机没有安装；"
            "请安装，或解压后再核验",
            en="RAR archives are unpacked with bsdtar (package libarchive-tools), which is not "
            "installed here; install it, or take the files out and check them",
        )
    with tempfile.TemporaryDirectory(prefix="gouji-rar-") as folder:
        path = Path(folder, "archive.rar")
        path.write_bytes(content)
        process = subprocess.Popen(  # noqa: S603  # our own command; only the archive is theirs
            [program, "-x", "-O", "-f", str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
        )
        with process:
            whole = cast("BinaryIO", process.stdout).read(size + 1)
            process.kill()
    if len(whole) != size:
        raise is_damaged()
    return whole


def _name(info: rarfile.RarInfo) -> str:
    """RAR 4 holds names in the code page of who packed it, and perhaps in Unicode as well."""
    written = getattr(info, "orig_filename", None)
    if isinstance(written, bytes) and not getattr(info, "flags", 0) & rarfile.RAR_FILE_UNICODE:
        return name_of(written)
    return str(info.filename)
