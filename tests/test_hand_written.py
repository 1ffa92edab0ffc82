import pytest

from generator.hand_written import PageFacts, read_hand_written
from tests.contents import at


def read(text: str, path: str = "tentang.md") -> tuple[PageFacts | None, str, list[str]]:
    page, problems = read_hand_written(text.encode(), path, path)
    return (page.facts if page else None), (page.text if page else ""), at(problems)


@pytest.mark.parametrize(
    ("text", "title", "rest"),
    [
        pytest.param("# A\n", None, "# A\n", id="nothing in front"),
        pytest.param("---\ntitle: A\n---\n# B\n", "A", "# B\n", id="a title in front"),
        pytest.param("---\ntitle: 1.10\n---\nx", "1.10", "x", id="a title that looks like a number"),
        pytest.param("---\r\ntitle: A\r\n---\r\n# B\r\n", "A", "# B\n", id="line ends of Windows"),
        pytest.param("\ufeff---\ntitle: A\n---\n", "A", "", id="a byte order mark"),
        pytest.param("---\n---\nx", None, "x", id="empty front matter"),
        pytest.param("---\ntitle: A\n", None, "---\ntitle: A\n", id="dashes that are never closed are a rule"),
        pytest.param("template: home.html\n\nx", None, "template: home.html\n\nx", id="a line with a colon is text"),
        pytest.param("", None, "", id="an empty page"),
    ],
)
def test_what_stands_in_front(text: str, title: str | None, rest: str) -> None:
    facts, found, problems = read(text)
    assert problems == []
    assert facts is not None
    assert (facts.title, found) == (title, rest)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("---\ntemplate: home.html\n---\n", ["2:1 field-unknown"], id="a template"),
        pytest.param("---\ntitle: A\nsearch: {boost: 9}\n---\n", ["3:1 field-unknown"], id="a key of a theme"),
        pytest.param("---\ntitle: &a A\n---\n", ["2:8 yaml-anchor"], id="an anchor"),
        pytest.param("---\n- a\n---\n", ["2:1 file-not-mapping"], id="a list"),
        pytest.param("---\ntitle: |-\n  a\n  b\n---\n", ["2:8 field-not-one-line"], id="a title of two lines"),
        pytest.param("a\u0007b", ["1:2 yaml-control-character"], id="a control character"),
    ],
)
def test_faults_in_front_have_their_place(text: str, expected: list[str]) -> None:
    facts, _, problems = read(text)
    assert (facts, problems) == (None, expected)


def test_deep_brackets_in_front_end_in_a_problem() -> None:
    _, _, problems = read(f"---\ntitle: {'[' * 100_000}\n---\n")
    assert [problem.split()[1] for problem in problems] == ["yaml-too-deep"]


@pytest.mark.parametrize("name", ["README.md", "a b.md", 'a"><b>.md', "..md", "x\ny.md", "é.md", "\udcff.md", "a_b.md"])
def test_a_name_that_is_no_address_is_refused(name: str) -> None:
    assert read("# A\n", name)[2] == ["0:0 page-name"]
