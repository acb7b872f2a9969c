"""How much an archive may hold, and what is said of one that cannot be opened."""

from audits.documents.document import DocumentUnreadable

MOST_BYTES = 128 * 1024 * 1024
MOST_MEMBERS = 500
MOST_EXPANDED_BYTES = 256 * 1024 * 1024
MOST_RATIO = 100
ALWAYS_ALLOWED_BYTES = 32 * 1024 * 1024
"""A small file may be packed as tightly as it likes."""


def refuse_large(content: bytes) -> None:
    """Raises DocumentUnreadable when the archive itself is larger than any with reports."""
    if len(content) > MOST_BYTES:
        raise DocumentUnreadable(
            zh=f"压缩包超过 {MOST_BYTES // 2**20} MB，未读取",
            en="the archive is too large to be read",
        )


def refuse_many(members: int) -> None:
    """Raises DocumentUnreadable when the archive has no members, or more than are looked at."""
    if not members:
        raise DocumentUnreadable(
            zh="压缩包里没有文件（可能已损坏），请解压后再核验",
            en="no file is in the archive, which may be damaged",
        )
    if members > MOST_MEMBERS:
        raise DocumentUnreadable(
            zh=f"压缩包内文件超过 {MOST_MEMBERS} 个，未读取；请分批核验",
            en=f"more than {MOST_MEMBERS} files in the archive; check them in parts",
        )


def room_for(content: bytes) -> int:
    """Bytes to which the archive may expand."""
    by_ratio = max(len(content) * MOST_RATIO, ALWAYS_ALLOWED_BYTES)
    return min(by_ratio, MOST_EXPANDED_BYTES)


def expands_too_far() -> DocumentUnreadable:
    """What is said of a decompression bomb."""
    return DocumentUnreadable(
        zh="压缩包解压后过大，未读取", en="the archive expands beyond the limit"
    )


def has_password() -> DocumentUnreadable:
    """What is said of an encrypted archive."""
    return DocumentUnreadable(
        zh="压缩包有密码，无法读取；请解压后再核验",
        en="the archive has a password; take its files out and check them",
    )


def is_damaged() -> DocumentUnreadable:
    """What is said of an archive that is not whole."""
    return DocumentUnreadable(
        zh="压缩包已损坏或压缩方式不受支持，无法打开；请解压后再核验",
        en="the archive is damaged or oddly packed; take its files out and check them",
    )
