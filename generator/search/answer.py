"""An answer: the unit of search, and what a result shows of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from generator.render.validity import Validity

Block = list[object]
"""One piece of an answer as the browser draws it; its first item says what it is:

- `["text", words]`, `["gap", words]`, `["note", words]`;
- `["item", label, words]`: a step below, with the source's number or case;
- `["pairs", [[head, words], …]]`: a row, a record;
- `["rows", heads, [[words, …], …]]`: a table;
- `["script", address, title, wording id, wording name, words, [start, end, …], is_open, window]`: words to say, with
  the places of the placeholders in them; the window only where it is another than that of the answer.
"""


@dataclass(frozen=True, slots=True)
class Window:
    """When an answer holds, by wall clock; `until` is half-open, both may be empty.

    Attributes:
        replaced: From when until when something else takes its place for a time; there may be several such times.
        words: The window in words.
        is_temporary: A temporary instruction brings it; while it holds it comes first, and before that it is announced.
        announced_from: When it begins to be announced, since its revision is coming too; empty where it is already.
    """

    from_: str = ""
    until: str = ""
    clock: str = "local"
    replaced: tuple[tuple[str, str], ...] = ()
    words: str = ""
    is_temporary: bool = False
    announced_from: str = ""

    @classmethod
    def of(cls, validity: Validity) -> Window:
        """Return the window of something that a temporary instruction brings."""
        return cls(validity.from_, validity.until, validity.clock, words=validity.words, is_temporary=True)

    @classmethod
    def replaced_by(cls, validities: Sequence[Validity]) -> Window:
        """Return the window of what temporary instructions replace."""
        times = tuple((each.from_, each.until) for each in validities)
        return cls(clock=validities[0].clock, replaced=times, words="; ".join(each.words for each in validities))

    @property
    def data(self) -> dict[str, object]:
        """Return it as the browser reads it: what is empty is left out."""
        return filled(asdict(self))


def filled(values: dict[str, object]) -> dict[str, object]:
    """Return what is not empty, under names as JavaScript writes them: `is_history` is `isHistory`."""
    return {_camel(name): value for name, value in values.items() if value}


def _camel(name: str) -> str:
    first, *rest = name.strip("_").split("_")
    return first + "".join(part.capitalize() for part in rest)


ALWAYS = Window()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where answers come from.

    Attributes:
        document: The id of the document; empty for what stands outside of documents.
        title: What readers call it.
        revision: The revision in words, such as `Revisi 2`.
        is_history: Its text is superseded, or is the Semula of a permanent change.
    """

    document: str = ""
    title: str = ""
    revision: str = ""
    is_history: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """What answers that are filtered and ranked alike have in common; answers of a group stand side by side.

    Attributes:
        kind: What sort of answer: `script`, `faq`, `step` and so on (labels: `search.kind.…`).
        brand: Whose words they are; empty when they belong to no brand.
        channels, applications: Where they are used.
        rank: What counts for ranking where that is another than its kind: a chapter among steps, for instance.
    """

    kind: str
    origin: Origin = Origin()
    brand: str = ""
    channels: tuple[str, ...] = ()
    applications: tuple[str, ...] = ()
    window: Window = ALWAYS
    rank: str = ""


@dataclass(slots=True)
class Answer:
    """One answer, with what it is found by and what a result shows.

    Attributes:
        address: Of its unit; with `@revision` when the unit is not the one in force.
        url: Of the unit on the site, with its fragment.
        group: Its kind, origin, brand, channels, window.
        title: What the result is called.
        headings: Its own titles and labels; empty when the title is only the beginning of its text.
        variants: Ways in which people ask for it.
        number: The full number in the source; empty when there is none.
        trail: Titles of what stands around it, outermost first.
        condition: When it holds, in words.
        blocks: What it says.
        also: Words by which it is found and that are not shown: intended forms of errors, names of channels.
        cautions: Faults that agents must know of, as code and text.
        age: As of which day its values are.
        is_cut: Its parts are only named; they are answers of their own.
        said: The script that it is, whose temporary instructions decide when it holds.
        temporary: The window of the temporary instruction that it is.
    """

    address: str
    url: str
    group: Group
    title: str
    headings: list[str] = field(default_factory=list)
    variants: list[str] = field(default_factory=list)
    number: str = ""
    trail: tuple[str, ...] = ()
    condition: str = ""
    blocks: list[Block] = field(default_factory=list)
    also: list[str] = field(default_factory=list)
    cautions: list[tuple[str, str]] = field(default_factory=list)
    age: str = ""
    is_cut: bool = False
    said: str = ""
    temporary: Validity | None = None

    @property
    def body(self) -> str:
        """Return the words of all blocks, as they are searched; what is said of a gap answers nothing."""
        said = [text for block in self.blocks if block[0] != "gap" for text in texts_of(block)]
        return "\n".join([self.condition, *said, *self.also])


def texts_of(block: Block) -> list[str]:
    """Return the texts of a block that readers see."""
    if block[0] == "script":
        return [str(block[2]), str(block[5])]
    return _strings(block[1:])


def _strings(value: Sequence[object]) -> list[str]:
    found: list[str] = []
    for each in value:
        if isinstance(each, str):
            found.append(each)
        elif isinstance(each, list):
            found += _strings(each)
    return found
