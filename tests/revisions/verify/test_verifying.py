"""`sigap verify`: what is right is told in full, what is wrong is found, and what nobody could look at is said."""

import datetime as dt
import hashlib
import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.editions.manifest import DocumentState, Manifest, RegisterHead
from generator.revisions.register.entry import Act, Entry, Signature
from generator.revisions.register.evidence import signature_path
from generator.revisions.register.statement import NAMESPACE, approval_statement
from generator.revisions.verify.signatures import Verdict, shown_as, verify_signature
from tests.contents import SCRIPTS, edit
from tests.registers import add_evidence, chain_of, content_with_people, line, publish, record

ON = dt.date(2026, 1, 5)
PRINCIPAL = "budi@rekaan.example"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return content in which revision 1 of `kasir` is published."""
    content = content_with_people(tmp_path)
    publish(content)
    return content


def verified(content: Path, *options: str) -> Result:
    command = ["--project", str(content.parent), "--lang", "en", "verify", "--as-of", "2026-02-01", *options]
    return CliRunner().invoke(main, command)


def codes(content: Path, *options: str) -> list[str]:
    return [each["code"] for each in json.loads(verified(content, "--json", *options).stdout)["problems"]]


def witness(content: Path, edition: str = "2026-01-10") -> Path:
    """Write the manifest of an edition that knows the register as it is now."""
    chain = chain_of(content)
    state = DocumentState("1", "s2:" + "0" * 64, "in-force", RegisterHead(len(chain.entries), chain.head))
    path = content.parent / "public" / edition / "manifest.json"
    path.parent.mkdir(parents=True)
    path.write_bytes(Manifest(edition, "2026-01-10T00:00:00+07:00", documents={"kasir": state}).to_bytes())
    return path


def test_what_was_verified_is_told(content: Path) -> None:
    witness(content)
    result = verified(content)
    assert (result.exit_code, result.stderr) == (0, "errors: 0, warnings: 0\n")
    head = chain_of(content).head[:16]
    assert result.stdout == (
        f"kasir: 3 lines, head {head}; 1 fixed revision; approvals: 0 signed and verified, 2 recorded by the "
        "controller; 1 evidence file, 1 snapshot; known to 1 edition\nwitnesses: 2026-01-10\n"
    )


def test_that_no_witness_exists_is_said_and_is_no_fault(content: Path) -> None:
    result = verified(content)
    assert result.exit_code == 0
    assert "known to no edition\nno witness exists: " in result.stdout


def test_the_facts_as_json(content: Path) -> None:
    witness(content)
    (facts,) = json.loads(verified(content, "kasir", "--json").stdout)["registers"]
    assert facts == {
        "document": "kasir",
        "is_whole": True,
        "lines": 3,
        "head": chain_of(content).head,
        "fixed": 1,
        "approvals": {"signed": 0, "recorded": 2, "unchecked": 0},
        "evidence": 1,
        "snapshots": 1,
        "witnesses": ["2026-01-10"],
    }


def drop_last_line(content: Path) -> None:
    path = content / "register/kasir.jsonl"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))


def write_anew(content: Path) -> None:
    chain = chain_of(content)
    (content / "register/kasir.jsonl").unlink()
    record(content, *(replace(entry, recorded_by="orang lain") for entry in chain.entries))


def remove_register(content: Path) -> None:
    (content / "register/kasir.jsonl").unlink()


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        pytest.param(drop_last_line, "register-shorter", id="the last line is gone"),
        pytest.param(write_anew, "register-head-differs", id="a chain that is whole, and another one"),
        pytest.param(remove_register, "register-gone", id="no register at all"),
    ],
)
def test_a_witness_knows_better(content: Path, damage: Callable[[Path], None], code: str) -> None:
    damage(content)
    assert code not in codes(content)
    undamaged = content.parent / "other"
    undamaged.mkdir()
    other = content_with_people(undamaged)
    publish(other)
    elsewhere = witness(other)
    result = verified(content, "--witness", str(elsewhere))
    assert result.exit_code == 1
    assert f"[{code}]" in result.stdout


def test_the_log_of_editions_is_a_witness_of_those_that_are_gone(content: Path) -> None:
    head = {"lines": 9, "head": "0" * 64}
    public = content.parent / "public"
    public.mkdir()
    said = {
        "schema": 1,
        "deed": "published",
        "edition": "lama",
        "at": "2026-01-10T00:00:00+00:00",
        "by": "",
        "heads": {"kasir": head},
    }
    (public / "editions.jsonl").write_text(json.dumps(said) + "\n")
    assert codes(content) == ["register-shorter"]


def test_a_witness_that_cannot_be_read_is_named(content: Path) -> None:
    path = witness(content)
    path.write_text("{}")
    (content.parent / "public/editions.jsonl").write_text("?\n")
    assert codes(content) == ["register-witness-unreadable", "register-witness-unreadable"]


def test_a_changed_text_is_found_and_only_where_it_is_asked_for(content: Path) -> None:
    edit(content, SCRIPTS, "Selamat datang, saya", "Halo, saya")
    assert codes(content) == codes(content, "kasir") == ["register-unit-changed"]
    assert verified(content, "kasir").exit_code == 1
    result = verified(content, "gudang")
    assert (result.exit_code, result.stderr) == (3, "sigap: there is no document 'gudang' and no register of one\n")


def test_a_damaged_register_is_not_called_verified(content: Path) -> None:
    path = content / "register/kasir.jsonl"
    path.write_bytes(path.read_bytes().replace(b"Manajer", b"Direktur"))
    result = verified(content)
    assert result.exit_code == 1
    assert "kasir: damaged, so nothing of it is verified" in result.stdout


def test_snapshots_of_earlier_lines_are_verified_too(tmp_path: Path) -> None:
    content = content_with_people(tmp_path)
    first = line(content, Act.ADOPTED)
    edit(content, SCRIPTS, "Selamat datang, saya", "Halo, saya")
    record(content, first, line(content, Act.ADOPTED, 5, reason="Salah salin."))
    assert codes(content) == []
    path = content / f"register/snapshots/kasir-1-{first.fingerprint[3:15]}.json"
    path.write_bytes(path.read_bytes() + b" ")
    assert codes(content) == ["register-snapshot-changed"]
    path.unlink()
    assert codes(content) == ["register-snapshot-missing"]


def test_a_clock_that_was_set_back_is_said(tmp_path: Path) -> None:
    content = content_with_people(tmp_path)
    record(content, line(content, Act.ADOPTED, 5), line(content, Act.COMPARED, 1))
    assert codes(content) == ["register-moments-out-of-order"]
    assert verified(content).exit_code == 0


# Signatures


@pytest.fixture(scope="session")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a key pair made for these tests."""
    assert shutil.which("ssh-keygen"), (
        "ssh-keygen is missing: install openssh-client, or run the tests with `make test`"
    )
    path = tmp_path_factory.mktemp("keys") / "budi"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(path)], check=True)
    return path


def sign(key: Path, statement: bytes, namespace: str = NAMESPACE) -> bytes:
    command = ["ssh-keygen", "-q", "-Y", "sign", "-f", str(key), "-n", namespace]
    return subprocess.run(command, input=statement, capture_output=True, check=True).stdout


def allow(content: Path, key: Path, options: str = f'namespaces="{NAMESPACE}"') -> Path:
    path = content / "settings/allowed-signers"
    path.write_text(f"{PRINCIPAL} {options} {key.with_suffix('.pub').read_text()}")
    return path


def signed(content: Path, key: Path) -> Entry:
    """Return an approval with a signature over its statement, which is kept."""
    entry = line(content, Act.APPROVED, 1, person="budi", role="Manajer", on=ON)
    data = sign(key, approval_statement(entry))
    signature = Signature(hashlib.sha256(data).hexdigest(), PRINCIPAL)
    path = content / signature_path(signature)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return replace(entry, signature=signature)


def test_a_signed_approval_is_verified_again(tmp_path: Path, key: Path) -> None:
    content = content_with_people(tmp_path)
    allow(content, key)
    record(content, line(content, Act.PREPARED, person="ana", role="Penyusun", on=ON), signed(content, key))
    assert "approvals: 1 signed and verified, 1 recorded by the controller" in verified(content).stdout
    assert codes(content) == []


def test_a_signature_by_somebody_else_is_said(tmp_path: Path, key: Path) -> None:
    content = content_with_people(tmp_path)
    edit(content, "settings/people.yml", f", principal: {PRINCIPAL}", "")
    allow(content, key)
    record(content, signed(content, key))
    assert codes(content) == ["register-signature-of-other"]


def test_a_signature_over_another_act_is_found(tmp_path: Path, key: Path) -> None:
    content = content_with_people(tmp_path)
    allow(content, key)
    record(content, replace(signed(content, key), role="Direktur"))
    assert codes(content) == ["register-signature-false"]


@pytest.mark.parametrize("what", ["signers", "program"])
def test_what_nobody_can_verify_is_never_taken_as_verified(
    tmp_path: Path, key: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    content = content_with_people(tmp_path)
    entry = signed(content, key)
    record(content, entry)
    if what == "program":
        allow(content, key)
        monkeypatch.setenv("PATH", str(tmp_path))
    result = verified(content)
    assert result.exit_code == 0
    assert "[register-signature-unchecked]" in result.stdout
    assert "0 signed and verified, 1 not checked" in result.stdout


def test_a_signature_that_is_gone_or_another_one_is_found_by_check_too(tmp_path: Path, key: Path) -> None:
    content = content_with_people(tmp_path)
    allow(content, key)
    entry = signed(content, key)
    record(content, entry)
    assert entry.signature is not None
    path = content / signature_path(entry.signature)
    path.write_bytes(path.read_bytes() + b"\n")
    assert "register-signature-changed" in codes(content)
    path.unlink()
    assert "register-signature-missing" in codes(content)


@pytest.mark.parametrize(
    ("options", "on", "expected"),
    [
        pytest.param("", ON, Verdict.GOOD, id="good"),
        pytest.param('valid-before="20251231Z"', ON, Verdict.BAD, id="a key that had expired"),
        pytest.param('valid-before="20260106Z"', ON, Verdict.GOOD, id="a key that expired later"),
        pytest.param('namespaces="git"', ON, Verdict.BAD, id="a key for something else"),
    ],
)
def test_keys_are_asked_for_the_day_of_the_act(
    tmp_path: Path, key: Path, options: str, on: dt.date, expected: Verdict
) -> None:
    (tmp_path / "settings").mkdir()
    allowed = allow(tmp_path, key, options)
    result = verify_signature(b"pernyataan\n", sign(key, b"pernyataan\n"), PRINCIPAL, allowed, on)
    assert result.verdict is expected


def test_another_statement_namespace_or_signer_is_bad(tmp_path: Path, key: Path) -> None:
    (tmp_path / "settings").mkdir()
    allowed = allow(tmp_path, key)
    good = sign(key, b"pernyataan\n")
    cases = [
        (b"pernyataan\r\n", good, PRINCIPAL),
        (b"pernyataan\n", sign(key, b"pernyataan\n", "git"), PRINCIPAL),
        (b"pernyataan\n", good, "ana@rekaan.example"),
        (b"pernyataan\n", b"bukan tanda tangan\n", PRINCIPAL),
        (b"pernyataan\n", b"", PRINCIPAL),
    ]
    assert {verify_signature(*case, allowed, ON).verdict for case in cases} == {Verdict.BAD}
    assert verify_signature(b"pernyataan\n", good, PRINCIPAL, allowed, ON).is_good


def test_pages_tell_signed_from_recorded(tmp_path: Path) -> None:
    content = content_with_people(tmp_path)
    entry = line(content, Act.APPROVED, evidence=add_evidence(content, b"ya\n", "ya.txt"))
    assert shown_as(entry) == "register.shown-as.recorded"
    assert shown_as(replace(entry, signature=Signature("0" * 64, PRINCIPAL))) == "register.shown-as.signed"
