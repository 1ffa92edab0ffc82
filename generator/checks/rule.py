"""What a rule is: one function that reads the survey and yields findings, with its page and its words.

A rule lives in one module of `generator/checks/rules/`, beside the rules of its family. The module is
found by itself; nothing else has to name it. The docstring of the function is the rule's page
(`sigap rules CODE`): one sentence first, then why it matters, then a wrong and a right example.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from generator.checks.evidence import fingerprint_of
from generator.messages import Catalogue, Language, Sentence, fill
from generator.problems import Location, Problem, Severity

if TYPE_CHECKING:
    from generator.kinds.accepted.schema import Acceptance
    from generator.model.base import Model
    from generator.survey import Entry, Survey


class State(enum.StrEnum):
    """What the controller has said of a finding (`content/accepted.yml`).

    `new`: nothing yet. `open`: it is a fault, and its owner has been asked. `accepted`: it is a fault that is
    lived with. `dismissed`: it is no fault. `expired`: something was said, and its day has passed.
    """

    NEW = "new"
    OPEN = "open"
    ACCEPTED = "accepted"
    DISMISSED = "dismissed"
    EXPIRED = "expired"

    @property
    def is_settled(self) -> bool:
        """Tell whether the controller's word still holds, so that nothing is stopped."""
        return self in (State.OPEN, State.ACCEPTED, State.DISMISSED)


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence in the languages of problems; `{names}` are filled in from a finding's values."""

    en: str
    id: str

    def in_language(self, language: Language) -> str:
        """Return the sentence in a language, English when there is no other."""
        return self.id if language == "id" else self.en


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule.

    Attributes:
        code: Its name for life, such as `condition-gap`.
        severity: How bad its findings are, unless settings weigh them otherwise.
        message, hint: What is wrong, and one thing to do, for authors and controllers.
        agent: The same in the words of an agent, in Indonesian; None when agents need not know.
        arises_with_time: A finding can appear without any change of the content, as days pass.
        find: The function.
        family: The name of its module, such as `conditions`.
    """

    code: str
    severity: Severity
    message: Words
    hint: Words
    agent: str | None
    arises_with_time: bool
    find: Callable[[Survey], Iterator[Finding]]
    family: str

    @property
    def page(self) -> str:
        """Return the rule's docstring."""
        return self.find.__doc__ or ""

    def __call__(self, survey: Survey) -> Iterator[Finding]:
        """Yield what the rule finds."""
        return self.find(survey)

    def finding(
        self,
        place: Location,
        about: Entry[Model],
        *,
        also: Iterable[Entry[Model]] = (),
        is_for_agents: bool = True,
        **values: object,
    ) -> Finding:
        """Make a finding of this rule.

        Args:
            place: The line that is wrong.
            about: The entry whose unit the finding is reported at.
            also: Other entries that were looked at; when their words change, the finding is a new one.
            is_for_agents: Whether this case touches what agents say, record or click.
            **values: What the sentences name.
        """
        texts = {name: str(value) for name, value in values.items()}
        looked_at = [about, *also]
        return Finding(
            location=place,
            code=self.code,
            values=texts,
            severity=self.severity,
            rule=self,
            address=about.address,
            revision=about.revision_key,
            others=tuple(dict.fromkeys(each.address for each in looked_at if each.address != about.address)),
            fingerprint=fingerprint_of(self.code, texts, [each.model for each in looked_at]),
            is_for_agents=is_for_agents and self.agent is not None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Problem):
    """A problem that a rule found and a controller may settle.

    Attributes:
        rule: The rule.
        address: The unit it is reported at, without revision; a document's id for the document as a whole.
        revision: The key of the revision; None outside of documents.
        others: Addresses of other units that were looked at.
        fingerprint: A digest of the words that were looked at; another one means another finding.
        is_for_agents: It is shown at the unit, in the agent's words.
        state: What the controller has said of it.
        said: The entry of accepted.yml in which it was said, if any.
        is_of_draft: It was found in a revision that is not published, which no reader sees.
    """

    rule: Rule
    address: str
    revision: str | None
    others: tuple[str, ...] = ()
    fingerprint: str = ""
    is_for_agents: bool = False
    state: State = State.NEW
    said: Acceptance | None = None
    is_of_draft: bool = False

    @property
    def reason(self) -> str:
        """Return why it was settled, in the controller's words."""
        return self.said.reason if self.said else ""

    def sentence(self, catalogue: Catalogue) -> Sentence:
        """Return what is wrong and what to do, for authors and controllers."""
        message = fill(self.rule.message.in_language(catalogue.language), self.values)
        if self.state is State.EXPIRED and self.said and self.said.until:
            message = f"{message} {catalogue.was_settled_until(self.said.until.isoformat())}"
        return Sentence(message, fill(self.rule.hint.in_language(catalogue.language), self.values))

    @property
    def agent_text(self) -> str:
        """Return what agents read at the unit, in Indonesian; empty when it does not concern them or is no fault."""
        is_shown = self.is_for_agents and self.state is not State.DISMISSED
        return fill(self.rule.agent, self.values) if is_shown and self.rule.agent else ""

    def settled(self, said: Acceptance, on: dt.date) -> Finding:
        """Return the finding with what the controller said of it.

        What has expired is back as a warning, however bad it is: somebody has looked at it, and a day that passes
        must not stop a build of content that nobody has touched.
        """
        if said.until is not None and said.until < on:
            return replace(self, state=State.EXPIRED, said=said, severity=Severity.WARNING)
        return replace(self, state=State(said.decision), said=said)


@dataclass
class Declared:
    """The rules that modules have declared so far, by code."""

    rules: dict[str, Rule] = field(default_factory=dict)


DECLARED = Declared()


def rule(
    code: str,
    *,
    message: Words,
    hint: Words,
    severity: Severity = Severity.WARNING,
    agent: str | None = None,
    arises_with_time: bool = False,
) -> Callable[[Callable[[Survey], Iterator[Finding]]], Rule]:
    """Declare the function below as the rule of this code; see `Rule` for the arguments."""

    def declare(find: Callable[[Survey], Iterator[Finding]]) -> Rule:
        if code in DECLARED.rules:
            raise ValueError(f"two rules have the code {code!r}")
        family = find.__module__.rpartition(".")[2]
        DECLARED.rules[code] = Rule(code, severity, message, hint, agent, arises_with_time, find, family)
        return DECLARED.rules[code]

    return declare


def is_new_finding(problem: Problem) -> bool:
    """Tell whether a problem is a finding that came with a change of the content and that nobody has settled yet.

    A finding in a draft stops no build: the draft is not on the site, and `sigap publish` refuses it.
    """
    if not isinstance(problem, Finding) or problem.is_of_draft:
        return False
    return problem.state is State.NEW and not problem.rule.arises_with_time
