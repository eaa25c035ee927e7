"""`undo`, `termination add --each` and `report --work-list` follow the contract."""

import json
from pathlib import Path

from tests.nir_tui.commands.cli_runner import GRANITT, Run, answer

MAJESTET, MYSTIKK = "977722031104", "988818011199"


def test_undo_says_first_what_will_stand(nir: Run) -> None:
    registered = ("--reason", "helse", "--date", "proposed", "--yes")
    assert nir("termination", "add", GRANITT, *registered)[0] == 0
    status, _out, err = nir("undo", "9924", "000022", "00")
    assert status == 1
    assert "la til avslutning: Helsemessige utfordringer 18.09.2024" in err
    assert "--yes" in err
    status, _out, err = nir("undo", GRANITT, "--yes")
    assert status == 0 and "Angret" in err
    [active] = answer(nir, "person", GRANITT, "--json")["terminations"]
    assert (active["reason"], active["registered_by"]) == ("ikke-registrert", "Regelmotor")
    assert nir("undo", GRANITT, "--yes")[0] == 1


def test_the_same_for_each_in_a_file(nir: Run, tmp_path: Path) -> None:
    file = tmp_path / "dufs.txt"
    file.write_text(f"9924 000022 00\n\n{MAJESTET}\n{GRANITT}\n{MYSTIKK}\n992400099905\nx\n")
    words = ("termination", "add", "--each", str(file), "--reason", "ukjent", "--date", "proposed")
    first = nir(*words, "--dry-run", "--json", "--yes")
    before = answer(nir, "person", GRANITT, "--json")["terminations"]
    done = nir(*words, "--json", "--yes")
    for status, out, _err in (first, done):
        assert status == 1
        outcomes = [(row["duf"], row["date"], row["outcome"]) for row in json.loads(out)]
        assert outcomes == [
            (GRANITT, "2024-09-18", "added"),
            (MAJESTET, "2024-09-02", "added"),
            (MYSTIKK, None, "refused"),
            ("992400099905", None, "refused"),
            ("x", None, "refused"),
        ]
    assert before[0]["registered_by"] == "Regelmotor", "a dry run registers nothing"
    [active] = answer(nir, "person", GRANITT, "--json")["terminations"]
    assert (active["reason"], active["date"]) == ("ukjent", "2024-09-18")


def test_each_and_a_number_exclude_each_other(nir: Run) -> None:
    words = ("termination", "add", "--reason", "ukjent", "--date", "proposed")
    assert nir(*words)[0] == 2
    assert nir(*words, GRANITT, "--each", "-")[0] == 2
    assert nir(*words, GRANITT, "--dry-run")[0] == 2


def test_the_work_list_is_every_year_and_both_laws_oldest_first(nir: Run) -> None:
    rows = answer(nir, "report", "--work-list", "--format", "json")["rows"]
    assert all(row["needs_correction"] for row in rows)
    days = [row["date"] for row in rows]
    assert days == sorted(days) and len({day[:4] for day in days}) > 1
    year = answer(nir, "report", "--work-list", "--year", "2024", "--format", "json")["rows"]
    assert 0 < len(year) < len(rows) and {row["date"][:4] for row in year} == {"2024"}
    old = answer(nir, "report", "--work-list", "--law", "introduksjonsloven", "--format", "json")
    assert 0 < len(old["rows"]) < len(rows)
    assert nir("set-aside", rows[0]["duf"], "--until", "2025-02-01")[0] == 0
    lines = nir("report", "--work-list")[1].splitlines()
    assert ["satt til side til 01.02.2025" in line for line in lines].count(True) == 1
    assert nir("set-aside", rows[0]["duf"], "--clear")[0] == 0
    heading = nir("report", "--work-list", "--format", "csv")[1].splitlines()[0]
    assert heading.endswith("etter begge lover")


def test_an_undo_of_nobody_and_a_file_that_cannot_be_read(nir: Run, tmp_path: Path) -> None:
    assert nir("undo", "992400099905", "--yes")[0] == 3
    words = ("--reason", "ukjent", "--date", "proposed")
    status, _out, err = nir("termination", "add", "--each", str(tmp_path), *words)
    assert status == 1 and f"Kan ikke lese {tmp_path}" in err
    nobody = tmp_path / "nobody.txt"
    nobody.write_text("\n \n")
    status, _out, err = nir("termination", "add", "--each", str(nobody), *words)
    assert status == 1 and "har ingen DUF-nummer" in err
    status, _out, err = nir(
        "termination", "add", "--each", "-", "--reason", "ukjent", "--date", "", "--yes"
    )
    assert status == 1 and "Avslutningsdato må fylles ut" in err


def test_set_aside(nir: Run) -> None:
    assert nir("set-aside", GRANITT)[0] == 2
    assert nir("set-aside", GRANITT, "--until", "2025-02-01", "--because", "nav")[0] == 0
    assert answer(nir, "set-aside", "--list", "--format", "json") == [
        {"duf": GRANITT, "until": "2025-02-01", "because": "nav", "by": "4204-MABE"}
    ]
    status, out, _err = nir("set-aside", "--list", "--format", "csv")
    assert status == 0 and out.splitlines()[0].lstrip("\ufeff") == "duf;until;because;by"
    assert nir("set-aside", GRANITT, "--until", "2024-12-09")[0] == 1
    assert nir("set-aside", GRANITT, "--until", "2025-02-01", "--because", "x")[0] == 1
    assert nir("set-aside", "9924", "000022", "00", "--clear")[0] == 0
    assert nir("set-aside", GRANITT, "--clear")[0] == 1
