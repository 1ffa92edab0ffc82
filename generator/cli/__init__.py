"""The command line: parse, call one function, print, exit. No logic lives here.

Commands register on `main` when their module is imported; a new module of commands is named here.
"""

from generator.cli import compare, content, editions, packs, register, schedule, site, verify
from generator.cli.base import main

__all__ = ["compare", "content", "editions", "main", "packs", "register", "schedule", "site", "verify"]
