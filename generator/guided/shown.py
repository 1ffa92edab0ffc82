"""What a step of a flow shows of its clause: without what other nodes of the flow stand for, and in two portions.

Clauses nest, and so do the steps of a flow: the clause of a decision often holds the clauses of the steps that follow
it. Each of these is shown at its own step, so the clause around it is shown without it. A sentence or a record that a
clause only names, since it is used at several places, is needed wherever something is done: there it stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.kinds.clause.schema import BLOCKS, Clause, FlowBlock, RecordBlock, SayBlock, ScriptBlock
from generator.kinds.figure.schema import Figure
from generator.kinds.flow.schema import Flow, FlowNode
from generator.kinds.gap.schema import Gap
from generator.kinds.parts import uses_of
from generator.model.base import Model, Standing
from generator.model.walk import children, descendants, texts

if TYPE_CHECKING:
    from generator.render.context import PageContext

OPEN_LETTERS: Final = 1100
"""Up to so many letters of a clause stand open; what follows them folds away."""
LONGEST_LETTERS: Final = 3000
"""What is longer never stands open: a step is no place to read a chapter."""
LETTERS_OF_A_PART: Final = 250
"""What a part that is only named by its id counts for, since its words stand in another file."""

LETTERS_OF_A_FIGURE: Final = 600
"""What a picture that is copied as text counts for besides its letters: it takes far more room than they do."""


@dataclass(frozen=True, slots=True)
class Portions:
    """The blocks of a body that stand open, and those that fold away."""

    open: Sequence[Model]
    folded: Sequence[Model]


def shown_elsewhere(page: PageContext, flow: Flow, node: FlowNode) -> frozenset[str]:
    """Return the addresses that other nodes stand for, in this flow and in those that it leads to."""
    found: set[str] = set()
    for other in _nodes_of(page, flow):
        gap = page.part(other.gap, Gap, flow) if other.gap else None
        unit = page.unit_of(gap) if gap else None
        found.update(address for address in (other.clause, unit.address if unit else None) if address)
    return frozenset(found - {node.clause, *node.show})


def _nodes_of(page: PageContext, flow: Flow) -> Iterator[FlowNode]:
    """Yield the nodes of a flow and of the flows below it, each flow once."""
    seen = {flow.id: flow}
    waiting = [flow]
    while waiting:
        for node in waiting.pop().nodes:
            yield node
            below = page.part(node.flow, Flow, flow) if node.flow else None
            if below and below.id not in seen:
                seen[below.id] = below
                waiting.append(below)


def left_out_of(page: PageContext, model: Model, elsewhere: frozenset[str], *, keeps_named: bool) -> frozenset[int]:
    """Return the identities of the blocks inside a model that are shown elsewhere, and of the flows in it.

    Args:
        page: Knows the units.
        model: A clause, or whatever else a node stands for.
        elsewhere: The addresses that other nodes stand for.
        keeps_named: What a block only names by its id is shown here too.
    """
    inner = (block for block in descendants(model) if block is not model and isinstance(block, _BLOCKS))
    return frozenset(id(block) for block in inner if _is_elsewhere(page, block, elsewhere, keeps_named=keeps_named))


_BLOCKS: Final[tuple[type[Model], ...]] = (Clause, *BLOCKS.values())


def _is_elsewhere(page: PageContext, block: Model, elsewhere: frozenset[str], *, keeps_named: bool) -> bool:
    """Tell whether all that a block shows is shown elsewhere; of sentences that belong together none is left out."""
    if isinstance(block, FlowBlock):
        return True
    if keeps_named and uses_of(block.say if isinstance(block, SayBlock) else block):
        return False
    units = [unit for model in _shown_by(page, block) if (unit := page.unit_of(model))]
    return bool(units) and all(unit.address in elsewhere for unit in units)


def _shown_by(page: PageContext, block: Model) -> Iterator[Model]:
    """Yield what a block shows that may have an address: itself, or what it holds or names."""
    if isinstance(block, Clause):
        yield block
        return
    holder = block.say if isinstance(block, SayBlock) else block
    yield from children(holder)
    for local_id, kind in uses_of(holder):
        if part := page.part(local_id, kind):
            yield part


def portions_of(body: Sequence[Model], left_out: frozenset[int], before: int) -> Portions:
    """Divide a body so that what stands open can be read at a glance.

    The first block stands open also when it is longer than that, unless it is very long.

    Args:
        body: The blocks in source order.
        left_out: The identities of blocks that are not shown.
        before: The letters that stand above the body.
    """
    shown = [block for block in body if id(block) not in left_out]
    letters = before
    for place, block in enumerate(shown):
        letters += letters_in(block, left_out)
        if letters > (OPEN_LETTERS if place else LONGEST_LETTERS):
            return Portions(shown[:place], shown[place:])
    return Portions(shown, [])


def letters_in(model: Model, left_out: frozenset[int]) -> int:
    """Return about how many letters a model shows."""
    if id(model) in left_out:
        return 0
    is_drawn = isinstance(model, Figure) and bool(model.body or model.lines)
    own = LETTERS_OF_A_FIGURE * is_drawn + sum(
        len(found.value) for found in texts(model) if found.standing is Standing.APPROVED
    )
    named = LETTERS_OF_A_PART * len(uses_of(model))
    return own + named + sum(letters_in(child, left_out) for child in children(model))


def count_shown(blocks: Iterable[Model], left_out: frozenset[int]) -> tuple[int, int]:
    """Return how many scripts and how many records blocks show."""
    scripts = records = 0
    for block in blocks:
        if id(block) in left_out:
            continue
        if isinstance(block, SayBlock):
            scripts += len(block.say.in_order or block.say.one_of)
            continue
        scripts += isinstance(block, ScriptBlock)
        records += isinstance(block, RecordBlock)
        inner_scripts, inner_records = count_shown(children(block), left_out)
        scripts, records = scripts + inner_scripts, records + inner_records
    return scripts, records
