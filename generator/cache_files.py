"""Files that spare work done before: named by what they were made from, so never stale, and free to delete."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path


def kept(path: Path | None, make: Callable[[], bytes]) -> bytes:
    """Return the bytes of a cache file; where there is none, make them and keep them.

    Args:
        path: The file, whose name holds a digest of everything the bytes depend on; None: nothing is kept.
        make: Makes the bytes.
    """
    if path is None:
        return make()
    with contextlib.suppress(OSError):
        return path.read_bytes()
    made = make()
    store(path, made)
    return made


def store(path: Path, data: bytes) -> None:
    """Write a cache file so that no other build meets half of it; without one, the next build makes it again."""
    partial = path.with_name(f"{path.stem}.{os.getpid()}.partial")
    with contextlib.suppress(OSError):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(data)
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
