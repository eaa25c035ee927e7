"""The 28 codes: who may use them, groups, hours, spellings (guide tables 11-13)."""

import re
from pathlib import Path

import pytest

from rules.code_lists import Category, Goal, Group, Hours, TerminationKind
from rules.reasons import ENGINE_REASONS, MUNICIPALITY_REASONS, REASONS, find_reason


def test_there_are_23_for_the_municipality_8_for_the_engine_28_in_all() -> None:
    assert len(MUNICIPALITY_REASONS) == 23
    assert len(ENGINE_REASONS) == 8
    assert len(REASONS) == 28


def test_moved_emigrated_and_died_belong_to_both() -> None:
    both = [r.code for r in REASONS.values() if r.municipality and r.engine]
    assert both == ["flyttet", "utvandret", "dod"]


def test_they_stand_in_the_tables_order() -> None:
    codes = list(REASONS)
    assert codes[:3] == ["arbeid", "arbeid-lonnstilskudd", "arbeid-grunnskole"]
    assert codes[17:23] == ["mistet-rett", "flyttet", "utvandret", "dod", "ukjent", "annet"]
    assert codes[23:] == [
        "ikke-registrert",
        "utgatt-oppstartsfrist",
        "ikke-i-kategori",
        "avvist-program",
        "permanent-stans",
    ]


@pytest.mark.parametrize(
    ("code", "group"),
    [
        ("arbeid", "Arbeid"),
        ("arbeid-lonnstilskudd", "Arbeid"),
        ("arbeid-vgo", "Arbeid og utdanning"),
        ("fagskole", "Utdanning – høy/fagskole"),
        ("vgo-yrkesfag", "Utdanning - Vgo"),
        ("grunnskole", "Annet"),
        ("flyttet", "Annet"),
        ("mistet-rett", "Inngår ikke i tallgrunnlaget for måloppnåelse"),
        ("ikke-registrert", "Annet"),
        ("utgatt-oppstartsfrist", "Inngår ikke i tallgrunnlaget for måloppnåelse"),
        ("permanent-stans", "Annet"),
    ],
)
def test_the_group_is_the_guides(code: str, group: str) -> None:
    assert REASONS[code].group == Group(group)


def test_help_is_word_for_word_without_the_page_number_the_scan_left() -> None:
    assert (
        REASONS["annet"].help == "Avslutningsårsak som ikke dekkes av de andre avslutningsårsakene"
    )
    assert REASONS["arbeid"].help == (
        "Fast eller midlertidig arbeid. Registrer antall timer pr. uke for arbeidsforholdet/ene"
    )
    assert REASONS["hoyere-utdanning"].help == "Høyskole eller universitet"


def test_every_label_group_and_text_is_that_of_the_guide() -> None:
    """Tables 11-13, the end goals and the categories, compared with guide_tables.txt."""
    said = [f"{r.code} | {r.label} | {r.group} | {r.help}" for r in REASONS.values()]
    said += [f"{word} | {word.label}" for words in (Goal, Category) for word in words]
    table = Path(__file__).with_name("guide_tables.txt").read_text(encoding="utf-8")
    assert said == table.splitlines()


def test_a_code_fits_its_column_and_a_short_label_the_narrowest_list() -> None:
    assert [r.code for r in REASONS.values() if not re.fullmatch(r"[a-z0-9-]{1,30}", r.code)] == []
    assert max(len(r.short_label) for r in REASONS.values()) <= 18
    assert len({r.short_label for r in REASONS.values()}) == len(REASONS)


def test_only_a_permanent_stop_ends_by_a_stop_and_three_may_be_of_missing_data() -> None:
    stops = [r.code for r in REASONS.values() if r.kind is TerminationKind.STOP]
    assert stops == ["permanent-stans"]
    doubtful = [r.code for r in REASONS.values() if r.may_need_correction]
    assert doubtful == ["ikke-registrert", "utgatt-oppstartsfrist", "permanent-stans"]


def test_hours_are_required_for_work_and_optional_for_work_with_something() -> None:
    by_rule = {rule: [r.code for r in REASONS.values() if r.hours is rule] for rule in Hours}
    assert by_rule[Hours.REQUIRED] == ["arbeid"]
    assert by_rule[Hours.OPTIONAL] == [
        "arbeid-lonnstilskudd",
        "arbeid-grunnskole",
        "arbeid-vgo",
        "arbeid-fagskole",
        "arbeid-hoyere",
    ]


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("arbeid", "arbeid"),
        ("ARBEID", "arbeid"),
        ("Utgått oppstartfrist", "utgatt-oppstartsfrist"),
        ("Utgått oppstartsfrist", "utgatt-oppstartsfrist"),
        ("Person har avvist program", "avvist-program"),
        ("Arbeid med lønnskudd fra NAV", "arbeid-lonnstilskudd"),
        ("Arbeid og utdanning - videregående utdanning", "arbeid-vgo"),
        ("Arbeid og utdanning – fagskole", "arbeid-fagskole"),
        ("Ikke lenger i kategori, mistet rett", "mistet-rett"),
        ("Ikke lenger i kategori", "ikke-i-kategori"),
    ],
)
def test_spellings_of_the_guide_are_understood(spelling: str, code: str) -> None:
    reason = find_reason(spelling)
    assert reason is not None
    assert reason.code == code


def test_what_is_no_reason_is_none() -> None:
    assert find_reason("arb") is None
