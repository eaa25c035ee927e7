"""Whole stories in `plain`: a correction, a refusal, an undo, what each role may do."""

import re
from datetime import date

import pytest

from models.access import Role
from models.administration.journal_view import read_lines
from models.administration.users import add_user
from models.cases.lookup import read_case
from models.storage.register import open_register
from rules.code_lists import DecisionKind, Goal, WaitingFor
from rules.facts import Termination
from tests.case_builder import actor
from tests.nir_tui.commands.cli_runner import GRANITT
from tests.nir_tui.plain.conversation import after, conversation

TO_GRANITT = ("1", "m", "granitt")
"""The report as it opens, those who must be corrected, and the first of them."""


def active(place: str, duf: str = GRANITT) -> Termination | None:
    register = open_register(place)
    try:
        return read_case(register, duf).facts.active
    finally:
        register.close()


def test_a_correction_and_the_next_person(demo_copy: str) -> None:
    said = conversation(demo_copy, *TO_GRANITT, "l", "", "helse", "j", "N", "tilbake", "avslutt")
    assert "FORNØYDE, GRANITT; må rettes; DUF-nummer: 9924 000022 00" in said
    person = after(said, "Person 1 av 3; 0 rettet i dag")
    assert "Frist for gjennomføring: 18.09.2024, gått ut" in person
    assert "Å gjøre: Avslutningsårsak ikke registrert: legg til årsak (l)" in person
    form = after(person, "Legg til avslutning\n")
    assert "Avslutningsdato (18.03.2024 - 18.09.2024; foreslått; Enter beholder 18.09" in form
    assert "Etter lagring: regelmotorens «Avslutningsårsak ikke registrert» slettes." in form
    question = after(form, "Advarsel: Det er registrert vedtak/tiltak som fortsetter etter valgt")
    assert "Fortsetter: Deltakelse 18.03.2024 -; Norskopplæring" in question
    assert "Avslutningen er lagret. n: neste person" in question
    assert "Navn: PLIKTOPPFYLLENDE, MYSTIKK" in after(question, "Person 2 av 3; 1 rettet i dag")
    stored = active(demo_copy)
    assert stored is not None
    assert (stored.reason, stored.date, stored.registered_by) == (
        *("helse", date(2024, 9, 18)),
        "4204-DEMO",
    )


def test_work_with_hours_is_asked_for_them(demo_copy: str) -> None:
    said = conversation(demo_copy, *TO_GRANITT, "l", "1.8", "arbeid", "", "to", "90", "30", "j")
    form = after(said, "Avslutningsårsak: Arbeid\n")
    assert "Antall timer arbeid per uke må fylles ut for «Arbeid»" in form
    assert "«to» er ikke et timetall" in form
    assert "må være over 0 og høyst 80" in form
    stored = active(demo_copy)
    assert stored is not None and stored.date == date(2024, 8, 1)
    assert (stored.reason, str(stored.hours)) == ("arbeid", "30")


def test_what_the_rules_refuse_is_asked_again(demo_copy: str) -> None:
    before = active(demo_copy)
    said = conversation(
        demo_copy, *TO_GRANITT, "l", "31.02.2024", "01.01.2020", "18.9.24", "zzz", "arb", "avbryt"
    )
    form = after(said, "Legg til avslutning\n")
    assert "Datoen 31.02.2024 finnes ikke i kalenderen" in form
    assert "Avslutningsdatoen 01.01.2020 er før" in form
    assert "Ingenting passer med «zzz»" in form
    assert "Flere passer; skriv nummeret:\n1. Arbeid\n2. Arbeid med lønnstilskudd fra NAV" in form
    assert "Avbrutt." in form
    assert active(demo_copy) == before


def test_a_question_mark_tells_of_the_field_and_of_a_code(demo_copy: str) -> None:
    said = conversation(demo_copy, *TO_GRANITT, "l", "?", "", "? helse", "?", "avbryt")
    form = after(said, "Legg til avslutning\n")
    assert "Den siste dagen personen var i programmet." in form
    assert "Helsemessige utfordringer. Måloppnåelse: Annet. Deltager som avsluttes" in form
    assert "23. Annet" in after(form, "Hvorfor programmet sluttet.")


def test_no_saves_nothing_and_an_undo_takes_back(demo_copy: str) -> None:
    before = active(demo_copy)
    said = conversation(
        demo_copy,
        *TO_GRANITT,
        "l",
        "",
        "helse",
        "n",
        "l",
        "",
        "helse",
        "j",
        "u",
        "n",
        "u",
        "j",
        "u",
    )
    assert said.count("Avslutningen er lagret") == 1
    undo = after(said, "Angre: la til avslutning: Helsemessige utfordringer 18.09.2024")
    assert "Etter angring: «Helsemessige utfordringer» slettes, regelmotoren avslutter" in undo
    assert "Angret: la til avslutning" in undo
    assert "Ingenting mer fra denne økten kan angres" in undo
    now = active(demo_copy)
    assert now is not None and before is not None and now.by_engine
    assert (now.reason, now.date) == (before.reason, before.date)


def test_an_edit_and_a_deletion_say_what_is_lost(demo_copy: str) -> None:
    said = conversation(
        demo_copy,
        *TO_GRANITT,
        *("l", "", "arbeid", "30", "j"),
        *("r", "", "annet", "j"),
        *("s", "n", "s", "j"),
    )
    assert "Enter beholder Arbeid" in said
    assert "timene (30,0) tas bort" in said
    deletion = after(said, "Slett avslutning: Annet 18.09.2024")
    assert "Etter sletting: «Annet» slettes, regelmotoren avslutter med" in deletion
    assert "Er du sikker på at du vil slette? j er ja, n er nei" in deletion
    assert "Avslutningen er slettet. Regelmotorens avslutning må rettes" in deletion


def test_decisions_measures_and_the_goal(demo_copy: str) -> None:
    said = conversation(
        demo_copy,
        *TO_GRANITT,
        *("g", "høyere", "", "j"),
        *("v", "l", "utvidet", "", "18.3.2025", "", "j", "j", "tilbake"),
        *("t", "l", "kurs", "i", "", "j", "s", "kurs", "j", "tilbake"),
    )
    assert "Sluttmålet er lagret" in said
    assert "Til dato (senest 18.03.2025): " in said
    assert "Tiltaket er lagret" in said and "Tiltaket er slettet" in said
    register = open_register(demo_copy)
    case = read_case(register, GRANITT)
    register.close()
    assert case.facts.goal is Goal("hoyere-utdanning-med-vgo")
    [extension] = [d for d in case.decisions if d.kind is DecisionKind.EXTENSION]
    assert extension.end == date(2025, 3, 18)
    assert len(case.measures) == 1


def test_a_person_is_set_aside_and_taken_out(demo_copy: str) -> None:
    said = conversation(
        demo_copy, *TO_GRANITT, "z", "01.01.2020", "1.2.2025", "nav", "les personen", "z"
    )
    assert "Datoen 01.01.2020 må være etter i dag" in said
    assert f"Satt til side til 01.02.2025, {WaitingFor.NAV.label} (4204-DEMO)" in said
    assert "Personen er tatt fram igjen" in said


def test_a_search_by_name_and_by_number(demo_copy: str) -> None:
    said = conversation(
        demo_copy, "/", "granitt", "w", "h", "detaljer", "1", "tilbake", "/", "9924000022", "avbryt"
    )
    assert "Navn: FORNØYDE, GRANITT" in said
    assert "Regelmotoren beregner per 09.12.2024: Avslutningsårsak ikke registrert" in said
    assert "Oppf.kommune/bydel: 4204 Kristiansand" in said
    assert "Åpnet uten liste: det er ingen neste" not in said
    register = open_register(demo_copy)
    lines = read_lines(register, by="4204-DEMO")
    register.close()
    actions = [line.action for line in lines]
    assert actions.count("person.look") == 2 and actions.count("list.search") == 2
    assert "session.begin" in actions


def test_filters_pages_order_and_figures(demo_copy: str) -> None:
    said = conversation(
        demo_copy, "1", "a", "+", "-", "f", "", "", "-", "3", "-", "n", "", "", "o", "dato",
        "tilbake", "s", "2024", "kontroll", "3", "f", "", "", "", "mangler sluttmål", "30", "-",
        "-", "", "", "tilbake",
    )  # fmt: skip
    assert "Viser 11 - 20 av 346 linjer" in said
    assert "Avslutningsårsak beregnet av regelmotor" in said
    assert "Måloppnåelse" in said and "Tallgrunnlag: " in said
    assert "Kontroll\n" in said
    assert "Personer: Begge lover, Kristiansand, Mangler sluttmål, Frist innen 30 dager" in said


@pytest.fixture
def with_reader(demo_copy: str) -> str:
    register = open_register(demo_copy)
    add_user(register, actor("4204-DEMO"), "4204-LESE", Role.READER, "4204")
    register.close()
    return demo_copy


def test_a_reader_hears_why_nothing_can_be_changed(with_reader: str) -> None:
    said = conversation(with_reader, "regelmotor", *TO_GRANITT, "l", "v", "l", user="4204-LESE")
    assert "Det går ikke: Dette kan bare administratorer gjøre" in said
    assert said.count("Det går ikke: Rollen din kan se, men ikke endre") == 2
    outside = conversation(with_reader, "/", "990200000202", user="4204-LESE")
    assert "Ingen treff" in outside


def test_the_engine_says_what_will_be_and_asks(demo_copy: str) -> None:
    said = conversation(demo_copy, "regelmotor")
    assert "Ingenting å endre: alle saker er som de skal være" in said
    later = conversation(demo_copy, "regelmotor", "n", "regelmotor", "j", as_of="2025-02-01")
    first = after(later, "Regner ut hva som endres …\n")
    assert re.match(r"\d+ vil bli lagt til, \d+ vil bli slettet, \d+ blir som før", first)
    assert re.search(r"\d{4} \d{6} \d\d .+: .+ \d\d\.\d\d\.\d{4} vil bli lagt til\. ", first)
    assert "Advarsel: Regelmotoren kjøres per 01.02.2025, ikke per i dag, 09.12.2024" in first
    assert first.count("Utføre endringene? j er ja, n er nei") == 2
    assert re.search(r"Utført: \d+ er lagt til, 0 er slettet", first)
    done = conversation(demo_copy, "regelmotor", as_of="2025-02-01")
    assert "Ingenting å endre" in done


def test_text_that_a_terminal_would_obey_is_harmless(demo_copy: str) -> None:
    said = conversation(demo_copy, "/", "\x1b[2J\x07granitt", "x" * 9000, "avslutt")
    assert "Ingen treff" in said
    assert "\x1b" not in said
