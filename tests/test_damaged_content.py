"""Whatever happens to the files, the checker answers: quickly, with places, and without falling over."""

import re
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.cli import main
from tests.contents import BASE

FILES = sorted(path.relative_to(BASE).as_posix() for path in BASE.rglob("*") if path.is_file())
SECONDS = 5.0  # of processor time: one check takes a hundredth of that; a hang would take minutes
PLACE = re.compile(r"(content(?:/[^:]*)?)(?::(\d+):(\d+))?: (?:error|warning): .*\[[a-z0-9-]+\]")

# Pieces in which YAML, our own schemas and our own marks see something; most are wrong where they fall.
PIECES = st.sampled_from(
    [
        "a: b", "- ", "? ", ": ", "|-", "|2-", ">", "&a ", "*a", "!!str ", "<<: ", "{", "}", "[", "]", '"', "'", "#",
        " # x",
        "\t", "\r", "\x00", "\x0c", "\u2028", "\u0085", "\ufeff", "---\n", "...\n", "%YAML 1.1\n", "  ", "\n", "\n\n",
        "[[kasir/sapaan]]", "[[", "]]", "{{ x }}", "{Nama}", "<b>", "1.750", "~", "null", "true", "id: ", "text: ",
        "body: [a]", "body: [[a]]", "zone: Asia", "1", "-1", "kasir/", "@", "é", "😀", "\\", "08123456789",
    ]
)  # fmt: skip


@dataclass(frozen=True)
class Blow:
    """Something that hits a file: how, where, how far, and with what."""

    kind: str
    where: int
    length: int
    piece: bytes

    def strike(self, data: bytes) -> bytes:
        if self.kind in OF_BYTES:
            start = self.where % (len(data) + 1)
            return OF_BYTES[self.kind](self, data[:start], data[start:])
        lines = data.splitlines(keepends=True) or [b"\n"]
        at = self.where % len(lines)
        return b"".join(OF_LINES[self.kind](self, lines, at))


def swapped(blow: Blow, lines: list[bytes], at: int) -> list[bytes]:
    other = (at + blow.length) % len(lines)
    lines[at], lines[other] = lines[other], lines[at]
    return lines


def with_another_value(blow: Blow, lines: list[bytes], at: int) -> list[bytes]:
    key, colon, _ = lines[at].partition(b":")
    return [*lines[:at], key + colon + b" " + blow.piece + b"\n", *lines[at + 1 :]]


OF_BYTES: dict[str, Callable[[Blow, bytes, bytes], bytes]] = {
    "cut out": lambda blow, before, behind: before + behind[blow.length :],
    "insert": lambda blow, before, behind: before + blow.piece + behind,
    "end early": lambda _, before, __: before,
}
OF_LINES: dict[str, Callable[[Blow, list[bytes], int], list[bytes]]] = {
    "swap": swapped,
    "delete": lambda blow, lines, at: [*lines[:at], *lines[at + 1 + blow.length % 4 :]],
    "repeat": lambda blow, lines, at: [*lines[: at + 1 + blow.length % 12], *lines[at:]],
    "indent": lambda blow, lines, at: [*lines[:at], b" " * (blow.length % 5) + lines[at], *lines[at + 1 :]],
    "another value": with_another_value,
}
BLOWS = st.builds(
    Blow,
    kind=st.sampled_from([*OF_BYTES, *OF_LINES]),
    where=st.integers(0, 2000),
    length=st.integers(0, 60),
    piece=st.one_of(PIECES.map(str.encode), st.binary(max_size=8)),
)


def outcome(content: Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(
        main, ["--project", str(content.parent), "--lang", "en", "--quiet", "check", "--as-of", "2026-02-01"]
    )
    return result.exit_code, result.stdout, result.stderr


def wrong_places(output: str, project: Path) -> list[str]:
    """Return the problems whose file or line is not there."""
    wrong = []
    for line in output.splitlines():
        if line.startswith("    hint: "):
            continue
        found = PLACE.fullmatch(line)
        if found is None or not is_there(project / found[1], int(found[2] or 0)):
            wrong.append(line)
    return wrong


def is_there(path: Path, line: int) -> bool:
    if line == 0:
        return path.exists()
    text = path.read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return line <= text.count(b"\n") + 1


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(damage=st.lists(st.tuples(st.sampled_from(FILES), BLOWS), min_size=1, max_size=3))
def test_damaged_files_are_answered(damage: list[tuple[str, Blow]]) -> None:
    with TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        shutil.copytree(BASE, content)
        for path, blow in damage:
            (content / path).write_bytes(blow.strike((content / path).read_bytes()))
        started = time.process_time()
        status, output, errors = outcome(content)
        assert (errors, status in (0, 1)) == ("", True)
        assert time.process_time() - started < SECONDS
        assert status == int(": error: " in output)
        assert wrong_places(output, content.parent) == []
