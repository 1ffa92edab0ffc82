"""Files that spare work done before: named by what they were made from, so never stale, and free to delete.

Each ends in a digest of what it holds: what a full disk, a crash or another program has damaged is made again rather
than published.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

from generator.disk import write_whole

SEAL_BYTES: Final = 32
"""How long the digest at the end of a file is."""


def kept(path: Path | None, make: Callable[[], bytes]) -> bytes:
    """Return the bytes of a cache file; where there is none, make them and keep them.

    Args:
        path: The file, whose name holds a digest of everything the bytes depend on; None: nothing is kept.
        make: Makes the bytes.
    """
    if path is None:
        return make()
    with contextlib.suppress(OSError):
        written = path.read_bytes()
        held = written[:-SEAL_BYTES]
        if written == _sealed(held):
            return held
    made = make()
    store(path, made)
    return made


def _sealed(data: bytes) -> bytes:
    return data + hashlib.sha256(data).digest()


def store(path: Path, data: bytes) -> None:
    """Write a cache file so that no other build meets half of it; without one, the next build makes it again."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, _sealed(data))
