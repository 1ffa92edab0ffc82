"""What a manifest says, and what is told from it later."""

import contextlib
import datetime as dt
import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.build.prepare import prepare
from generator.editions.manifest import (
    MANIFEST,
    Damage,
    DocumentState,
    Manifest,
    ManifestError,
    RegisterHead,
    damage_of,
    make_manifest,
    read_manifest,
)
from generator.revisions.fingerprint import Fingerprints
from generator.revisions.register.chain import Chain
from generator.revisions.register.entry import Act, Entry
from tests.contents import base_copy


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "site/kasir").mkdir(parents=True)
    (tmp_path / "site/index.html").write_text("a")
    (tmp_path / "site/kasir/index.html").write_text("b")
    (tmp_path / "site" / MANIFEST).write_text("of another time")
    return tmp_path / "site"


def test_it_says_what_is_shown(site: Path, tmp_path: Path) -> None:
    library = prepare(base_copy(tmp_path), "2026-02-01", {}, dt.datetime.now(dt.UTC)).library
    at = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    chain = Chain("kasir").with_entry(Entry("kasir", "1", Act.ADOPTED, at, "pengendali"))
    library.content.registers["kasir"] = chain
    said = json.loads(make_manifest(library, site, "pagi").to_bytes())
    document = library.documents["kasir"]
    assert document.current is not None
    assert said["documents"] == {
        "kasir": {
            "revision": "1",
            "fingerprint": Fingerprints(library).of_revision(document, document.current),
            "status": "in-force",
            "register": {"lines": 1, "head": chain.head},
        }
    }
    assert said["files"] == {
        "index.html": hashlib.sha256(b"a").hexdigest(),
        "kasir/index.html": hashlib.sha256(b"b").hexdigest(),
    }
    assert said["units"].keys() == {unit.address for unit in library.units()}
    assert said["units"]["kasir/sapaan"] == Fingerprints(library).of_address("kasir/sapaan")
    assert (said["schema"], said["edition"], said["audience"]) == (1, "pagi", "internal")
    assert said["as_of"] == "2026-02-01T00:00:00+07:00"
    assert make_manifest(library, site, "pagi").to_bytes() == make_manifest(library, site, "pagi").to_bytes()


def test_what_differs_is_told(site: Path) -> None:
    manifest = Manifest("e", "2026", files={"index.html": hashlib.sha256(b"a").hexdigest(), "gone.html": "0"})
    (site / "link").symlink_to("index.html")
    assert damage_of(site, manifest) == Damage((), ("gone.html",), ("kasir/index.html", "link"))
    (site / "index.html").write_text("other")
    assert damage_of(site, manifest).changed == ("index.html",)


TEXT = st.text(min_size=1, max_size=8)
HEADS = st.builds(RegisterHead, st.integers(0, 10**6), st.text(max_size=8))
DOCUMENTS = st.dictionaries(TEXT, st.builds(DocumentState, TEXT, TEXT, TEXT, HEADS), max_size=3)
MAPS = st.dictionaries(TEXT, TEXT, max_size=3)
MANIFESTS = st.builds(Manifest, TEXT, TEXT, TEXT, DOCUMENTS, MAPS, MAPS)


@given(manifest=MANIFESTS)
def test_what_is_written_is_read(manifest: Manifest, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / MANIFEST
    path.write_bytes(manifest.to_bytes())
    assert read_manifest(path) == manifest


JSON = st.recursive(
    st.none() | st.integers() | st.text(max_size=3), lambda each: st.dictionaries(TEXT, each), max_leaves=4
)
KEYS = st.sampled_from(["schema", "edition", "as_of", "audience", "documents", "units", "files"])


@given(key=KEYS, value=JSON)
def test_a_manifest_with_anything_in_it_is_read_or_refused(
    key: str, value: object, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / MANIFEST
    whole = Manifest("e", "2026", "internal", {"kasir": DocumentState("1", "s2", "x")}, {"a": "b"}, {"c": "d"})
    path.write_text(json.dumps(json.loads(whole.to_bytes()) | {key: value}))
    with contextlib.suppress(ManifestError):
        read_manifest(path).to_bytes()


@pytest.mark.parametrize("text", ["", "[]", "{", "[" * 100_000, '{"schema": 2}', '{"schema": 1}'])
def test_what_is_no_manifest_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST).write_text(text)
    with pytest.raises(ManifestError):
        read_manifest(tmp_path)
