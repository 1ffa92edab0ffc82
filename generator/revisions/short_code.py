"""The short code of a fingerprint: what an approver types or reads out, so that both know which text is meant."""

from __future__ import annotations

import re

DIGITS = 8
HALF = DIGITS // 2
SEPARATORS = re.compile(r"[\s.–-]+")


def short_code(fingerprint: str) -> str:
    """Return the first 8 hexadecimal digits of a fingerprint in two groups, such as `3F2A-91BC`."""
    digits = fingerprint.partition(":")[2][:DIGITS].upper()
    return f"{digits[:HALF]}-{digits[HALF:]}"


def is_code_of(written: str, fingerprint: str) -> bool:
    """Tell whether a code, however it was typed, is that of a fingerprint."""
    return SEPARATORS.sub("", written).upper() == short_code(fingerprint).replace("-", "")
