"""An explanation as a letter: one page of plain text, in bokmål, nynorsk or English."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from textwrap import wrap

from models.cases.case import Person
from nir_tui.presentation.i18n import LETTER_LANGUAGES, NotCompiled, in_language
from nir_tui.presentation.safe_text import sanitize
from rules.duf_number import format_duf
from rules.engine import Computation
from rules.explanation import Explanation
from rules.legal_sources import CHECKED
from rules.message import Message, message
from rules.reasons import START_DEADLINE_EXPIRED
from rules.sources import Source, joined

_WIDTH = 78
_LINES = 60
_TRIED = message("Prøvd med opplysninger som ikke er registrert: dette er ikke svaret i saken.")
_LEVELS = ((3, False), (3, True), (2, True), (1, True))
"""How many possible changes to list, and whether to leave out steps without a date (leave).

They are tried in turn until the letter fits.
"""


def letter(
    person: Person,
    municipality: str,
    explanation: Explanation,
    language: str,
    is_tried: bool = False,
) -> str:
    """Return the letter, in lines of at most 78 characters; shortened alike in every language.

    `is_tried`: some facts are tried, not registered; the letter says so first.
    """
    translate, others = in_language(language), list(_compiled())
    for changes, is_short in _LEVELS:
        paragraphs = list(_paragraphs(person, municipality, explanation, changes, is_short))
        if is_tried:
            paragraphs.insert(0, _TRIED)
        if all(len(_lines(paragraphs, one)) <= _LINES for one in others):
            break
    return "\n".join([*_lines(paragraphs, translate), ""])


def _compiled() -> Iterator[Callable[[str], str]]:
    """Yield the translations of the installed languages: a letter in bokmål needs no catalogue."""
    for language in LETTER_LANGUAGES:
        with suppress(NotCompiled):
            yield in_language(language)


def _lines(paragraphs: Iterable[Message], translate: Callable[[str], str]) -> list[str]:
    lines: list[str] = []
    for paragraph in paragraphs:
        text = paragraph.text(translate)
        lines += wrap(sanitize(text), _WIDTH, subsequent_indent="  " if text[:2] == "- " else "")
        if not text.startswith("- "):
            lines.append("")
    return lines


def _paragraphs(
    person: Person, municipality: str, explanation: Explanation, changes: int, is_short: bool
) -> Iterator[Message]:
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
    yield message("Kontrollert mot loven per {day}", day=rules.checked if rules else CHECKED)
    yield from _deadline(computation, is_short)
    if explanation.changes:
        yield message("Hva som endrer svaret")
        yield from _listed(change.text for change in explanation.changes[:changes])
    if is_short:
        yield message("Brevet er forkortet: kommunen kan gi hele forklaringen.")
    yield from explanation.closing


def _deadline(computation: Computation, is_short: bool) -> Iterator[Message]:
    """Yield the deadline behind the answer: the start deadline if its expiry decided it."""
    deciding = computation.deciding
    if deciding and deciding.reason == START_DEADLINE_EXPIRED and computation.start_deadline:
        deadline = computation.start_deadline
        yield message("Frist for oppstart {day}", day=deadline.day)
    elif computation.deadline:
        deadline = computation.deadline
        yield message("Frist for gjennomføring {day}", day=deadline.day)
    else:
        yield message("Frist for gjennomføring: ingen")
        return
    steps = [step for step in deadline.steps if step.day or not is_short]
    yield from _listed(_cited(step.text, step.sources) for step in steps)


def _listed(messages: Iterable[Message]) -> Iterator[Message]:
    for text in messages:
        yield message("- {text}", text=text)
    yield message("")


def _cited(text: Message, sources: tuple[Source, ...]) -> Message:
    return message("{text} ({source})", text=text, source=joined(sources))
