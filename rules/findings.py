"""Findings: objections of the rules to a change, in words for the user who asked for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rules.message import Message


class Field(StrEnum):
    """The field that a finding is about; CASE if it is about no single field."""

    CASE = "case"
    DATE = "date"
    REASON = "reason"
    HOURS = "hours"
    KIND = "kind"
    START = "start"
    END = "end"
    GOAL = "goal"
    PLACE = "place"
    LAW = "law"
    USER = "user"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class Finding:
    """An error refuses the change; a warning asks for confirmation."""

    field: Field
    text: Message
    is_warning: bool = False


def error(field: Field, text: Message) -> Finding:
    """Make a finding that refuses the change."""
    return Finding(field, text)


def warning(field: Field, text: Message) -> Finding:
    """Make a finding that asks for confirmation."""
    return Finding(field, text, is_warning=True)


def errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that refuse the change."""
    return tuple(finding for finding in findings if not finding.is_warning)


def warnings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that ask for confirmation."""
    return tuple(finding for finding in findings if finding.is_warning)
