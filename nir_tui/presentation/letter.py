"""An explanation as a letter: one page of plain text, in bokmål, nynorsk or English."""

from collections.abc import Callable, Iterable, Iterator
from textwrap import wrap

from models.cases.case import Person
from nir_tui.presentation.i18n import in_language
from nir_tui.presentation.safe_text import sanitize
from rules.deadlines import Deadline
from rules.duf_number import format_duf
from rules.explanation import Explanation
from rules.message import Message, message
from rules.sources import Source, joined

_WIDTH = 78
_LINES = 60
_CHANGES = 3
"""So many of what would change the answer at most, fewer where the page is full."""


def letter(person: Person, municipality: str, explanation: Explanation, language: str) -> str:
    """The letter, in lines of at most 78 characters."""
    translate = in_language(language)
    for changes in range(_CHANGES, -1, -1):
        paragraphs = _paragraphs(person, municipality, explanation, changes, only_days=not changes)
        lines = _lines(paragraphs, translate)
        if len(lines) <= _LINES:
            break
    return "\n".join([*lines, ""])


def _lines(paragraphs: Iterable[Message], translate: Callable[[str], str]) -> list[str]:
    lines: list[str] = []
    for paragraph in paragraphs:
        text = paragraph.text(translate)
        lines += wrap(sanitize(text), _WIDTH, subsequent_indent="  " if text[:2] == "- " else "")
        if not text.startswith("- "):
            lines.append("")
    return lines


def _paragraphs(
    person: Person, municipality: str, explanation: Explanation, changes: int, only_days: bool
) -> Iterator[Message]:
    """`only_days`: of the deadline's steps only those that lead to a day; the page is full."""
    computation, rules = explanation.computation, explanation.rules
    yield message("{municipality}, {day}", municipality=municipality, day=computation.as_of)
    yield message("{name}, DUF-nummer {duf}", name=person.name, duf=format_duf(person.duf))
    yield message("Hva registeret sier om introduksjonsprogrammet ditt, og hvorfor")
    yield explanation.answer
    if computation.deciding:
        yield _cited(computation.deciding.because, computation.deciding.sources)
    if explanation.comparison:
        yield _cited(explanation.comparison.text, explanation.comparison.sources)
    if rules:
        yield _cited(rules.text, rules.sources)
        yield message("Kontrollert mot loven per {day}", day=rules.checked)
    yield from _deadline(computation.deadline, only_days)
    if explanation.changes and changes:
        yield message("Hva som endrer svaret")
        yield from _listed(change.text for change in explanation.changes[:changes])
    yield from explanation.closing


def _deadline(deadline: Deadline | None, only_days: bool) -> Iterator[Message]:
    if deadline is None:
        yield message("Frist for gjennomføring: ingen")
        return
    yield message("Frist for gjennomføring {day}", day=deadline.day)
    steps = [step for step in deadline.steps if step.day or not only_days]
    yield from _listed(_cited(step.text, step.sources) for step in steps)


def _listed(messages: Iterable[Message]) -> Iterator[Message]:
    for text in messages:
        yield message("- {text}", text=text)
    yield message("")


def _cited(text: Message, sources: tuple[Source, ...]) -> Message:
    return message("{text} ({source})", text=text, source=joined(sources))
