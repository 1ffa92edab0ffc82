"""Writing that a kill or a power cut cannot leave half done."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, data: bytes) -> Path:
    """Write a file beside its place and move it there, so that nobody meets half of it.

    Raises:
        OSError: The disk refused; it names the file that was asked for.
    """
    aside = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        aside.write_bytes(data)
        aside.replace(path)
    except OSError as fault:  # a write that fails does not know the name of its file
        raise OSError(fault.errno, fault.strerror, str(path)) from fault
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
    return path


def flush(path: Path) -> None:
    """Make a file, or the renames in a folder, last beyond a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
