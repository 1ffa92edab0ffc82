"""A small office for tests of acts: the clean content with three people, a clock that goes on, and its commands."""

import datetime as dt
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from generator.content import gather
from generator.library import HeldDocument, HeldRevision, Library
from generator.placing import build_library
from generator.revisions.acts.adopting import Adoption, adopt
from generator.revisions.acts.approving import Approval, approve
from generator.revisions.acts.desk import Desk, Outcome, RefusalError, perform
from generator.revisions.acts.opening import Wish, revise
from generator.revisions.acts.publishing import Publication, publish
from generator.revisions.acts.showing import Said
from generator.revisions.acts.submitting import send_back, submit
from generator.revisions.acts.withdrawing import Request, withdraw
from generator.revisions.register.chain import Chain
from generator.revisions.register.entry import Act
from generator.revisions.register.journal import go_on, open_journal
from tests.contents import base_copy, edit, switch_off_rules, write_files

START = dt.datetime(2026, 2, 2, 8, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
FILES = {
    "settings/roles.yml": "roles:\n  - {id: peran-kasir, name: Kepala Kasir}\n",
    "settings/people.yml": (
        "people:\n"
        "  - {id: orang-ani, name: Ani, role: peran-kasir, reason: Menyusun.}\n"
        "  - {id: orang-budi, name: Budi Santoso, role: peran-kasir, reason: Memeriksa.}\n"
        "  - {id: orang-citra, name: Citra, reason: Menyetujui.}\n"
    ),
    "settings/document-classes.yml": (
        "document_classes:\n"
        "  - {id: kelas-sop, name: SOP, required_acts: [prepared, reviewed, approved], withdrawal_acts: [approved]}\n"
    ),
}
DRAFT = "documents/kasir/2/revision.yml"
ROW = "(diisi penyusun)"


@dataclass
class Office:
    """Content and the moment at which the next command is given; each takes a minute.

    Attributes:
        content: The content folder.
        now: The moment of the next command.
        step: What happens before each write; see `Journal`.
        beginnings: Offices that have come as far as their names say, which save doing the same again.
    """

    content: Path
    now: dt.datetime = START
    step: Callable[[str], None] = field(default=go_on)
    beginnings: dict[str, "Office"] = field(default_factory=dict, repr=False)

    def library(self) -> Library:
        return build_library(gather(self.content), self.now)

    def desk(self) -> Desk:
        return Desk(self.content, self.library(), "Pengendali Dokumen")

    def held(self, key: str) -> tuple[Library, HeldDocument, HeldRevision]:
        library = self.library()
        document = library.documents["kasir"]
        return library, document, document.revisions[key]

    def chain(self) -> Chain:
        return self.library().content.registers.get("kasir", Chain("kasir"))

    def acts(self) -> list[str]:
        return [f"{entry.revision} {entry.act}" for entry in self.chain().entries]

    def do(self, act: Callable[[Desk], Outcome]) -> Outcome:
        with open_journal(self.content, step=self.step) as journal:
            outcome = perform(journal, lambda: act(self.desk()))
        self.now += dt.timedelta(minutes=1)
        return outcome

    def refused(self, act: Callable[[Desk], Outcome]) -> list[str]:
        """Return why a command is refused; nothing is written then."""
        before = everything(self.content)
        try:
            self.do(act)
        except RefusalError as refusal:
            assert everything(self.content) == before
            return [problem.code for problem in refusal.problems]
        raise AssertionError("the command was not refused")

    def adopt(self) -> Outcome:
        return self.do(lambda desk: adopt(desk, "kasir", "1", Adoption("Diadopsi.")))

    def revise(self) -> Outcome:
        return self.do(lambda desk: revise(desk, "kasir", Wish()))

    def write(self, words: str = "Selamat pagi") -> None:
        """Do what an author does: fill in the log and change a script."""
        path = self.content / DRAFT
        path.write_text(path.read_text(encoding="utf-8").replace(ROW, "Bagian SOP"), encoding="utf-8")
        edit(self.content, "documents/kasir/2/scripts.yml", "Selamat datang", words)

    def submit(self) -> Outcome:
        return self.do(lambda desk: submit(desk, "kasir", None, Said("Ani")))

    def send_back(self) -> Outcome:
        return self.do(lambda desk: send_back(desk, "kasir", None, "Kalimatnya belum jelas."))

    def approve(self, act: Act, name: str, *, for_withdrawal: bool = False, key: str = "2") -> Outcome:
        approval = Approval(act, self.said(name), is_for_withdrawal=for_withdrawal)
        return self.do(lambda desk: approve(desk, "kasir", key, approval))

    def said(self, name: str) -> Said:
        reply = self.content.parent / "balasan.txt"
        reply.write_text(f"Setuju. {name}\n", encoding="utf-8")
        return Said(name, "Kepala", evidence=reply)

    def publish(self, effective: str = "2026-03-01") -> Outcome:
        return self.do(lambda desk: publish(desk, "kasir", "2", Publication(effective)))

    def withdraw(self, at: str = "2026-04-01", key: str = "2") -> Outcome:
        request = Request("Keliru.", "Pengurus", at)
        return self.do(lambda desk: withdraw(desk, "kasir", key, request))

    def in_review(self) -> "Office":
        if not self._as("in_review"):
            self.adopt()
            self.revise()
            self.write()
            self.submit()
        return self

    def approved(self) -> "Office":
        if not self._as("approved"):
            self.in_review()
            self.approve(Act.REVIEWED, "Budi Santoso")
            self.approve(Act.APPROVED, "Citra")
        return self

    def published(self) -> "Office":
        if not self._as("published"):
            self.approved()
            self.publish()
        return self

    def _as(self, name: str) -> bool:
        """Copy an office that has come so far, when nothing was done here yet."""
        there = self.beginnings.get(name)
        if there is None or everything(self.content) != everything(self.beginnings["fresh"].content):
            return False
        shutil.copytree(there.content, self.content, dirs_exist_ok=True)
        self.now = there.now
        return True


def office(folder: Path) -> Office:
    content = switch_off_rules(base_copy(folder))
    write_files(content, FILES)
    return Office(content)


def everything(content: Path) -> dict[str, bytes]:
    """Return every file of a content folder but those of a journal."""
    found = (path for path in sorted(content.rglob("*")) if path.is_file() and ".sigap-journal" not in path.parts)
    return {path.relative_to(content).as_posix(): path.read_bytes() for path in found}
