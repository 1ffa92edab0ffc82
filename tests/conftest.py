"""What all tests share: the tools they need, and the rule that `make test` may not lack one."""

import os
import shutil
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A busy machine is no fault of an example: time is asserted where it is promised, in processor time.
settings.register_profile("sigap", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("sigap")

ROOT = Path(__file__).resolve().parent.parent
# A skip that says so has a reason in the machine itself, such as a rule that root is not held to.
NOT_APPLICABLE = "Skipped: not applicable:"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="Rewrite expected results; read the difference.")


@pytest.fixture(scope="session")
def root_path() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Return a Chromium or Chrome; bootstrap.py names it in SIGAP_CHROMIUM."""
    named = os.environ.get("SIGAP_CHROMIUM")
    found = named or shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        pytest.skip("no Chromium here: run the tests with `make test`")
    return found


@pytest.fixture(scope="session")
def qpdf_path() -> str:
    """Return qpdf, which checks the structure of PDFs; bootstrap.py names it in SIGAP_QPDF."""
    found = os.environ.get("SIGAP_QPDF") or shutil.which("qpdf")
    if not found:
        pytest.skip("no qpdf here: run the tests with `make test`")
    return found


@pytest.fixture(scope="session")
def properdocs_path() -> Path:
    return find_builder("properdocs")


@pytest.fixture(scope="session")
def zensical_path() -> Path:
    return find_builder("zensical")


def find_builder(name: str) -> Path:
    """Return a site builder that lives in an environment of its own, made by `make test`."""
    path = Path(os.environ.get(f"SIGAP_{name.upper()}") or ROOT / f".venv-{name}/bin/{name}")
    if not path.exists():
        pytest.skip(f"no {name} here: run the tests with `make test`")
    return path


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    fail_a_skip(report)
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    fail_a_skip(report)
    return report


def fail_a_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure under SIGAP_REQUIRE_TOOLS: a green run must have tried everything."""
    if not os.environ.get("SIGAP_REQUIRE_TOOLS") or not report.skipped or hasattr(report, "wasxfail"):
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    if not reason.startswith(NOT_APPLICABLE):
        report.outcome = "failed"
        report.longrepr = f"a skipped test is a failure under SIGAP_REQUIRE_TOOLS: {reason}"
