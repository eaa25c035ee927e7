"""The mix of filters that is measured, drawn from a seed. `DESCRIBED` explains it on the page."""

import random
from dataclasses import replace

from models.list_filter import ENGINE, EVERYONE, MUNICIPALITY, ListFilter, Subject
from models.lists.list_kinds import PERSONS, REPORT
from models.lists.sort_order import Order
from rules.code_lists import Category, Law
from rules.reasons import REASONS

TEXTS = ("a", "al", "ali", "hass", "ova", "øz", "0012", "90", "mohamed a", "kovalenko", "zz", "ås")
PLACES = ("0301", "4601", "4204", "1818", "5501", "3201")

DESCRIBED = """The mix: seven of ten the report, under either law, else the persons. Two of eight
have no municipality; a category, a termination year from 2018 to 2026 and a reason in one of three
each; registered by the engine or by a municipality in half; one of five only those that need
correction; a search text in two of five, from one letter to a whole name. Every column orders it,
three of ten backwards. 300 are drawn for each line, from a seed; forty are asked before."""


def of_sets(chance: random.Random) -> tuple[ListFilter, Order]:
    """Draw a filter of sets of values only, and an order."""
    is_report = chance.random() < 0.7
    columns = REPORT.columns if is_report else PERSONS.columns
    chosen = ListFilter(
        Subject.ENDED if is_report else Subject.PERSONS,
        chance.choice(list(Law)) if is_report else None,
        municipality=chance.choice((None, None, *PLACES)),
        categories=chance.choice(((), (), (str(chance.choice(list(Category))),))),
        years=chance.choice(((), (), (chance.randint(2018, 2026),))),
        reasons=chance.choice(((), (), (chance.choice(list(REASONS)),))),
        registered_by=chance.choice((EVERYONE, EVERYONE, ENGINE, MUNICIPALITY)),
        needs_correction=chance.random() < 0.2,
    )
    return chosen, Order(chance.choice(columns), chance.random() < 0.3)


def anything(chance: random.Random) -> tuple[ListFilter, Order]:
    """Draw a filter of sets of values, with a search text in two of five, and an order."""
    chosen, order = of_sets(chance)
    text = chance.choice(TEXTS) if chance.random() < 0.4 else ""
    return replace(chosen, search=text), order


def in_a_place(chance: random.Random) -> tuple[ListFilter, Order]:
    """Draw any filter within one of five municipalities; the largest has 45,000 in a million."""
    chosen, order = anything(chance)
    return replace(chosen, municipality=chance.choice(PLACES[1:])), order
