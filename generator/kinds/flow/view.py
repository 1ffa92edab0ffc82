"""A flow on the page of its document: its chart, and the same as nested lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.flowcharts.figure import chart_html
from generator.flowcharts.links import node_link
from generator.kinds.flow.graph import graph_of
from generator.kinds.flow.list import flow_list_html
from generator.kinds.flow.schema import Flow
from generator.render.environment import render
from generator.render.labels import label
from generator.render.places import document_url, flow_url

if TYPE_CHECKING:
    from generator.render.context import Mark, PageContext


@dataclass(frozen=True, slots=True)
class FlowView:
    """What flow.jinja shows.

    Attributes:
        guided_url: The page of the flow.
        matrices_url: Its matrices there; None when it has none.
    """

    mark: Mark
    title: Markup
    guided_url: str | None
    matrices_url: str | None
    is_reconstructed: bool
    note: Markup | None
    chart: Markup
    list: Markup
    remark: Markup | None


def flow_html(page: PageContext, flow: Flow) -> Markup:
    """Return a flow as its chart and, folded up, as nested lists."""
    mark = page.mark(flow)
    graph = graph_of(page, flow)
    guided_url = _guided_url(page, flow)
    has_matrices = guided_url is not None and bool(flow.matrices)
    view = FlowView(
        mark=mark,
        title=page.letter(flow.title, flow),
        guided_url=guided_url,
        matrices_url=f"{guided_url}#{label('guided.anchors.matrices')}" if has_matrices else None,
        is_reconstructed=flow.is_reconstructed,
        note=page.html(flow.note) if flow.note else None,
        chart=chart_html(page, graph, link=lambda node: node_link(page, graph, node)),
        list=flow_list_html(page, flow, graph, has_anchors=mark.id is not None),
        remark=page.html(flow.remark) if flow.remark else None,
    )
    return render("kinds/flow/flow.jinja", view)


def _guided_url(page: PageContext, flow: Flow) -> str | None:
    """Return the page of the flow beside a page of its document: of the same revision, where that page is about one."""
    if page.document is None or page.held is None:
        return None
    is_current_page = page.url == document_url(page.document.id)
    return page.to(flow_url(page.document.id, flow.id, None if is_current_page else page.held.revision.revision))
