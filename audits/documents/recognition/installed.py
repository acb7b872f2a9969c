"""Whether pictures can be read here; loads nothing of what reads them."""

from importlib.util import find_spec

from audits.documents.document import DocumentUnreadable


def is_installed() -> bool:
    """The library and what runs its networks are there."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def check_installed() -> None:
    """Nothing, where pictures can be read.

    Raises:
        DocumentUnreadable: they cannot.
    """
    if not is_installed():
        raise DocumentUnreadable(
            zh="这是图片或扫描件，读取图片需要安装识别组件：pip install gouji[ocr]",
            en="this is a picture or a scan; to read pictures, pip install gouji[ocr]",
        )
