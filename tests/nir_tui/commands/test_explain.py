"""`engine explain` with tried facts and as a letter; `engine law`."""

import pytest

from tests.nir_tui.commands.cli_runner import GRANITT, Run, answer

EXTENSION = "utvidet-deltakelse:2024-09-19:2025-03-18:2024-09-01"


def test_facts_are_tried_and_nothing_is_stored(nir: Run) -> None:
    before = answer(nir, "person", GRANITT, "--history", "--json")
    found = answer(nir, "engine", "explain", GRANITT, "--with", EXTENSION, "--json")
    assert found["computed"]["reason"] == "ikke-registrert"
    assert found["tried"]["computed"] is None
    assert found["tried"]["deadline"]["date"] == "2025-03-18"
    assert answer(nir, "person", GRANITT, "--history", "--json") == before


def test_the_two_answers_stand_side_by_side(nir: Run) -> None:
    status, said, _errors = nir("engine", "explain", GRANITT, "--with", EXTENSION)
    assert status == 0
    assert [
        line.split() for line in said.splitlines() if line.startswith(("Frist  ", "Oppst"))
    ] == [
        ["Frist", "18.09.2024", "18.03.2025"],
        ["Oppstart", "01.03.2025", "01.03.2025"],
    ]


@pytest.mark.parametrize(
    ("fact", "computed"),
    [
        ("dod:2024-05-01", ("dod", "2024-05-01")),
        ("flyttet:01.06.2024", ("flyttet", "2024-06-01")),
        ("permanent-stans:2024-07-01", ("permanent-stans", "2024-07-01")),
        ("avvist-program:2024-07-01", ("avvist-program", "2024-07-01")),
        ("permisjon:2024-06-01:2024-06-30", ("ikke-registrert", "2024-10-18")),
        ("goal:arbeid-uten-vgo", None),
    ],
)
def test_every_kind_of_fact(nir: Run, fact: str, computed: tuple[str, str] | None) -> None:
    tried = answer(nir, "engine", "explain", GRANITT, "--with", fact, "--json")["tried"]
    found = tried["computed"] and (tried["computed"]["reason"], tried["computed"]["date"])
    assert found == computed


def test_without_a_decision(nir: Run) -> None:
    [decision] = answer(nir, "person", GRANITT, "--json")["decisions"]
    without = str(decision["id"])
    found = answer(nir, "engine", "explain", GRANITT, "--without", without, "--json")
    assert found["tried"]["deadline"] is None
    assert found["tried"]["facts"][0]["because"] == "opphevet: teller ikke"


@pytest.mark.parametrize(
    "fact",
    [
        "tull:2024-01-01",
        "dod",
        "dod:2024-13-01",
        "deltakelse",
        "permanent-stans::2024-01-01",
        "goal:x",
    ],
)
def test_what_is_no_fact_is_refused_with_what_is_meant(nir: Run, fact: str) -> None:
    status, said, errors = nir("engine", "explain", GRANITT, "--with", fact)
    assert (status, said) == (1, "")
    assert errors.strip()


def test_a_letter_is_one_page(nir: Run) -> None:
    status, said, _errors = nir("engine", "explain", GRANITT, "--letter", "nb")
    lines = said.splitlines()
    assert status == 0
    assert max(map(len, lines)) <= 78
    assert len(lines) <= 60
    assert lines[0] == "Kristiansand, 09.12.2024"
    assert "statsforvalteren" in said


@pytest.mark.parametrize(
    ("asked", "status", "says"),
    [
        (["18", "a"], 0, "rules/grounds.py: _not_registered"),
        (["§ 13"], 0, "rules/durations.py: applicable"),
        (["forskriften", "19"], 0, "tests/rules/test_deadlines.py"),
        ([], 0, "registerets valg"),
        (["99"], 1, "Ingen regel hviler på «99»"),
    ],
)
def test_the_rules_by_paragraph(nir: Run, asked: list[str], status: int, says: str) -> None:
    found, said, errors = nir("engine", "law", *asked)
    assert found == status
    assert says in said + errors


@pytest.mark.parametrize(
    ("language", "begins"), [("nb", "Prøvd med opplysninger"), ("nn", "Prøvd med"), ("en", "Tried")]
)
def test_a_letter_of_facts_that_are_tried_begins_with_that(
    nir: Run, language: str, begins: str
) -> None:
    words = ("engine", "explain", GRANITT, "--letter", language)
    assert nir(*words, "--with", EXTENSION)[1].startswith(begins)
    assert not nir(*words)[1].startswith(begins)
