"""What is new since a revision: lines may move, and nothing in the work tree changes."""

import subprocess
from pathlib import Path

import pytest

from generator.checks.since import SinceError, content_at, only_new
from generator.problems import Location, Problem, error
from tests.contents import FAQ, base_copy, edit
from tests.findings import finding


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", "-C", folder, *identity, *arguments], capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture(params=["", "sop/pelanggan"], ids=["at the root", "in a folder"])
def content(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    git(tmp_path, "init", "--quiet")
    content = base_copy(tmp_path / request.param)
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message", "one")
    return content


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("revision", ["HEAD", "HEAD~0", "@"])
def test_the_content_of_a_revision_is_laid_out(content: Path, revision: str) -> None:
    committed = files(content)
    edit(content, FAQ, "cara membayar", "caranya membayar")
    (content / "baru.yml").write_text("a: b\n", encoding="utf-8")
    (content / "settings/brands.yml").unlink()
    before = git(content, "status", "--porcelain"), files(content)
    with content_at(content, revision) as laid_out:
        assert files(laid_out) == committed
        assert laid_out.name == "content"
    assert not laid_out.exists()
    assert (git(content, "status", "--porcelain"), files(content)) == before


def test_it_works_inside_a_hook(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    with content_at(content, "HEAD") as laid_out:
        assert files(laid_out) == files(content)


@pytest.mark.parametrize("revision", ["tidak-ada", "--all", "", "HEAD:content", "-h"])
def test_a_revision_that_is_none(content: Path, revision: str) -> None:
    with pytest.raises(SinceError, match=r"git knows no revision '.*'"), content_at(content, revision):
        pass


def test_a_revision_without_content(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "commit", "--quiet", "--allow-empty", "--message", "empty")
    with pytest.raises(SinceError, match="revision 'HEAD' has no content"), content_at(base_copy(tmp_path), "HEAD"):
        pass


def test_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(SinceError, match="is in no git repository"), content_at(base_copy(tmp_path), "HEAD"):
        pass


def test_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SinceError, match="git is not installed"), content_at(base_copy(tmp_path), "HEAD"):
        pass


def at(line: int, code: str = "a", **values: str) -> Problem:
    return error(Location("content/a.yml", line, 1), code, **values)


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        pytest.param([at(9)], [at(2)], [], id="it has moved"),
        pytest.param([at(2, x="1")], [at(2, x="2")], [0], id="another value"),
        pytest.param([at(2, first="c.yml:7:1")], [at(2, first="c.yml:3:1")], [], id="the place it names has moved"),
        pytest.param([at(2), at(5)], [at(2)], [1], id="once more"),
        pytest.param([at(2)], [at(2), at(5)], [], id="once less"),
        pytest.param([finding(place=Location("content/b.yml", 1, 1))], [finding()], [], id="a finding in another file"),
    ],
)
def test_what_is_new(now: list[Problem], before: list[Problem], expected: list[int]) -> None:
    assert only_new(now, before) == [now[number] for number in expected]
