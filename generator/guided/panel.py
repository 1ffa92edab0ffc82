"""The panels of guided steps: one for each node of a flow, and one for each interrupt that shows a clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from generator.guided.shown import (
    OPEN_LETTERS,
    count_shown,
    left_out_of,
    letters_in,
    portions_of,
    shown_elsewhere,
)
from generator.guided.units import LEVEL, unit_html
from generator.guided.walking import way_words
from generator.kinds.change.schema import Change
from generator.kinds.clause.schema import Branch, Clause
from generator.kinds.clause.view import ClauseParts, Surroundings, clause_parts
from generator.kinds.flow.graph import FlowGraph, GraphInterrupt, GraphNode
from generator.kinds.flow.list import LinkView, edge_name, is_otherwise, kind_words, sibling_address
from generator.kinds.flow.schema import Flow, FlowNode, NodeKind
from generator.kinds.gap.view import gap_html
from generator.render.environment import render
from generator.render.labels import label

if TYPE_CHECKING:
    from generator.render.context import PageContext

_WHERE_SOMETHING_IS_DONE: Final[tuple[NodeKind, ...]] = ("step", "end", "unregulated")


@dataclass(frozen=True, slots=True)
class WayView:
    """A way on, as a button.

    Attributes:
        number: Its place among the ways of its node, from 1; up to 9 it is also its key.
        edge: Where it leaves and what it reaches, as `data-sigap-edge`.
        answer, condition: The words of the case; both may be empty.
        words: What the button says.
        is_otherwise: It is taken when no other one fits.
        target: What the node is called that it leads to.
    """

    number: int
    edge: str
    answer: str
    condition: str
    words: str
    is_otherwise: bool
    target: str
    is_inferred: bool


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case in which one comes to a node: the place of its way among those of the node before, and its words.

    Attributes:
        question: What the node before is called, where the answer alone would not say what was asked.
    """

    source: str
    number: int
    question: str
    answer: str
    condition: str


@dataclass(frozen=True, slots=True)
class ShownClause:
    """A clause in a panel.

    Attributes:
        words: The words of a case, when it is one.
        rest: What follows and folds away; empty when all of it stands open.
        rest_words: What that is.
    """

    parts: ClauseParts
    words: Markup | None
    rest: Markup
    rest_words: str


@dataclass(frozen=True, slots=True)
class PanelView:
    """What panel.jinja shows.

    Attributes:
        key: `flow/node`, unique among the panels of a revision.
        node, interrupt: The id of the node or interrupt; the other is empty.
        notes: What it is, who acts, where.
        cases: When one comes here.
        clause: The clause that it stands for, and its page.
        shown: What it shows of that, piece by piece: clauses, or units as HTML.
        gap: What is not regulated.
        subflow: The flow that is entered here.
        place: The clause in which a gap stands.
    """

    key: str
    node: str
    interrupt: str
    kind: str
    heading_id: str
    label: Markup
    notes: tuple[str, ...]
    cases: tuple[CaseView, ...]
    clause: LinkView | None
    shown: tuple[ShownClause | Markup, ...]
    gap: Markup | None
    place: LinkView | None
    subflow: LinkView | None
    ways: tuple[WayView, ...]
    is_first: bool


@dataclass(frozen=True, slots=True)
class Panels:
    """Draws the panels of one flow; each is a page of its own, so that nothing in it depends on another panel.

    Attributes:
        page: The page they stand on.
        flow, graph: The flow, as written and resolved.
    """

    page: PageContext
    flow: Flow
    graph: FlowGraph

    def html(self) -> Iterator[Markup]:
        """Yield the panels: nodes in reading order, then interrupts that show a clause."""
        written = {node.id: node for node in self.flow.nodes}
        for node in self.graph.nodes:
            yield render("guided/panel.jinja", self.node_view(node, written[node.id]))
        for interrupt in self.graph.interrupts:
            if interrupt.clause and not interrupt.flow:
                yield render("guided/panel.jinja", self.interrupt_view(interrupt))

    def node_view(self, node: GraphNode, written: FlowNode) -> PanelView:
        """Return the panel of a node."""
        page = self.page.elsewhere()
        cases, ways = tuple(self._cases(node)), tuple(self._ways(node))
        elsewhere = shown_elsewhere(page, self.flow, written)
        addresses = node.show or _listed(node.clause)
        shown = self._shown(addresses, elsewhere, keeps_named=node.kind in _WHERE_SOMETHING_IS_DONE)
        gap_unit = page.unit_of(node.gap) if node.gap else None
        around = gap_unit.parent if gap_unit else None
        return PanelView(
            key=f"{self.graph.id}/{node.id}",
            node=node.id,
            interrupt="",
            kind=node.kind,
            heading_id=f"langkah-{self.graph.anchor(node.id)}",
            label=page.letter(node.label, self.flow),
            notes=_notes(node),
            cases=cases,
            clause=_link(page, node.clause) if node.clause else None,
            shown=tuple(_said_once(each, cases, ways) for each in shown),
            gap=gap_html(page, node.gap) if node.gap else None,
            place=_link(page, around) if around else None,
            subflow=_link(page, sibling_address(self.graph, node.flow)) if node.flow else None,
            ways=ways,
            is_first=node is self.graph.start,
        )

    def interrupt_view(self, interrupt: GraphInterrupt) -> PanelView:
        """Return the panel of an interrupt that shows a clause."""
        page = self.page.elsewhere()
        case = (CaseView("", 0, "", "", interrupt.condition),) if interrupt.condition else ()
        return PanelView(
            key=f"{self.graph.id}/{interrupt.id}",
            node="",
            interrupt=interrupt.id,
            kind="interrupt",
            heading_id=f"langkah-{self.graph.anchor(interrupt.id)}",
            label=page.letter(interrupt.label, self.flow),
            notes=(label("guided.interrupt"), *_listed(label("flow.inferred") if interrupt.is_inferred else None)),
            cases=case,
            clause=_link(page, interrupt.clause) if interrupt.clause else None,
            shown=tuple(self._shown(_listed(interrupt.clause), frozenset(), keeps_named=True)),
            gap=None,
            place=None,
            subflow=None,
            ways=(),
            is_first=False,
        )

    def _shown(
        self, addresses: Sequence[str], elsewhere: frozenset[str], *, keeps_named: bool
    ) -> Iterator[ShownClause | Markup]:
        """Yield what stands at addresses, without what is shown elsewhere; what is not there is left out."""
        for address in dict.fromkeys(addresses):
            unit = self.page.library.find_from(self.page.held, address)
            if unit is None:
                continue
            page = self.page.elsewhere(left_out_of(self.page, unit.model, elsewhere, keeps_named=keeps_named))
            # Of a change whose new wording other steps show, only the old one and loose ends would be left.
            if isinstance(unit.model, Change) and page.left_out:
                continue
            if isinstance(unit.model, Clause):
                yield _shown_clause(page, unit.model)
            elif html := unit_html(page, unit):
                is_long = letters_in(unit.model, page.left_out) > OPEN_LETTERS
                yield _folded(page.title(address), html) if is_long else html

    def _ways(self, node: GraphNode) -> Iterator[WayView]:
        siblings = self.graph.ways(node.id)
        for number, edge in enumerate(siblings, 1):
            yield WayView(
                number=number,
                edge=edge_name(edge),
                answer=edge.answer,
                condition=edge.condition,
                words=way_words(self.graph, edge),
                is_otherwise=is_otherwise(edge, siblings),
                target=self.graph.by_id[edge.target].label,
                is_inferred=edge.is_inferred,
            )

    def _cases(self, node: GraphNode) -> Iterator[CaseView]:
        for source in self.graph.nodes:
            for number, edge in enumerate(self.graph.ways(source.id), 1):
                if edge.target == node.id and edge.case:
                    question = "" if edge.condition else source.label
                    yield CaseView(source.id, number, question, edge.answer, edge.condition)


def _shown_clause(page: PageContext, clause: Clause) -> ShownClause:
    portions = portions_of(clause.body, page.left_out, len(clause.text or ""))
    parts = clause_parts(page, clause, portions.open, Surroundings(None, LEVEL))
    owner = clause if clause.id or clause.errata else None
    counts = zip(("scripts", "records"), count_shown(portions.folded, page.left_out), strict=True)
    counted = [label(f"guided.rest-{name}", count=count) for name, count in counts if count]
    return ShownClause(
        parts=parts,
        words=page.inline(clause.branch, owner) if isinstance(clause, Branch) else None,
        rest=page.body(portions.folded, owner, LEVEL) if portions.folded else Markup(""),
        rest_words=label("guided.rest") + (f": {', '.join(counted)}" if counted else ""),
    )


def _folded(title: str, html: Markup) -> Markup:
    """Return what is too long to stand open, such as a whole catalogue."""
    words = Markup('<details class="sigap-guided__rest"><summary>{}</summary>\n{}\n</details>')
    return words.format(title, html)


def _said_once(shown: ShownClause | Markup, cases: Sequence[CaseView], ways: Sequence[WayView]) -> ShownClause | Markup:
    """Return a clause without conditions that every way to its step says already, or that its step asks for."""
    if isinstance(shown, Markup):
        return shown
    when = shown.parts.when
    is_said = bool(cases) and all(case.condition == when for case in cases)
    is_asked = len(ways) > 1 and any(way.condition == when for way in ways)
    return replace(shown, parts=replace(shown.parts, when="")) if is_said or is_asked else shown


def _notes(node: GraphNode) -> tuple[str, ...]:
    kind = kind_words(node) or label(f"flow.kinds.{node.kind}")
    return tuple(note for note in (kind, node.actor, node.application) if note)


def _link(page: PageContext, address: str) -> LinkView:
    return LinkView(page.title(address), page.link(address))


def _listed(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()
