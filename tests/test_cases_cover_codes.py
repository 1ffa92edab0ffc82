"""Every problem that content may have stands in a case, so that its place and its words are seen."""

import re
from pathlib import Path

import pytest
import yaml

from generator.messages import load_catalogue

CASES = sorted((Path(__file__).parent / "cases" / "check").glob("*.yml"))
CODE = re.compile(r" (?:error|warning): .*\[([a-z0-9-]+)\]$", re.MULTILINE)
# Files as such, finished sites, editions, PDFs, personal data, registers, acts on them and audiences have tests of
# their own.
ELSEWHERE = ("yaml-", "fmt-", "site-", "publish-", "pdf-", "personal-data-", "register-", "act-", "audience-")
# What pydantic may find and we did not foresee; tests/model/test_validate.py makes it happen.
UNFORESEEN = {"field-invalid"}
# What no text file can plant; tests/test_content.py makes it happen.
ON_DISK = {"content-no-file", "content-unreadable"}
CODES = sorted(
    code
    for code in load_catalogue("en").sentences
    if not code.startswith(ELSEWHERE) and code not in UNFORESEEN | ON_DISK
)


def expected(path: Path) -> str:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(case["expected"], str)
    return case["expected"]


FOUND = {code for path in CASES for code in CODE.findall(expected(path))}


@pytest.mark.parametrize("code", CODES)
def test_a_case_shows_the_problem(code: str) -> None:
    assert code in FOUND


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_expects_something(path: Path) -> None:
    assert CODE.findall(expected(path))
