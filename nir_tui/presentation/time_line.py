"""A case as a time line: what was decided and registered, each as a bar over the same days."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from nir_tui.presentation.drawing import BLOCKS, Signs
from nir_tui.presentation.i18n import _, label
from nir_tui.presentation.safe_text import shorten
from rules.deadlines import completion_deadline
from rules.facts import CaseFacts
from rules.message import norwegian_date
from rules.reasons import REASONS


class Span(NamedTuple):
    """A thing with its first and last day; the same for one day, None for an end that is open."""

    label: str
    start: datetime.date
    end: datetime.date | None

    @property
    def text(self) -> str:
        """What it is and when."""
        if self.end == self.start:
            return f"{self.label}  {norwegian_date(self.start)}"
        end = norwegian_date(self.end) if self.end else ""
        return f"{self.label}  {norwegian_date(self.start)} - {end}".rstrip()


def case_spans(facts: CaseFacts, as_of: datetime.date) -> list[Span]:
    """Return decisions in force, measures, deadline, termination and today, by their first day."""
    found = list(_decided(facts))
    found += [Span(label(m.kind), m.start, m.end) for m in facts.measures if m.start]
    deadline = completion_deadline(facts, as_of)
    if deadline:
        found.append(Span(_("Frist for gjennomføring"), deadline.day, deadline.day))
    if facts.active:
        reason = _(REASONS[facts.active.reason].label)
        found.append(Span(reason, facts.active.date, facts.active.date))
    found.sort(key=lambda span: span.start)
    return [*found, Span(_("I dag"), as_of, as_of)] if found else []


def _decided(facts: CaseFacts) -> Iterator[Span]:
    for decision in facts.decisions:
        start = decision.effective_start
        if decision.annulled or start is None:
            continue
        ends_at_once = decision.start is None
        yield Span(label(decision.kind), start, start if ends_at_once else decision.end)


def time_line(spans: list[Span], width: int, signs: Signs = BLOCKS) -> list[tuple[str, str]]:
    """Return a text and a bar for each span; every bar is over the same days, `width` cells wide.

    A bar without an end goes on to the right edge. No bar is narrower than a cell.
    """
    if not spans:
        return []
    days = [day for span in spans for day in (span.start, span.end) if day]
    first, last = min(days), max(days)
    total = max(1, (last - first).days)

    def cell(day: datetime.date) -> int:
        return round((day - first).days / total * (width - 1))

    lines = []
    for span in spans:
        start, end = cell(span.start), cell(span.end or last)
        bar = " " * start + signs.full * max(1, end - start + 1)
        lines.append((shorten(span.text, width), bar))
    return lines
