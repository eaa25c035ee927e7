"""Readers of one ground of a case: whether it holds, its text, and its sources."""

from datetime import date

from rules.engine import compute
from rules.facts import CaseFacts
from rules.grounds import Ground
from tests.rules.build import day

AS_OF = day("09.12.2024")


def grounds(case: CaseFacts, reason: str, as_of: date = AS_OF) -> list[Ground]:
    return [ground for ground in compute(case, as_of).grounds if ground.reason == reason]


def says(case: CaseFacts, reason: str, as_of: date = AS_OF) -> list[tuple[bool, str]]:
    return [(ground.holds, str(ground.because)) for ground in grounds(case, reason, as_of)]


def cited(case: CaseFacts, reason: str, as_of: date = AS_OF) -> list[str]:
    found = grounds(case, reason, as_of)
    return [str(ground.source).replace("\N{NO-BREAK SPACE}", " ") for ground in found]
