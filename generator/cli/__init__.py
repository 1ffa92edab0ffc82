"""The command line: parse, call one function, print, exit. No logic lives here.

Commands register on `main` when their module is imported; a new module of commands is named here.
"""

from generator.cli import content, site
from generator.cli.base import main

__all__ = ["content", "main", "site"]
