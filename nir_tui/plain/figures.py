"""Goal attainment and the yearly control, read out."""

from dataclasses import replace

from models.list_filter import ListFilter
from models.lists.control import Controlled, control, write_control
from models.lists.counts import termination_years
from models.lists.goal_attainment import goal_attainment
from nir_tui.lists.filter_summary import filter_summary
from nir_tui.plain.dialogue import Dialogue
from nir_tui.plain.questions import ask_choice
from nir_tui.presentation import field_texts
from nir_tui.presentation.attainment_lines import attainment_pairs
from nir_tui.presentation.i18n import _
from nir_tui.presentation.label_search import Choice
from nir_tui.session.session import Session
from rules.control import control_year


def say_statistics(dialogue: Dialogue, session: Session) -> None:
    """Ask for a year, and say the share of each group, and the year before beside it."""
    register, as_of = session.register, session.actor.as_of
    list_filter = ListFilter(municipality=session.own_municipality)
    years = termination_years(register, list_filter.law)
    choices = [Choice(str(year), str(year)) for year in sorted(years, reverse=True)]
    current = str(as_of.year) if as_of.year in years else None
    year = int(ask_choice(dialogue, field_texts.TERMINATION_YEAR, choices, current))
    dialogue.say(f"{_('Måloppnåelse')}: {filter_summary(list_filter, register, between=', ')}")
    for of_year in (year, year - 1):
        found = goal_attainment(register, replace(list_filter, years=(of_year,)), as_of)
        dialogue.say(str(of_year))
        dialogue.pairs(attainment_pairs(found))


def say_control(dialogue: Dialogue, session: Session) -> None:
    """Say what the municipality looks through before the yearly closing date. Journalled."""
    register, as_of = session.register, session.actor.as_of
    controlled = Controlled(session.own_municipality, None, control_year(as_of))
    write_control(register, session.actor, controlled)
    dialogue.say(
        f"{_('Kontroll')}: {filter_summary(controlled.terminations, register, between=', ')}"
    )
    found = control(register, controlled, as_of)
    dialogue.pairs([(_(one.check.label), str(one.count)) for one in found])
