"""What is handed to the press: a template, its data and the files it draws in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class PdfSource:
    """Everything that a PDF is set from; content is data and never markup of the template's language.

    Attributes:
        template: The main file among `generator/pdf/templates/`.
        data: What the template reads as `json("data.json")`: mappings, lists, strings, numbers, booleans, None.
        files: Further files beside it, such as charts (`alur-reminder-1.svg`) and the QR code.
    """

    template: str
    data: dict[str, Any]
    files: Mapping[str, bytes] = field(default_factory=dict)
