"""The signature of a text: a few hundred bytes by which texts that are much alike are found."""

from functools import cache
from zlib import crc32

import numpy as np
from datasketch import MinHash

from rules.prose.likeness import grams_of

VALUES = 128
"""How many 32-bit values a signature holds; two texts have a value in common with the
probability that is their share of common runs of characters (Jaccard)."""

_SCHEME = "affine32"


def signature_of(text: str) -> bytes:
    """``VALUES`` values of four bytes each, the same on every machine of one byte order."""
    sketch = _empty().copy()
    sketch.update_batch([gram.encode(errors="surrogatepass") for gram in grams_of(text)])
    return bytes(sketch.hashvalues.astype("<u4").tobytes())


def values_of(signatures: bytes) -> np.ndarray[tuple[int, int], np.dtype[np.uint32]]:
    """The values of signatures that stand one behind the other, a row each."""
    return np.frombuffer(signatures, dtype="<u4").reshape(-1, VALUES)


@cache
def _empty() -> MinHash:
    """Copies of one share its permutations, which take long to make."""
    return MinHash(num_perm=VALUES, seed=1, hashfunc=crc32, scheme=_SCHEME)
