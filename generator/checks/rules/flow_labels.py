"""Labels of flows: what a connection is called and the conditions for which it is taken say the same."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.reading.facts import Facts
from generator.checks.reading.labels_said import contrary_labels
from generator.checks.rule import Finding, Words, rule
from generator.kinds.flow.schema import Flow, FlowEdge, FlowNode
from generator.problems import Severity
from generator.render.titles import title_of
from generator.survey import RevisionReading, Survey


@rule(
    "flow-label-differs",
    message=Words(
        en="the connection is labelled '{said}', its condition is '{fact}: {value}'",
        id="garis berlabel '{said}', sedangkan syaratnya '{fact}: {value}'",
    ),
    hint=Words(en="mend the condition or the label", id="perbaiki syarat atau labelnya"),
    severity=Severity.ERROR,
    agent="Alur bertuliskan “{said}”, tetapi dijalankan untuk {name}: {value}.",
)
def flow_label_differs(survey: Survey) -> Iterator[Finding]:
    """The label of a connection names another value, answer or number than its condition.

    Why it matters: charts and guided steps show the label, tables and the order of questions follow the condition;
    one of them sends the agent the wrong way.

    Wrong:
        - {from: status, to: tutup, label: SELESAI, when: [{fact: status-laporan, is: BELUM SELESAI}]}

    Right:
        - {from: status, to: tutup, label: SELESAI, when: [{fact: status-laporan, is: SELESAI}]}

    Limits: a label that names no declared value, and does not begin with yes or no, says nothing that can be compared.
    Bounds and their signs are the matter of `condition-against-text`. A question that says the contrary of its fact
    (`Belum lengkap?` for `Data lengkap`) is left alone.
    """
    facts = Facts(survey.library)
    for reading in survey.revisions:
        questions = _questions(reading)
        for entry in reading.of(FlowEdge):
            flow, edge = entry.nearest(Flow), entry.model
            question = questions.get((flow.model.id, edge.from_), "") if flow else ""
            for position, said in contrary_labels(edge, question, facts):
                condition = edge.when[position]
                fact = facts.find(condition.fact)
                yield flow_label_differs.finding(
                    edge.place("when", position, "is"),
                    entry,
                    said=said,
                    fact=condition.fact,
                    name=fact.name if fact else condition.fact,
                    value=condition.is_,
                )


def _questions(reading: RevisionReading) -> dict[tuple[str, str], str]:
    """Return what each node of each flow asks."""
    return {
        (flow.model.id, node.id): _question(node, reading) for flow in reading.of(Flow) for node in flow.model.nodes
    }


def _question(node: FlowNode, reading: RevisionReading) -> str:
    target = reading.find(node.clause) if node.clause and not node.text else None
    return node.text or (title_of(target.model) if target else "")
