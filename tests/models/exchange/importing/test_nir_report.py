"""Import of NIR's report, with cut titles, various encodings and spellings, and its effects."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from models.changes.apply_change import apply_change
from models.changes.programme import AddDecision, SetGoal
from models.changes.terminations import DeleteTermination, EditTermination, RegisterTermination
from models.errors import RegisterError
from models.exchange.importing.nir_titles import TITLES, match_titles
from models.exchange.importing.problems import ImportRefused
from models.exchange.importing.run import ImportReport, import_paths
from models.list_filter import all_persons
from models.lists.pages import list_page
from models.lists.sort_order import Order
from rules.code_lists import Completeness, DecisionKind, Goal, Law
from rules.facts import Decision
from tests.case_builder import TODAY, World, actor, contents
from tests.models.exchange.files import (
    ANNA,
    BELA,
    HEADING,
    NIR_TITLES,
    bundle,
    nir_report,
    nir_row,
)

GUIDES_TITLES = (
    *("DUF-numme", "Fornavn, Ett", "Kjønn", "Alder", "Kategori", "Sluttmaal", "Avslutningsårsak"),
    *("Avslutningsårsakgruppe", "Avslutningsdato", "Oppfølgings", "Oppf.kommi", "Registrert da"),
    *("Registrert av", "Frist for gjø"),
)
SHUFFLED = tuple(reversed(NIR_TITLES))


def bring(world: World, path: str, law: Law | None = None) -> ImportReport:
    return import_paths(world.register, actor(), [path], law)


def test_the_guides_screenshot_of_the_titles_is_understood() -> None:
    assert match_titles(list(GUIDES_TITLES)) == list(TITLES)


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (["Avslutnings"] * 3, ["reason", "group", "date"]),
        (["Registrert", "Registrert"], ["registered_at", "registered_by"]),
        (["DUF nummer", "FORNAVN,ETTERNAVN", "kjonn"], ["duf", "name", "sex"]),
        (["Fornavn Ettrnavn", "Avsluttningsårsak"], ["name", "reason"]),
        (["DUF-numme", "Fornavn", "Ett/Kjønn", "Alder"], ["duf", "name", "sex", "age"]),
        (["Personnummer", "", "Adresse"], [None, None, None]),
    ],
)
def test_titles_cut_or_misspelt(titles: list[str], names: list[str | None]) -> None:
    assert match_titles(titles) == names


@pytest.mark.parametrize("above", [(), (HEADING,), (HEADING, "Asker, 2023"), (HEADING, "", "x")])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("titles", [NIR_TITLES, GUIDES_TITLES])
def test_title_lines_separators_and_titles(
    world: World, tmp_path: Path, above: tuple[str, ...], separator: str, titles: tuple[str, ...]
) -> None:
    path = nir_report(tmp_path / "nir.csv", above=above, separator=separator, titles=titles)
    assert bring(world, path).counts["persons.new"] == 1


@pytest.mark.parametrize(
    ("encoding", "notices"),
    [
        ("utf-8", 0),
        ("utf-8-sig", 0),
        ("utf-16", 0),
        ("utf-16-le", 0),
        ("utf-16-be", 0),
        ("cp1252", 1),
    ],
)
def test_encodings(world: World, tmp_path: Path, encoding: str, notices: int) -> None:
    row = nir_row(name="SÅR, ÆØÅ")
    report = bring(world, nir_report(tmp_path / "nir.csv", row, encoding=encoding))
    assert world.case(ANNA).person.name == "SÅR, ÆØÅ"
    assert len(report.notices) == notices
    if notices:
        assert "Windows-1252" in str(report.notices[0])


def test_a_person_known_from_a_report_only(world: World, tmp_path: Path) -> None:
    bring(world, nir_report(tmp_path / "nir.csv"))
    case = world.case(ANNA)
    person, facts = case.person, case.facts
    assert (person.first_name, person.last_name, person.sex) == ("STILLE", "SKOG", "K")
    assert (facts.known, facts.law) == (Completeness.REPORT, Law.INTEGRERINGSLOVEN)
    assert facts.goal is Goal.WORK_HAS_UPPER_SECONDARY
    assert facts.reported_deadline == date(2023, 9, 18)
    # Asker had number 3025 in Viken on that day; today's Asker follows the person up.
    [termination] = case.terminations
    assert (termination.municipality, person.municipality) == ("3025", "3203")
    assert (termination.reason, termination.date) == ("arbeid", date(2023, 9, 1))
    assert termination.registered_by == "3025-ASGE"
    assert termination.registered_at.date() == date(2023, 9, 4)
    assert termination.hours is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Utgått oppstartfrist", "utgatt-oppstartsfrist"),
        ("Person har avvist program", "avvist-program"),
        ("Person avvist program", "avvist-program"),
        ("Arbeid med lønnskudd fra NAV", "arbeid-lonnstilskudd"),
        ("Arbeid og utdanning - videregående utdanning", "arbeid-vgo"),
        ("Avslutningsårsak ikke registrert", "ikke-registrert"),
        ("vedtak om permanent stans", "permanent-stans"),
    ],
)
def test_reasons_in_any_of_the_guides_spellings(
    world: World, tmp_path: Path, text: str, code: str
) -> None:
    bring(world, nir_report(tmp_path / "nir.csv", nir_row(reason=text)))
    assert world.case(ANNA).terminations[0].reason == code


def test_municipalities_are_named_as_on_the_termination_date(world: World, tmp_path: Path) -> None:
    rows = [
        nir_row(duf="992400077703", county="Nordland", municipality="Herøy"),
        nir_row(duf="992400077711", county="Møre og Romsdal", municipality="Herøy"),
        nir_row(duf="992400077729", date="01.02.2024", county="Akershus", municipality="Asker"),
        nir_row(duf="992400077737", date="01.02.2019", county="Viken", municipality="Asker"),
    ]
    bring(world, nir_report(tmp_path / "nir.csv", *rows))
    found = [world.case(row[0]).terminations[0].municipality for row in rows]
    assert found == ["1818", "1515", "3203", "3025"]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"municipality": "Asker", "county": "Viken", "date": "31.02.2024"}, "finnes i kalender"),
        (
            {"municipality": "Atlantis"},
            "rad 5, Oppf.kommune: «Atlantis» – skal være en kommune slik",
        ),
        ({"reason": "Fikk jobb"}, "rad 5, Avslutningsårsak: «Fikk jobb» – skal være en av NIRs"),
        ({"category": "Turist"}, "skal være en av: Rett og plikt"),
        ({"sex": "X"}, "Kvinne eller Mann"),
        ({"duf": "9,924E+11"}, "12 sifre"),
        ({"age": "tretti"}, "alder i hele år"),
        ({"registered_by": ""}, "må fylles ut"),
        ({"name": "SKOG\u202egnol, X"}, "styretegn"),
    ],
)
def test_what_is_wrong_is_named_with_its_row(
    world: World, tmp_path: Path, cells: dict[str, str], expected: str
) -> None:
    before = contents(world.register)
    path = nir_report(tmp_path / "nir.csv", nir_row(), nir_row(**{"duf": BELA, **cells}))
    with pytest.raises(ImportRefused, match=expected) as refused:
        bring(world, path)
    assert str(refused.value.messages[0]).startswith("nir.csv, rad 5, ")
    assert contents(world.register) == before


def test_a_wrong_date_does_not_hide_a_municipality_that_never_was(
    world: World, tmp_path: Path
) -> None:
    row = nir_row(date="31.02.2024", municipality="Atlantis")
    with pytest.raises(ImportRefused) as refused:
        bring(world, nir_report(tmp_path / "nir.csv", row))
    output = " ".join(map(str, refused.value.messages))
    assert "finnes i kalender" in output and "«Atlantis» – skal være en kommune" in output


def test_a_goal_in_nirs_own_words_is_left_out_and_told(world: World, tmp_path: Path) -> None:
    rows = [nir_row(goal="Fullføre vgo"), nir_row(duf=BELA, goal="Fullføre vgo")]
    report = bring(world, nir_report(tmp_path / "nir.csv", *rows))
    assert [str(notice) for notice in report.notices] == [
        "nir.csv: sluttmålet «Fullføre vgo» er ukjent (2 rader); feltet blir tomt"
    ]
    assert world.case(ANNA).facts.goal is None


def test_a_duf_number_twice_is_an_error(world: World, tmp_path: Path) -> None:
    path = nir_report(tmp_path / "nir.csv", nir_row(), nir_row())
    with pytest.raises(ImportRefused, match=r"rad 5, DUF-nummer: .*står i filen før"):
        bring(world, path)


def test_the_law_is_the_headings_and_another_is_an_error(world: World, tmp_path: Path) -> None:
    old = HEADING.replace("integreringsloven", "introduksjonsloven")
    path = nir_report(tmp_path / "old.csv", above=(old, ""))
    with pytest.raises(ImportRefused, match="etter introduksjonsloven, ikke integreringsloven"):
        bring(world, path, Law.INTEGRERINGSLOVEN)
    bring(world, path)
    assert world.case(ANNA).facts.law is Law.INTRODUKSJONSLOVEN
    with pytest.raises(ImportRefused, match="en person etter integreringsloven"):
        bring(world, nir_report(tmp_path / "new.csv"))
    silent = nir_report(tmp_path / "silent.csv", nir_row(duf=BELA), above=())
    bring(world, silent, Law.INTRODUKSJONSLOVEN)
    assert world.case(BELA).facts.law is Law.INTRODUKSJONSLOVEN


# A report never overwrites (domain.md: persons known from a NIR report only).


def test_a_full_case_is_left_alone(world: World, tmp_path: Path) -> None:
    world.participant(date(2024, 9, 2), duf=ANNA)
    before = world.case(ANNA)
    report = bring(world, nir_report(tmp_path / "nir.csv"))
    assert (report.changes, report.counts["persons.skipped"]) == (False, 1)
    assert world.case(ANNA) == before


def test_the_same_report_again_is_skipped(world: World, tmp_path: Path) -> None:
    path = nir_report(tmp_path / "nir.csv")
    bring(world, path)
    before = contents(world.register)["termination"]
    report = bring(world, path)
    assert (report.changes, report.counts["persons.skipped"]) == (False, 1)
    assert contents(world.register)["termination"] == before
    apply_change(world.register, actor(), ANNA, DeleteTermination())
    assert not bring(world, path).changes, "what was deleted here is not brought back"


def test_a_newer_report_makes_the_older_termination_history(world: World, tmp_path: Path) -> None:
    bring(world, nir_report(tmp_path / "old.csv"))
    newer = nir_row(reason="Flyttet", registered_at="05.09.2023", name="NY, NAVN", age="35")
    report = bring(world, nir_report(tmp_path / "new.csv", newer))
    assert (report.counts["persons.changed"], report.counts["terminations.closed"]) == (1, 1)
    case = world.case(ANNA)
    assert case.person.name == "NY, NAVN"
    assert [(t.reason, t.deleted) for t in case.terminations] == [
        ("flyttet", False),
        ("arbeid", True),
    ]


def test_what_was_registered_here_since_is_left_alone(world: World, tmp_path: Path) -> None:
    bring(world, nir_report(tmp_path / "old.csv"))
    as_full_case(world)
    apply_change(
        world.register, actor(), ANNA, EditTermination("helse", date(2023, 9, 1)), confirmed=True
    )
    world.sql("UPDATE person SET known = 'report' WHERE duf = ?", ANNA)
    report = bring(world, nir_report(tmp_path / "new.csv", nir_row(registered_at="09.12.2024")))
    assert report.counts["persons.skipped"] == 1
    active = world.case(ANNA).facts.active
    assert active and active.reason == "helse"


def as_full_case(world: World) -> None:
    apply_change(world.register, actor(), ANNA, SetGoal(Goal.WORK_HAS_UPPER_SECONDARY))
    start = date(2023, 6, 1)
    decision = Decision(DecisionKind.PARTICIPATION, start, start)
    apply_change(world.register, actor(), ANNA, AddDecision(decision), confirmed=True)


def test_decision_and_goal_are_asked_for_then_the_case_is_full(
    world: World, tmp_path: Path
) -> None:
    row = nir_row(reason="Avslutningsårsak ikke registrert", registered_by="Regelmotor", goal="")
    bring(world, nir_report(tmp_path / "nir.csv", row))
    unknown = RegisterTermination("ukjent", date(2023, 9, 1))
    with pytest.raises(RegisterError, match="Vedtak om deltakelse mangler") as refused:
        apply_change(world.register, actor(), ANNA, unknown)
    assert "Sluttmål mangler" in str(refused.value)
    as_full_case(world)
    case = world.case(ANNA)
    assert case.facts.known is Completeness.FULL
    # The engine has computed six months from 01.06.2023.
    assert case.facts.active and case.facts.active.date == date(2023, 12, 1)
    apply_change(world.register, actor(), ANNA, unknown, confirmed=True)


def test_what_only_this_register_knows_survives_a_newer_report(
    world: World, tmp_path: Path
) -> None:
    bring(world, nir_report(tmp_path / "old.csv", nir_row(goal="", municipality="Asker")))
    apply_change(world.register, actor(), ANNA, SetGoal(Goal.PRIMARY_SCHOOL))
    newer = nir_row(goal="", registered_at="05.09.2023")
    bring(world, nir_report(tmp_path / "new.csv", newer))
    assert world.case(ANNA).facts.goal is Goal.PRIMARY_SCHOOL


def test_a_report_that_brings_the_goal_makes_the_case_full(world: World, tmp_path: Path) -> None:
    bring(world, nir_report(tmp_path / "old.csv", nir_row(goal="")))
    start = date(2023, 6, 1)
    decision = Decision(DecisionKind.PARTICIPATION, start, start)
    apply_change(world.register, actor(), ANNA, AddDecision(decision), confirmed=True)
    assert world.case(ANNA).facts.known is Completeness.REPORT
    bring(world, nir_report(tmp_path / "new.csv", nir_row(registered_at="05.09.2023")))
    assert world.case(ANNA).facts.known is Completeness.FULL


def test_files_that_bring_what_was_lacking_make_the_case_full(world: World, tmp_path: Path) -> None:
    bring(world, nir_report(tmp_path / "nir.csv", nir_row(reason="Avslutningsårsak ikke registrert",
                                                          registered_by="Regelmotor")))  # fmt: skip
    decision = f"{ANNA};deltakelse;fattet;2023-06-01;2023-06-01;"
    report = bring(world, bundle(tmp_path / "in", decisions=[decision]))
    case = world.case(ANNA)
    assert case.facts.known is Completeness.FULL
    assert report.counts["engine.added"] == 1
    assert case.facts.active and case.facts.active.date == date(2023, 12, 1)


def test_persons_of_a_report_are_marked_in_the_lists_and_have_no_deadline_to_meet(
    world: World, tmp_path: Path
) -> None:
    soon = nir_row(deadline="20.12.2024")
    bring(world, nir_report(tmp_path / "nir.csv", soon))
    [line] = list_page(world.register, all_persons(), Order("name"), TODAY)
    assert (line.from_report, line.deadline) == (True, date(2024, 12, 20))
    apply_change(world.register, actor(), ANNA, DeleteTermination())
    due = replace(all_persons(), deadline_within=30)
    assert list_page(world.register, due, Order("name"), TODAY) == []


def test_apostrophes_before_formulas_are_taken_off(world: World, tmp_path: Path) -> None:
    bring(world, nir_report(tmp_path / "nir.csv", nir_row(name="'=1+1, '-SKOG")))
    assert world.case(ANNA).person.first_name == "=1+1"
    assert world.case(ANNA).person.last_name == "'-SKOG"
