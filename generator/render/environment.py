"""The one Jinja environment. Templates stand in `render/templates/` and in the room of their kind."""

from __future__ import annotations

import functools
import traceback

from jinja2 import Environment, PackageLoader, StrictUndefined, TemplateError
from markupsafe import Markup

from generator.render.filters import FILTERS, compact
from generator.render.labels import label

TEMPLATES = "render/templates"


class TemplateFault(Exception):  # noqa: N818 - a fault of ours, named beside `Problem`
    """A template could not be rendered: a bug of ours, with the template's name and line."""

    def __init__(self, template: str, line: int, reason: str) -> None:
        super().__init__(f"generator/{template}:{line}: {reason}")
        self.template = template
        self.line = line


@functools.cache
def environment() -> Environment:
    """Return the environment: undefined names are faults, everything is escaped unless it is Markup."""
    made = Environment(
        loader=PackageLoader("generator", "."),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    made.filters.update(FILTERS)
    made.globals["label"] = label
    return made


def render(template: str, view: object) -> Markup:
    """Return a template's HTML without blank lines.

    Args:
        template: Its path inside the package, such as `kinds/clause/clause.jinja`.
        view: The one object that the template sees, as `view`.

    Raises:
        TemplateFault: The template is wrong, or asks its view for something that is not there.
    """
    try:
        return compact(environment().get_template(template).render(view=view))
    except (TemplateError, KeyError, AttributeError, TypeError) as fault:
        name, line = _place_of(fault, template)
        raise TemplateFault(name, line, f"{type(fault).__name__}: {fault}") from fault


def _place_of(fault: Exception, template: str) -> tuple[str, int]:
    """Return the template and line that the traceback names last."""
    if (line := getattr(fault, "lineno", None)) is not None:
        return str(getattr(fault, "name", None) or template), int(line)
    frames = [frame for frame in traceback.extract_tb(fault.__traceback__) if frame.filename.endswith(".jinja")]
    if not frames:
        return template, 0
    path = frames[-1].filename.replace("\\", "/")
    return path.rpartition("/generator/")[2], frames[-1].lineno or 0
