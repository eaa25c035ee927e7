"""The engine's reasoning as lines of text, for the screen and the command line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from textwrap import wrap

from models.cases.case import Case
from nir_tui.presentation.i18n import _, render
from nir_tui.presentation.safe_text import fit, sanitize
from rules.code_lists import MeasureKind
from rules.deadlines import Deadline
from rules.duf_number import format_duf
from rules.explanation import Explanation, Rules, Sourced
from rules.fact_usage import FactUse
from rules.grounds import Ground
from rules.legal_sources import CHECKED
from rules.message import norwegian_date
from rules.reasons import REASONS
from rules.sources import Source, joined
from rules.ways_to_change import in_words

_TEXT_WIDTH = 80
"""Columns of two answers side by side in a text."""


@dataclass(frozen=True, slots=True)
class ExplanationLine:
    """One line: its text, indent level and sources, and whether it is a heading."""

    text: str
    depth: int = 0
    sources: tuple[Source, ...] = ()
    heading: bool = False

    @property
    def source(self) -> str:
        """The sources as one text."""
        return render(joined(self.sources))


def explanation_lines(explanation: Explanation) -> list[ExplanationLine]:
    """Return the whole reasoning of one computation, in reading order."""
    computation = explanation.computation
    return [
        *_conclusion(explanation),
        *_rules(explanation.rules),
        *_deadline(_("Frist for gjennomføring"), computation.deadline),
        *_deadline(_("Frist for oppstart"), computation.start_deadline),
        *_duty(explanation.duty),
        *_grounds(explanation),
        *_facts(explanation.facts),
        *_changes(explanation),
        *(ExplanationLine(render(line)) for line in explanation.closing),
    ]


def _line(text: str, sources: Iterable[Source] = ()) -> ExplanationLine:
    return ExplanationLine(text, 1, tuple(sources))


def _heading(text: str) -> ExplanationLine:
    return ExplanationLine(text, heading=True)


def _conclusion(explanation: Explanation) -> Iterator[ExplanationLine]:
    yield _heading(render(explanation.answer))
    deciding = explanation.computation.deciding
    if deciding:
        yield _line(render(deciding.because), deciding.sources)
    comparison = explanation.comparison
    if comparison:
        yield _line(render(comparison.text), comparison.sources)


def _rules(rules: Rules | None) -> Iterator[ExplanationLine]:
    yield _heading(_("Regler"))
    if rules:
        yield _line(render(rules.text), rules.sources)
    checked = _("Kontrollert mot loven per {day}")
    yield _line(checked.format(day=norwegian_date(rules.checked if rules else CHECKED)))


def _duty(duty: Sourced | None) -> Iterator[ExplanationLine]:
    if duty:
        yield _line(render(duty.text), duty.sources)


def _deadline(title: str, deadline: Deadline | None) -> Iterator[ExplanationLine]:
    if deadline is None:
        yield _heading(_("{title}: ingen").format(title=title))
        return
    yield _heading(f"{title} {norwegian_date(deadline.day)}")
    for step in deadline.steps:
        yield _line(render(step.text), step.sources)


def _grounds(explanation: Explanation) -> Iterator[ExplanationLine]:
    """Yield the other grounds: those that hold, those that do not but have a date, the others.

    The last are joined in one line.
    """
    computation = explanation.computation
    others = [ground for ground in computation.grounds if ground is not computation.deciding]
    holding = [ground for ground in others if ground.holds]
    near = [ground for ground in others if not ground.holds and ground.date]
    plain = [ground for ground in others if not ground.holds and not ground.date]
    if holding:
        yield _heading(_("Grunner som også holder, men ikke avgjør"))
        yield from map(_ground, holding)
    if near or plain:
        yield _heading(_("Grunner som ikke holder"))
        yield from map(_ground, near)
    if plain:
        said = "; ".join(_small(render(ground.because)) for ground in plain)
        sources = [source for ground in plain for source in ground.sources]
        yield _line(_("Ellers: {grounds}").format(grounds=said), sources)


def _ground(ground: Ground) -> ExplanationLine:
    reason, because = _(REASONS[ground.reason].label), render(ground.because)
    # Not «Vedtak om permanent stans: Vedtak om permanent stans 05.04.2025».
    text = because if because.startswith(reason) else f"{reason}: {because}"
    return _line(text, ground.sources)


def _small(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _facts(facts: tuple[FactUse, ...]) -> Iterator[ExplanationLine]:
    """Yield every fact with its dates as stored; the measures, none of them used, in one line."""
    if not facts:
        return
    yield _heading(_("Opplysninger i saken"))
    measures = [fact for fact in facts if fact.kind in {str(kind) for kind in MeasureKind}]
    for fact in facts:
        if fact not in measures:
            used = _("brukt") if fact.used else _("ikke brukt")
            text = f"{render(fact.label)} {_days(fact)}".strip()
            yield _line(f"{text} ({used}): {render(fact.because)}")
    if measures:
        text = _("{count} tiltak (ikke brukt): {because}")
        yield _line(text.format(count=len(measures), because=render(measures[0].because)))


def _days(fact: FactUse) -> str:
    decided = norwegian_date(fact.date)
    if not fact.start and not fact.end:
        return decided
    period = f"{norwegian_date(fact.start)} - {norwegian_date(fact.end)}".strip()
    if not fact.date:
        return period
    return _("{period}, vedtatt {decided}").format(period=period, decided=decided)


def _changes(explanation: Explanation) -> Iterator[ExplanationLine]:
    if explanation.changes:
        yield _heading(_("Hva som endrer svaret"))
        for change in explanation.changes:
            yield _line(render(change.text))


def side_by_side(explanation: Explanation, tried: Explanation, width: int) -> list[str]:
    """Return the answers from the registered and from the tried facts, in two columns."""
    column = (width - _TITLE_WIDTH) // 2 - 1
    lines = [_row("", _("Registrert"), _("Prøvd"), column)]
    for (title, registered), (_title, other) in zip(
        _summary(explanation), _summary(tried), strict=True
    ):
        cells = wrap(registered, column) or [""], wrap(other, column) or [""]
        for number, (left, right) in enumerate(zip_longest(*cells, fillvalue="")):
            lines.append(_row("" if number else title, left, right, column))
    return lines


_TITLE_WIDTH = 12


def _row(title: str, left: str, right: str, column: int) -> str:
    return f"{fit(title, _TITLE_WIDTH)}{fit(left, column)} {right}".rstrip()


def _summary(explanation: Explanation) -> list[tuple[str, str]]:
    """Return the title and value of what two answers are compared by."""
    computation = explanation.computation
    deadline, start = computation.deadline, computation.start_deadline
    latest = deadline.latest_extension(computation.as_of) if deadline else None
    if deadline and not deadline.may_be_extended:
        latest = None
    return [
        (_("Svar"), render(computation.silent or in_words(computation.computed))),
        (_("Frist"), norwegian_date(deadline.day) if deadline else "-"),
        (_("Oppstart"), norwegian_date(start.day) if start else "-"),
        (_("Forlenges"), _("til {day}").format(day=norwegian_date(latest)) if latest else "-"),
    ]


def explanation_text(case: Case, explanation: Explanation, tried: Explanation | None = None) -> str:
    """Return the explanation; with tried facts, the two answers side by side come first."""
    lines = [f"{format_duf(case.person.duf)}  {case.person.name}"]
    if tried:
        lines += side_by_side(explanation, tried, _TEXT_WIDTH)
    for line in explanation_lines(tried or explanation):
        source = f"  [{line.source}]" if line.source else ""
        lines.append(f"{'  ' * line.depth}{line.text}{source}")
    return "".join(f"{sanitize(line)}\n" for line in lines)
