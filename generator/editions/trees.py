"""Trees of files: whether two are the same, and making one last."""

from __future__ import annotations

import os
from pathlib import Path

from generator.disk import flush


def is_same_tree(first: Path, second: Path) -> bool:
    """Tell whether two folders hold the same files with the same bytes."""
    if not second.is_dir() or second.is_symlink():
        return False
    names = _file_names(first)
    if names != _file_names(second):
        return False
    return all(_is_same_file(first / name, second / name) for name in names)


def _file_names(path: Path) -> list[str]:
    return sorted(file.relative_to(path).as_posix() for file in path.rglob("*") if file.is_symlink() or file.is_file())


def _is_same_file(first: Path, second: Path) -> bool:
    if first.is_symlink() or second.is_symlink():
        return first.is_symlink() and second.is_symlink() and first.readlink() == second.readlink()
    return first.stat().st_size == second.stat().st_size and first.read_bytes() == second.read_bytes()


def flush_tree(path: Path) -> None:
    """Flush all files and folders to the disk: a name must not outlive its content in a power cut."""
    for folder, _, files in os.walk(path):
        for name in files:
            if not (Path(folder) / name).is_symlink():
                flush(Path(folder) / name)
        flush(Path(folder))
