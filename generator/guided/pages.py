"""A page for each flow: guided steps, matrices, the chart, the list and the checklist."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.flowcharts.figure import chart_html
from generator.guided.panel import Panels
from generator.guided.walking import walk_json
from generator.kinds.document.control import ControlView, control_view, print_line
from generator.kinds.document.register_part import kept_facts_html
from generator.kinds.document.timing import TimingView, timing_view
from generator.kinds.document.view import ReportView, Step, breadcrumb_html
from generator.kinds.flow.checklist import checklist_html
from generator.kinds.flow.graph import FlowGraph, GraphNode, graph_of
from generator.kinds.flow.list import flow_list_html
from generator.kinds.flow.matrix_view import matrices_html
from generator.kinds.flow.schema import Flow
from generator.library import HeldDocument, HeldRevision
from generator.render.environment import render
from generator.render.filters import heading
from generator.render.labels import label
from generator.render.page import Page
from generator.render.places import FLOWS, HOME, document_url, flow_url, revision_url
from generator.render.reports import report_url
from generator.render.validity import Validity
from generator.revisions.in_force import Status

if TYPE_CHECKING:
    from generator.render.context import PageContext, RenderContext

LISTED_ON = f"{FLOWS}index.md"


@dataclass(frozen=True, slots=True)
class HeadView:
    """What head.jinja shows below the title: where the flow comes from, and whether that holds.

    Attributes:
        document_title, document_url: The revision that the flow belongs to.
        current_url: The same flow in the revision in force; None on its own page, and where there is none.
        callers: Title and address of each flow that leads into this one.
        is_interrupted: What may happen in one of those is offered here only to who comes from there.
    """

    control: ControlView
    timing: TimingView
    document_title: str
    document_url: str
    current_url: str | None
    callers: tuple[tuple[str, str], ...]
    is_interrupted: bool


@dataclass(frozen=True, slots=True)
class GuidedView:
    """What guided.jinja shows.

    Attributes:
        address: The address of the flow.
        walk: The flow as JSON, for scripts.
        window: From when until when the revision holds.
        is_over: The revision held once and does no longer, at the moment of the build.
    """

    address: str
    title: str
    walk: str
    window: Validity | None
    is_over: bool
    panels: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class AboutView:
    """What about.jinja shows: that the flow was made from the text, and what is inferred."""

    is_reconstructed: bool
    note: Markup | None
    remark: Markup | None


def guided_pages(context: RenderContext) -> Iterator[Page]:
    """Yield a page for each flow of the revisions in force, and of every held revision at its own address."""
    for document in context.library.documents.values():
        if document.current:
            yield from _pages_of(context, document, document.current, is_current_page=True)
        for held in document.shown:
            yield from _pages_of(context, document, held, is_current_page=False)


def flows_of(held: HeldRevision) -> list[Flow]:
    """Return the flows of a revision, in the order of its text."""
    return [unit.model for unit in held.units.values() if isinstance(unit.model, Flow)]


def callers_of(flows: Sequence[Flow]) -> dict[str, list[Flow]]:
    """Return the flows that lead into each flow, by the local id of the latter, in the order of the text."""
    callers: dict[str, list[Flow]] = {}
    for flow in flows:
        entered = [*(node.flow for node in flow.nodes), *(interrupt.flow for interrupt in flow.interrupts)]
        for local_id in dict.fromkeys(entered):
            if local_id and local_id != flow.id:
                callers.setdefault(local_id, []).append(flow)
    return callers


def _pages_of(
    context: RenderContext, document: HeldDocument, held: HeldRevision, *, is_current_page: bool
) -> Iterator[Page]:
    flows = flows_of(held)
    callers = callers_of(flows)
    document = context.document_of(held)
    for flow in flows:
        url = flow_url(document.id, flow.id, None if is_current_page else held.revision.revision)
        page = context.page(url, document, held, is_text=False)
        frame = _Frame(page, document, held, flow, tuple(callers.get(flow.id, ())), is_current_page)
        words = document.document.short_title
        if not is_current_page:
            words = f"{words}, {label('document.revision', revision=held.revision.revision)}"
        yield Page(
            uri=f"{url}index.md",
            title=f"{flow.title} – {words}",
            markdown="\n\n".join(_pieces(frame)) + "\n",
            description=label("guided.description", title=flow.title, document=words),
            is_indexed=False,
            place=LISTED_ON,
            print_line=print_line(
                page, document, held, flow_url(document.id, flow.id, held.revision.revision), flow.title
            ),
        )


@dataclass(frozen=True, slots=True)
class _Frame:
    """What every part of one flow's page is drawn from."""

    page: PageContext
    document: HeldDocument
    held: HeldRevision
    flow: Flow
    callers: tuple[Flow, ...]
    is_current_page: bool


def _pieces(frame: _Frame) -> Iterator[str]:
    """Yield the page piece by piece: Markdown headings, and raw HTML blocks between them."""
    page, document, held, flow = frame.page, frame.document, frame.held, frame.flow
    graph = graph_of(page, flow)
    control = control_view(page, document, held)
    yield breadcrumb_html(_steps(frame))
    yield f"# {heading(flow.title)} {{ #judul }}"
    yield render("guided/head.jinja", _head(frame, control))
    if kept := kept_facts_html(page, held):
        yield kept
    yield render("guided/guided.jinja", _guided(page, document, control, flow, graph))
    yield from _headed("matrices", matrices_html(page, flow, graph, window=control.window))
    yield from _headed("chart", chart_html(page, graph, link=_link_to(graph)))
    yield from _headed("list", _about(page, flow) + flow_list_html(page, flow, graph, has_anchors=True))
    yield from _headed("checklist", checklist_html(page, flow, graph))
    report = ReportView(control.source, report_url(page, graph.address, held.revision.revision))
    yield render("kinds/document/report.jinja", report)


def _link_to(graph: FlowGraph) -> Callable[[GraphNode], str | None]:
    return lambda node: f"#{graph.anchor(node.id)}"


def _headed(name: str, html: Markup) -> Iterator[str]:
    """Yield a part under its heading; nothing where there is no such part."""
    if html:
        yield f"## {heading(label(f'guided.parts.{name}'))} {{ #{label(f'guided.anchors.{name}')} }}"
        yield html


def _steps(frame: _Frame) -> tuple[Step, ...]:
    page, document = frame.page, frame.document.document
    steps = [
        Step(label("site.home"), page.to(HOME)),
        Step(label("overview.flows.title"), page.to(FLOWS)),
        Step(document.short_title, page.to(document_url(document.id))),
    ]
    if not frame.is_current_page:
        revision = frame.held.revision.revision
        steps.append(Step(label("document.revision", revision=revision), page.to(revision_url(document.id, revision))))
    return (*steps, Step(frame.flow.title, None))


def _head(frame: _Frame, control: ControlView) -> HeadView:
    page, document, flow = frame.page, frame.document, frame.flow
    revision = None if frame.is_current_page else frame.held.revision.revision
    is_in_current = document.current is not None and document.current.part(flow.id, Flow) is not None
    has_other = not frame.is_current_page and is_in_current
    return HeadView(
        control=control,
        timing=timing_view(page, frame.document, frame.held, is_current_page=frame.is_current_page, flow=flow),
        document_title=document.document.short_title,
        document_url=page.to(revision_url(document.id, revision) if revision else document_url(document.id)),
        current_url=page.to(flow_url(document.id, flow.id)) if has_other else None,
        callers=tuple((each.title, page.to(flow_url(document.id, each.id, revision))) for each in frame.callers),
        is_interrupted=any(each.interrupts for each in frame.callers),
    )


def _guided(
    page: PageContext, document: HeldDocument, control: ControlView, flow: Flow, graph: FlowGraph
) -> GuidedView:
    source = f"{document.document.short_title} ({control.source})"
    return GuidedView(
        address=graph.address,
        title=flow.title,
        walk=walk_json(graph, page.library, source=source),
        window=control.window,
        is_over=control.status in (Status.SUPERSEDED, Status.EXPIRED, Status.WITHDRAWN),
        panels=tuple(Panels(page, flow, graph).html()),
    )


def _about(page: PageContext, flow: Flow) -> Markup:
    view = AboutView(
        is_reconstructed=flow.is_reconstructed,
        note=page.html(flow.note) if flow.note else None,
        remark=page.html(flow.remark) if flow.remark else None,
    )
    return render("guided/about.jinja", view)
