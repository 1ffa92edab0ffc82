"""Short forms of digests: the code that an approver types or reads out, and enough digits to tell two apart."""

from __future__ import annotations

import re

DIGITS = 8
SHORT_DIGITS = 16
HALF = DIGITS // 2
SEPARATORS = re.compile(r"[\s.–-]+")


def short_code(fingerprint: str) -> str:
    """Return the first 8 hexadecimal digits of a fingerprint in two groups, such as `3F2A-91BC`."""
    digits = fingerprint.partition(":")[2][:DIGITS].upper()
    return f"{digits[:HALF]}-{digits[HALF:]}"


def short_digest(digest: str) -> str:
    """Return the first 16 hexadecimal digits of a digest, with the version of the rules that a fingerprint begins with.

    That tells texts, heads and files apart where a person or an open page only compares them.
    """
    version, colon, digits = digest.rpartition(":")
    return f"{version}{colon}{digits[:SHORT_DIGITS]}"


def is_code_of(written: str, fingerprint: str) -> bool:
    """Tell whether a code, however it was typed, is that of a fingerprint."""
    return SEPARATORS.sub("", written).upper() == short_code(fingerprint).replace("-", "")
