"""The ground the project stands on: locks, entry points, commands, and nothing of one machine in it."""

import importlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

import bootstrap

ROOT = Path(bootstrap.__file__).resolve().parent
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
TARGETS = ("site", "test", "serve", "check", "bench-search", "lock", "clean")
MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:home|Users|root|work|opt)/[\w.-]+")
REGISTRIES = re.compile(r"(?i)--(?:extra-)?index-url|--find-links|https?://\S+/simple\b|file:///")


def kept_files() -> list[Path]:
    """Return what git holds or would take in."""
    if not (ROOT / ".git").exists():
        pytest.skip("not applicable: not a git checkout")
    listing = [shutil.which("git") or "git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return [ROOT / name for name in names.split("\0") if name and (ROOT / name).is_file()]


def read_text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="ignore")


def test_no_file_holds_a_path_of_one_machine() -> None:
    found = {path.name: MACHINE_PATHS.findall(read_text(path)) for path in kept_files()}
    assert {name: hits for name, hits in found.items() if hits} == {}


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.stem)
def test_every_locked_version_has_hashes_and_no_address(path: Path) -> None:
    text = read_text(path)
    assert "://" not in text
    entries = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
    assert entries
    assert [entry for entry in entries if not re.match(r"[\w.-]+==[\w.]+.*\\$", entry)] == []
    assert len(re.findall(r"\\\n    --hash=sha256:[0-9a-f]{64}", text)) >= len(entries)


def test_no_registry_address_is_kept() -> None:
    found = {path.name: REGISTRIES.findall(read_text(path)) for path in kept_files() if path != Path(__file__)}
    assert {name: hits for name, hits in found.items() if hits} == {}


def test_each_lock_is_one_that_make_lock_writes() -> None:
    assert {path.stem for path in LOCKS} == set(bootstrap.LOCKS)
    assert {path.stem for path in (ROOT / "requirements").glob("*.in")} == set(bootstrap.LOCKS)


def needs(name: str) -> set[str]:
    lines = read_text(ROOT / f"requirements/{name}.in").splitlines()
    return {line for line in lines if line and not line.startswith(("#", "-"))}


def test_locks_and_pyproject_name_the_same_dependencies() -> None:
    assert needs("runtime") == {*PROJECT["project"]["dependencies"], *PROJECT["build-system"]["requires"]}
    assert needs("test") == set(PROJECT["dependency-groups"]["test"])


def locked_versions(name: str) -> set[str]:
    return set(re.findall(r"^[\w.-]+==[^\\]+", read_text(ROOT / f"requirements/{name}.txt"), flags=re.MULTILINE))


def test_test_lock_holds_the_runtime_lock() -> None:
    assert locked_versions("runtime") <= locked_versions("test")


@pytest.mark.parametrize("target", TARGETS)
def test_make_target_is_one_call_of_bootstrap(target: str) -> None:
    recipe = re.search(rf"^{target}:.*\n((?:\t.+\n?)+)", read_text(ROOT / "Makefile"), flags=re.MULTILINE)
    assert recipe is not None
    assert recipe[1].strip() == f"$(PYTHON) bootstrap.py {target} $(ARGS)"
    assert target in bootstrap.COMMANDS


def test_ci_runs_the_readmes_test_command() -> None:
    commands = [line for line in read_text(ROOT / ".ci/run").splitlines() if line and not line.startswith("#")]
    assert commands[-1] == "make test"
    assert re.search(r"^\s*make test\b", read_text(ROOT / "README.md"), flags=re.MULTILINE)


@pytest.mark.parametrize(
    "target",
    [
        *PROJECT["project"]["scripts"].values(),
        *PROJECT["project"]["entry-points"]["mkdocs.plugins"].values(),
    ],
)
def test_entry_point_exists(target: str) -> None:
    module, _, name = target.partition(":")
    assert callable(getattr(importlib.import_module(module), name))


def test_skip_for_a_missing_tool_fails_where_tools_are_required(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(ROOT / "tests/conftest.py", tmp_path)
    (tmp_path / "test_skips.py").write_text(
        "import os, pytest\n"
        "def test_tool():\n    pytest.skip('no browser')\n"
        "def test_machine():\n    pytest.skip('not applicable: root may read everything')\n"
        "def test_known():\n    pytest.xfail('known')\n"
    )
    (tmp_path / "test_module.py").write_text("import pytest\npytest.importorskip('no_such_module')\n")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--continue-on-collection-errors"]
    monkeypatch.setenv("SIGAP_REQUIRE_TOOLS", "1")
    strict = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert strict.returncode == 1
    assert strict.stdout.splitlines()[-1].startswith("1 failed, 1 skipped, 1 xfailed, 1 error")
    assert "no browser" in strict.stdout
    assert "no_such_module" in strict.stdout
    monkeypatch.delenv("SIGAP_REQUIRE_TOOLS")
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == 0


def test_python_without_ensurepip_is_told_which_package_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(bootstrap.BootstrapError, match=r"apt-get install python3\.\d+-venv"):
        bootstrap.require_venv()


def test_old_python_is_told_what_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "OLDEST_PYTHON", (3, 99))
    with pytest.raises(bootstrap.BootstrapError, match="newer is needed, and this is 3"):
        bootstrap.require_python()


def test_environment_filled_from_an_older_lock_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = tmp_path / "runtime.txt"
    lock.write_text("one")
    monkeypatch.setattr(bootstrap, "lock_path", lambda _name: lock)
    stamp = bootstrap.Stamp(tmp_path)
    assert not stamp.is_usable
    stamp.remember("runtime", bootstrap.digest(b"one"))
    assert bootstrap.Stamp(tmp_path).is_usable
    lock.write_text("two")
    assert not bootstrap.Stamp(tmp_path).is_usable


def test_a_missing_qpdf_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SIGAP_QPDF", raising=False)
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert bootstrap.find_qpdf() is None
    with pytest.raises(bootstrap.BootstrapError, match=r"sudo apt-get install qpdf.*SIGAP_QPDF"):
        bootstrap.install_qpdf()


def test_a_missing_ssh_keygen_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(bootstrap.BootstrapError, match="sudo apt-get install openssh-client"):
        bootstrap.install_ssh_keygen()


def test_a_missing_ssh_keygen_is_installed_where_we_may(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def install(_prefix: object, package: str) -> None:
        (tmp_path / "ssh-keygen").symlink_to(sys.executable)
        asked.append(package)

    asked: list[str] = []
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(bootstrap, "apt_prefix", list)
    monkeypatch.setattr(bootstrap, "apt_install", install)
    bootstrap.install_ssh_keygen()
    bootstrap.install_ssh_keygen()
    assert asked == ["openssh-client"]


def test_a_qpdf_that_does_not_start_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SIGAP_QPDF", str(tmp_path / "qpdf"))
    with pytest.raises(bootstrap.BootstrapError, match="which does not start"):
        bootstrap.find_qpdf()


def test_a_qpdf_that_is_named_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIGAP_QPDF", sys.executable)
    assert bootstrap.find_qpdf() == sys.executable
