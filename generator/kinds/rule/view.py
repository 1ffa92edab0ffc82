"""A rule as pages show it: in the wording of each place; its cases once a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.kinds.rule.schema import Rule, RuleUse
from generator.render.environment import render

if TYPE_CHECKING:
    from generator.render.context import Mark, PageContext


@dataclass(frozen=True, slots=True)
class RuleView:
    """What rule.jinja shows."""

    mark: Mark
    text: Markup
    body: Markup
    remark: Markup | None


def rule_html(page: PageContext, rule: Rule, use: RuleUse | None = None, level: int = 5) -> Markup:
    """Return a rule in the wording of one place.

    Args:
        page: The page; from the second showing on nothing gets an `id` again.
        rule: The rule.
        use: Which wording; None is the first.
        level: The level of headings inside it.
    """
    wanted = use.wording if use else None
    wording = next((each for each in rule.wordings if each.id == wanted), rule.wordings[0])
    mark = page.mark(rule)
    view = RuleView(
        mark=mark,
        text=page.html(wording.text, rule),
        body=page.body(rule.body, rule, level),
        remark=page.html(rule.remark) if rule.remark and mark.id else None,
    )
    return render("kinds/rule/rule.jinja", view)
