"""Where each engine keeps its field, its results, and its files."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Engine:
    """One engine, as pages show it.

    Attributes:
        field: Selector of the field.
        opener: Selector of what is clicked before typing; empty when nothing is.
        opening_key: Key that is pressed before typing; empty when none is.
        result: Selector of a result.
        host: Selector of what holds the results; whatever changes in it is drawing.
        code, index: Parts of the paths of the engine's modules, and of its index.
        pause_ms: How long to wait after a key, for engines that wait themselves before they search.
        options: For the site evaluator.
    """

    name: str
    field: str
    opener: str
    opening_key: str
    result: str
    host: str
    code: tuple[str, ...]
    index: tuple[str, ...]
    pause_ms: int
    options: tuple[str, ...]


SIGAP = Engine(
    name="Sigap",
    field="input[data-sigap-search]",
    opener="",
    opening_key="/",
    result="[data-sigap-result]",
    host=".sigap-search__results",
    code=("assets/sigap-search", "assets/sigap-time"),
    index=("assets/search/",),
    pause_ms=120,
    options=(
        *("--preset", "generic", "--input", "input[data-sigap-search]", "--result", "[data-sigap-result]"),
        *("--item", "[data-sigap-result]", "--open-key", "/", "--noanswer", "[data-sigap-no-answer]"),
    ),
)
MATERIAL = Engine(
    name="Material",
    field="input.md-search__input",
    opener="label.md-header__button[for=__search]",
    opening_key="",
    result="a.md-search-result__link",
    host=".md-search-result__list",
    code=("javascripts/workers/", "javascripts/lunr/"),
    index=("search/search_index",),
    pause_ms=300,
    options=("--preset", "material"),
)
PAGEFIND = Engine(
    name="Pagefind",
    field=".pagefind-ui__search-input",
    opener="",
    opening_key="",
    result=".pagefind-ui__result-link",
    host=".pagefind-ui__drawer",
    code=("pagefind/pagefind.js", "pagefind/pagefind-ui", "pagefind/pagefind-worker", "pagefind/wasm."),
    index=(
        "pagefind/pagefind.",
        "pagefind/pagefind-entry",
        "pagefind/index/",
        "pagefind/fragment/",
        "pagefind/filter/",
    ),
    pause_ms=700,
    options=("--preset", "pagefind-ui"),
)
