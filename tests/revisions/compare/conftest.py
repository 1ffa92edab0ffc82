"""The fictional documents, read and checked once."""

import datetime as dt
from pathlib import Path

import pytest

from generator.build.prepare import Prepared, prepare
from generator.library import Library

THREE = Path(__file__).resolve().parents[2] / "three" / "content"
NOW = dt.datetime(2026, 2, 1, tzinfo=dt.UTC)


@pytest.fixture(scope="session")
def prepared() -> Prepared:
    return prepare(THREE, "2026-02-01", {}, NOW)


@pytest.fixture(scope="session")
def three(prepared: Prepared) -> Library:
    return prepared.library
