"""The columns in which a row keeps a deadline: one for each set of rules, chosen by the day."""

from datetime import date
from typing import Any

from models.tables import ReportRow
from rules.durations import RULES_OF_2026


def deadline_column(as_of: date) -> Any:
    """The next deadline as the law is on a day."""
    return ReportRow.deadline_2026 if as_of >= RULES_OF_2026 else ReportRow.deadline


def completion_column(as_of: date) -> Any:
    """The completion deadline as the law is on a day."""
    is_of_2026 = as_of >= RULES_OF_2026
    return ReportRow.completion_deadline_2026 if is_of_2026 else ReportRow.completion_deadline
