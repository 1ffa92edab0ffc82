"""What an answer says, piece by piece: plain text out of the content, never HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from generator.kinds.catalogue.schema import Catalogue
from generator.kinds.change.schema import Change, Side
from generator.kinds.clause import schema as clauses
from generator.kinds.clause.schema import Branch, Clause
from generator.kinds.definition.schema import Definition
from generator.kinds.faq.schema import FaqEntry
from generator.kinds.fees.schema import Fee, FeeTable
from generator.kinds.figure.schema import Figure
from generator.kinds.flow.schema import Flow
from generator.kinds.gap.schema import Gap
from generator.kinds.parts import uses_of
from generator.kinds.record.schema import Record, RecordEntry
from generator.kinds.rule.schema import Rule
from generator.kinds.script.placeholders import needs_filling, placeholders_of
from generator.kinds.script.schema import Script
from generator.kinds.settings.schema import Fact, Setting, WordingClass
from generator.kinds.table.schema import Row, Table
from generator.model.base import Model
from generator.model.conditions import Condition
from generator.render.conditions import conditions_in_words
from generator.render.dates import grouped
from generator.render.labels import label
from generator.search.answer import Block
from generator.search.windows import overlay_window
from generator.survey import Entry, letter_of

if TYPE_CHECKING:
    from generator.library import HeldRevision
    from generator.render.context import RenderContext


def condition_of(build: RenderContext, model: Model) -> str:
    """Return when a unit holds, in words; empty when it always does."""
    when: Sequence[Condition] = getattr(model, "when", ())
    unless: Sequence[Condition] = getattr(model, "unless", ())
    words = conditions_in_words(when, build.library, joined_by=f"{label('and')} ")
    if unless:
        exceptions = conditions_in_words(unless, build.library, joined_by="; ")
        words = f"{words}; {label('search.unless')} {exceptions}".removeprefix("; ")
    return words


class Blocks:
    """Draws the blocks of one answer from the entries inside it.

    Args:
        build: What is the same for every answer.
        held: The revision that it stands in.
        of: The unit that the answer is about.
    """

    def __init__(self, build: RenderContext, held: HeldRevision, of: Entry[Model]) -> None:
        self._build = build
        self._held = held
        self._of = of

    def drawn(self) -> list[Block]:
        """Return what the unit says, in source order."""
        return list(self._draw(self._of, is_outermost=True))

    def own(self) -> list[Block]:
        """Return what the unit itself says; of the clauses below it only what each is called."""
        found: list[Block] = []
        if isinstance(self._of.model, Clause):
            found += _own_text(self._of.model, with_title=False)
        for inner in self._of.inside:
            model = inner.model
            if isinstance(model, Clause) and inner.is_unit:
                found.append(["item", model.number or "", _first_words(model)])
            else:
                found += self._draw(inner, is_outermost=False)
        return found

    def _draw(self, entry: Entry[Model], *, is_outermost: bool) -> Iterator[Block]:
        model = entry.model
        match model:
            case Script():
                yield script_block(self._build, entry.address, model)
            case Record():
                yield from record_blocks(self._build, model)
            case Table():
                yield from table_blocks(model)
            case FeeTable():
                yield from fee_blocks(model)
            case Gap():
                yield ["gap", letter_of(model.text)]
            case Flow() | Catalogue():
                return
            case Side() if _is_history(entry):
                return
            case _:
                yield from self._own(entry, is_outermost=is_outermost)
                for inner in entry.inside:
                    yield from self._draw(inner, is_outermost=False)
                yield from self._shown_again(entry)

    def _shown_again(self, entry: Entry[Model]) -> Iterator[Block]:
        """Yield the scripts that stand here too, and whose entries are at the place of their first use."""
        for local_id, kind in uses_of(entry.model):
            script = self._held.part(local_id, Script) if kind is Script else None
            if script and all(inner.model is not script for inner in entry.inside):
                yield script_block(self._build, f"{self._held.document}/{script.id}", script)

    def _own(self, entry: Entry[Model], *, is_outermost: bool) -> Iterator[Block]:
        """Yield what a model says itself, without what stands inside it."""
        model = entry.model
        if isinstance(model, Clause):
            return _own_text(model, with_title=not is_outermost)
        say = self._sayings.get(type(model))
        return say(model) if say else iter(())

    @cached_property
    def _sayings(self) -> dict[type[Model], Callable[[Any], Iterator[Block]]]:
        """How each block that is no unit says what it says."""
        return {
            FaqEntry: lambda faq: _text(faq.answer),
            clauses.SayBlock: lambda say: _text(say.text),
            clauses.Examples: lambda examples: _text(examples.lead),
            clauses.ExampleItem: lambda item: iter([["item", label("search.example"), letter_of(item.text)]]),
            clauses.Ask: lambda ask: _text(ask.text or self._asked(ask)),
            clauses.Check: lambda check: _text(check.text or self._checked(check)),
            clauses.Click: lambda click: iter([["item", self._name(click.application), letter_of(click.text)]]),
            clauses.NoteBlock: lambda note: iter([["note", letter_of(note.note)]]),
            clauses.RuleBlock: self._rule,
            Definition: lambda definition: iter([["pairs", [[definition.term, letter_of(definition.text)]]]]),
            Figure: _figure,
            Side: lambda side: _text(side.label),
        }

    def _rule(self, block: clauses.RuleBlock) -> Iterator[Block]:
        """Yield a rule in the wording of this place; the rule itself stands where it is shown first."""
        rule = self._held.part(block.rule.use, Rule)
        if rule is None:
            return
        wording = next((each for each in rule.wordings if each.id == block.rule.wording), rule.wordings[0])
        yield ["text", letter_of(wording.text)]

    def _asked(self, ask: clauses.Ask) -> str:
        return f"{label('ask.data')} {self._facts(ask.data)}"

    def _checked(self, check: clauses.Check) -> str:
        head = (
            label("check.application", name=self._name(check.application))
            if check.application
            else label("check.plain")
        )
        return f"{head}: {self._facts(check.facts)}" if check.facts else head

    def _facts(self, names: Iterable[str]) -> str:
        facts = [(name, self._build.library.setting(name, Fact)) for name in names]
        return ", ".join(fact.name if fact else name for name, fact in facts)

    def _name(self, address: str | None) -> str:
        return name_of(self._build, address) if address else ""


def name_of(build: RenderContext, address: str) -> str:
    """Return the name of a setting; the id when it is not declared."""
    setting = build.library.setting(address, Setting)
    return setting.name if setting else address


def _is_history(side: Entry[Model]) -> bool:
    """Tell whether a side of a change is the Semula of a permanent one, which is found on request only."""
    change = side.parent.model if side.parent else None
    return isinstance(change, Change) and change.kind == "permanent" and side.model is change.before


def _own_text(clause: Clause, *, with_title: bool) -> Iterator[Block]:
    parts = [letter_of(clause.branch)] if isinstance(clause, Branch) else []
    if with_title:
        parts = [part for part in (clause.title, clause.label) if part] + parts
    if clause.text:
        parts.append(letter_of(clause.text))
    if parts:
        words = "\n".join(parts)
        yield ["item", clause.number, words] if with_title and clause.number else ["text", words]


def _first_words(clause: Clause) -> str:
    words = next(iter(_own_text(clause, with_title=True)), ["text", clause.id or ""])
    return str(words[-1]).partition("\n")[0]


def _text(words: str | None) -> Iterator[Block]:
    if words:
        yield ["text", letter_of(words)]


def _figure(figure: Figure) -> Iterator[Block]:
    if figure.state in ("lost", "partly-lost"):
        yield ["gap", letter_of(figure.text)]
    words = [figure.caption or "", *figure.labels, *(letter_of(line) for line in figure.lines)]
    if shown := "\n".join(word for word in words if word):
        yield ["text", shown]


def script_block(build: RenderContext, address: str, script: Script, held: HeldRevision | None = None) -> Block:
    """Return the words of a script with the places of its placeholders.

    Args:
        build: What is the same for every answer.
        address, script: The script.
        held: The revision it stands in; None: the one in force.
    """
    wording = script.wording.wording_class
    known = build.library.setting(wording, WordingClass)
    spans = placeholders_of(script, build.recogniser)
    text = letter_of(script.text)
    places = [_units(text[:place]) for span in spans for place in (span.start, span.end)]
    is_open = needs_filling(spans, build.library)
    name = known.name if known else wording
    block: Block = ["script", address, script.title, wording, name, text, places, is_open]
    window = overlay_window(build, address, held)
    return [*block, window.data] if window else block


def _units(text: str) -> int:
    """Return the length of a text as browsers count it: rare letters and pictures are two."""
    return len(text.encode("utf-16-le")) // 2


def record_blocks(build: RenderContext, record: Record) -> Iterator[Block]:
    """Yield the sentence of a record and its fields."""
    yield from _text(record.text)
    names = ", ".join(name_of(build, each) for each in record.applications)
    pairs: list[object] = [[entry.field, _recorded(entry)] for entry in record.entries]
    yield ["pairs", [[label("record.in"), names], *pairs]]


def _recorded(entry: RecordEntry) -> str:
    return "\n".join(part for part in (entry.value, entry.pattern, entry.instruction) if part)


def table_blocks(table: Table) -> Iterator[Block]:
    """Yield a table with the sentence before it."""
    yield from _text(table.lead)
    heads: list[object] = [column.title for column in table.columns]
    rows: list[object] = []
    for row in table.rows:
        rows += _rows(table, row)
    for group in table.groups:
        rows.append([group.title])
        for row in group.rows:
            rows += _rows(table, row)
    yield ["rows", heads, rows]


def _rows(table: Table, row: Row) -> Iterator[list[str]]:
    yield [letter_of(row.cells.get(column.id, "")) for column in table.columns]
    for below in row.rows:
        yield from _rows(table, below)


def row_block(table: Table, row: Row) -> Block:
    """Return a row with the headings of its cells."""
    pairs = [[column.title, letter_of(row.cells[column.id])] for column in table.columns if row.cells.get(column.id)]
    return ["pairs", pairs]


def fee_blocks(table: FeeTable) -> Iterator[Block]:
    """Yield a fee table; an amount that the source leaves out is a dash."""
    rows: list[object] = []
    for group in table.groups:
        rows += [[group.title], *_fee_rows(table, group.fees)]
    yield ["rows", _fee_heads(table), rows]


def fee_rows(table: FeeTable, fees: Iterable[Fee]) -> Block:
    """Return some fees of a table."""
    return ["rows", _fee_heads(table), list(_fee_rows(table, fees))]


def _fee_heads(table: FeeTable) -> list[object]:
    return [table.number_title, table.name_title, *(column.title for column in table.columns)]


def _fee_rows(table: FeeTable, fees: Iterable[Fee]) -> Iterator[list[str]]:
    return ([fee.number or "", fee.name, *_amounts(table, fee)] for fee in fees)


def fee_block(table: FeeTable, fee: Fee) -> Block:
    """Return one fee with the headings of its amounts."""
    amounts = zip((column.title for column in table.columns), _amounts(table, fee), strict=True)
    return ["pairs", [[table.name_title, fee.name], *([head, amount] for head, amount in amounts)]]


def _amounts(table: FeeTable, fee: Fee) -> list[str]:
    return [grouped(fee.amounts[each.id]) if each.id in fee.amounts else "–" for each in table.columns]


def setting_pairs(setting: Any, fields: Sequence[str]) -> Block:
    """Return the filled fields of a setting with their labels (`search.field.…`)."""
    values = [(name, getattr(setting, name)) for name in fields]
    shown = [(name, ", ".join(value) if isinstance(value, list) else value) for name, value in values if value]
    return ["pairs", [[label(f"search.field.{name}"), letter_of(str(value))] for name, value in shown]]
