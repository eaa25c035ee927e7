"""The fixed top of the person screen: the person, deadlines, and what is wrong."""

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from models.cases.case import Case
from models.lists.set_asides import SetAside
from models.reference_data.municipalities import Reference
from nir_tui.lists.columns import DOT, HOLLOW
from nir_tui.lists.row_texts import set_aside_text
from nir_tui.presentation.case_hints import deadlines_shown, hints
from nir_tui.presentation.i18n import _, label
from nir_tui.presentation.safe_text import content, fit, shorten
from rules.code_lists import Category, Completeness
from rules.duf_number import format_duf, has_valid_check
from rules.facts import CaseFacts


def header_lines(
    case: Case, as_of: date, reference: Reference, progress: str, width: int
) -> Content:
    """DUF and name, category and municipality, end goal, both deadlines."""
    person, facts = case.person, case.facts
    name = f"{format_duf(person.duf)}   {person.name}"
    known = label(facts.known) if facts.known is Completeness.REPORT else ""
    # How complete the case is matters more than whether its check digits are valid.
    check = "" if has_valid_check(person.duf) else _("feil kontrollsiffer")
    remark = f"  ({known or check})" if known or check else ""
    below = known or check
    if len(name + remark + progress) < width:
        name, below = name + remark, ""
    first = content(fit(name, width - len(progress) - 1) + " ", "bold")
    place = f"{person.municipality} {reference.name(person.municipality)}"
    if person.district:
        place += f", {reference.district_name(person.district)}"
    second = _fitting(facts.category, [place, label(facts.law), below], width)
    lacking = _("mangler") if facts.lacks_goal else _("registreres ikke etter introduksjonsloven")
    third = _("Sluttmål  {goal}").format(goal=label(facts.goal) or lacking)
    return Content("\n").join(
        [
            first + content(progress),
            content(second),
            content(third),
            content(_deadlines(facts, as_of)),
        ]
    )


def _fitting(category: Category, rest: list[str], width: int) -> str:
    """Return category, place, law and remark on one line; a long one has the short category."""
    texts = [" · ".join(filter(None, (first, *rest))) for first in _names(category)]
    return next((text for text in texts if len(text) <= width), shorten(texts[-1], width))


def _names(category: Category) -> tuple[str, str]:
    return label(category), _(category.short_label)


def _deadlines(facts: CaseFacts, as_of: date) -> str:
    completion, start = deadlines_shown(facts, as_of)
    texts = (
        _("Frist for gjennomføring  {day}").format(day=completion),
        _("Frist for oppstart  {day}").format(day=start),
    )
    return "    ".join(texts)


def hint(case: Case, as_of: date, asides: Sequence[SetAside] = ()) -> Content:
    """Return what is wrong, the keys to correct it, and who has set the person aside."""
    lines = [content(f"{DOT} {text}", "bold $accent") for text in hints(case, as_of)]
    lines += [content(f"{HOLLOW} {set_aside_text(one)}", "$accent") for one in asides]
    return Content("\n").join(lines)
