"""What became of one case of a suite."""

from typing import Literal

from msgspec import Struct


class Verdict(Struct, frozen=True):
    """One case: passed, failed, or skipped because it lies outside our profile; `why` says how or for what reason.

    `remarks` are rules of ours that go beyond the suite and found something in a case that passed.
    """

    case: str
    outcome: Literal["passed", "failed", "skipped"]
    why: str = ""
    remarks: tuple[str, ...] = ()


def compared(case: str, found: object, expected: object) -> Verdict:
    """Judge a case by what was found against what the suite expects."""
    if type(found) is type(expected) and found == expected:
        return Verdict(case, "passed")
    return Verdict(case, "failed", f"{found!r}, expected {expected!r}")
