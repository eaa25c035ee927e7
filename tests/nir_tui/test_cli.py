"""The command line as the contract has it: answers, JSON, exit status."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import python_calamine

from models.case import Case
from models.changes import case_to_change
from models.database import open_register
from models.terminations import edit_termination
from nir_tui import __version__
from nir_tui.cli import main
from rules.codes import Group
from tests.nir_tui.calling import GRANITT, Run, answer
from tests.world import LOOKS, actor


def test_version_and_help_and_codes_need_no_register(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in (["--version"], ["--help"], ["codes"], ["codes", "--json"]):
        try:
            status = main(["--register", str(tmp_path / "none.db"), *words])
        except SystemExit as leaving:
            status = int(leaving.code or 0)
        assert status == 0
    assert __version__ in capsys.readouterr().out


def test_report_json(nir: Run) -> None:
    found = answer(
        nir, "report", "--municipality", "Kristiansand", "--year", "2024", "--registered-by",
        "engine", "--format", "json",
    )  # fmt: skip
    assert (found["total"], found["matching"], len(found["rows"])) == (346, 10, 10)
    row = next(row for row in found["rows"] if row["duf"] == GRANITT)
    assert row == {
        "duf": "992400002200",
        "name": "FORNØYDE, GRANITT",
        "first_name": "FORNØYDE",
        "last_name": "GRANITT",
        "category": "rett",
        "goal": "arbeid-med-vgo",
        "reason": "ikke-registrert",
        "reason_label": "Avslutningsårsak ikke registrert",
        "group": "Annet",
        "date": "2024-09-18",
        "registered_by": "Regelmotor",
        "engine": True,
        "needs_correction": True,
        "municipality": "4204",
        "municipality_name": "Kristiansand",
        "district": None,
        "completion_deadline": "2024-09-18",
    }
    assert [row["reason"] for row in found["rows"]][:2] == ["ikke-registrert", "dod"]


def test_report_text_ends_with_the_guides_count_line(nir: Run, tmp_path: Path) -> None:
    words = ("report", "--municipality", "4204", "--year", "2024", "--registered-by", "engine")
    _status, out, err = nir(*words)
    assert out.splitlines()[-1] == (
        "Viser 1 - 10 av 10 linjer (filtrert fra 346 totalt antall linjer)"
    )
    assert err == ""
    _status, out, _err = nir("report", "--name", "ingen-heter-dette")
    assert out == "Viser 0 linjer (filtrert fra 346 totalt antall linjer)\n"
    _status, out, _err = nir("report")
    assert out.splitlines()[-1] == "Viser 1 - 346 av 346 linjer"
    status, out, _err = nir(*words, "--out", str(tmp_path / "report.txt"))
    assert (status, out) == (0, "")
    assert "FORNØYDE, GRANITT" in (tmp_path / "report.txt").read_text(encoding="utf-8")


def test_person_json(nir: Run) -> None:
    found = answer(nir, "person", "9924 000022 00", "--json")
    assert {k: v for k, v in found.items() if not isinstance(v, list)} == {
        "duf": GRANITT,
        "first_name": "FORNØYDE",
        "last_name": "GRANITT",
        "law": "integreringsloven",
        "category": "rett",
        "municipality": "4204",
        "district": None,
        "goal": "arbeid-med-vgo",
        "known": "full",
        "start_deadline": "2025-03-01",
        "completion_deadline": "2024-09-18",
    }
    [decision], [measure], [termination] = (
        found["decisions"],
        found["measures"],
        found["terminations"],
    )
    assert {**decision, "id": 0} == {
        "id": 0,
        "kind": "deltakelse",
        "result": "fattet",
        "date": "2024-03-18",
        "from": "2024-03-18",
        "to": None,
        "current": True,
    }
    assert {**measure, "id": 0} == {
        "id": 0,
        "kind": "norsk",
        "from": "2024-03-20",
        "to": "2024-12-01",
        "current": True,
    }
    assert {**termination, "id": 0} == {
        "id": 0,
        "kind": "ordinary",
        "reason": "ikke-registrert",
        "reason_label": "Avslutningsårsak ikke registrert",
        "hours": None,
        "date": "2024-09-18",
        "municipality": "4204",
        "district": None,
        "registered_by": "Regelmotor",
        "registered_at": "2024-09-19T01:00:00+00:00",
        "deleted": False,
        "deleted_by": None,
        "deleted_at": None,
        "editable": False,
        "deletable": False,
    }


def test_a_moved_person_has_the_event(nir: Run) -> None:
    assert answer(nir, "person", "992400001009", "--json")["events"] == [
        {
            "kind": "flyttet",
            "date": "2024-08-16",
            "from_municipality": "4204",
            "to_municipality": "4223",
        }
    ]


def test_a_correction_from_end_to_end(nir: Run) -> None:
    add = ("termination", "add", GRANITT, "--reason", "arbeid", "--date", "18.09.2024")
    status, out, err = nir(*add, "--hours", "37,5")
    assert (status, out) == (1, "")
    assert "fortsetter etter valgt avslutningsdato" in err
    assert nir(*add, "--hours", "37,5", "--yes")[0] == 0
    history = answer(nir, "person", GRANITT, "--history", "--json")["terminations"]
    assert [(t["reason"], t["hours"], t["deleted"], t["deleted_by"]) for t in history] == [
        ("arbeid", 37.5, False, None),
        ("ikke-registrert", None, True, "4204-MABE"),
    ]
    assert nir("termination", "edit", GRANITT, "--reason", "helse", "--yes")[0] == 0
    active = answer(nir, "person", GRANITT, "--json")["terminations"]
    assert [(t["reason"], t["hours"]) for t in active] == [("helse", None)]
    status, _out, err = nir("termination", "delete", GRANITT)
    assert status == 1
    assert "regelmotoren avslutter med «Avslutningsårsak ikke registrert» 18.09.2024" in err
    assert nir("termination", "delete", GRANITT, "--yes")[0] == 0
    journal = answer(nir, "journal", "--duf", GRANITT, "--json")
    assert "person.look" in {line["action"] for line in journal}
    assert [line["action"] for line in journal if line["action"] not in LOOKS][:3] == [
        "engine.add",
        "termination.delete",
        "termination.edit",
    ]
    assert set(journal[0]) == {"at", "by", "action", "duf", "before", "after"}
    assert {line["by"] for line in answer(nir, "journal", "--by", "4204-MABE", "--json")} == {
        "4204-MABE"
    }


def test_goal_decision_measure(nir: Run) -> None:
    mystikk = "988818011199"
    assert nir("goal", mystikk, "arbeid-uten-vgo", "--date", "2024-12-01")[0] == 0
    found = answer(nir, "person", mystikk, "--json")
    assert (found["goal"], found["completion_deadline"]) == ("arbeid-uten-vgo", "2025-01-09")
    assert found["terminations"] == []
    assert nir("decision", "add", mystikk, "permisjon", "--from", "2024-11-01")[0] == 0
    leave = answer(nir, "person", mystikk, "--json")["decisions"][0]
    assert (leave["kind"], leave["date"], leave["to"]) == ("permisjon", "2024-11-01", None)
    number = str(leave["id"])
    assert nir("decision", "edit", mystikk, number, "--to", "30.11.2024")[0] == 0
    assert answer(nir, "person", mystikk, "--json")["completion_deadline"] == "2025-02-08"
    assert nir("decision", "annul", mystikk, number)[0] == 1
    assert nir("decision", "annul", mystikk, number, "--yes")[0] == 0
    assert answer(nir, "person", mystikk, "--json")["completion_deadline"] == "2025-01-09"
    assert nir("measure", "add", mystikk, "kurs", "--from", "2024-11-01")[0] == 0
    course = answer(nir, "person", mystikk, "--json")["measures"][0]
    assert course["kind"] == "kurs"
    assert nir("measure", "edit", mystikk, str(course["id"]), "--to", "2024-12-24")[0] == 0
    assert answer(nir, "person", mystikk, "--json")["measures"][0]["to"] == "2024-12-24"
    assert nir("measure", "delete", mystikk, str(course["id"]))[0] == 0
    assert nir("decision", "add", mystikk, "permanent-stans", "--from", "2024-12-02")[0] == 0
    stop = answer(nir, "person", mystikk, "--json")["decisions"][0]
    assert (stop["date"], stop["from"], stop["to"]) == ("2024-12-02", None, None)


def test_engine_run_and_explain(nir: Run) -> None:
    dry = answer(nir, "--as-of", "2025-06-01", "engine", "run", "--dry-run", "--json")
    assert set(dry) == {
        "as_of",
        "examined",
        "added",
        "withdrawn",
        "unchanged",
        "dry_run",
        "changes",
    }
    assert dry["added"] == sum(c["action"] == "add" for c in dry["changes"]) > 0
    assert set(dry["changes"][0]) == {"duf", "action", "reason", "date"}
    real = answer(nir, "engine", "run", "--json")
    assert (real["added"], real["withdrawn"], real["dry_run"]) == (0, 0, False)
    assert "changes" not in real
    why = answer(nir, "engine", "explain", GRANITT, "--json")
    assert why["computed"] == {
        "reason": "ikke-registrert",
        "date": "2024-09-18",
        "kind": "ordinary",
    }
    assert (why["duf"], why["as_of"], why["silenced_by"]) == (GRANITT, "2024-12-09", None)
    assert set(why["grounds"][0]) == {"reason", "holds", "date", "because", "source"}
    assert why["deadline"]["date"] == "2024-09-18"
    assert set(why["deadline"]["steps"][0]) == {"text", "date", "source"}
    silenced = answer(nir, "engine", "explain", "992200001432", "--json")
    assert silenced["computed"] is None
    assert isinstance(silenced["silenced_by"], int)
    assert (
        nir("engine", "explain", GRANITT)[1]
        .rstrip()
        .endswith("Beregning i registeret, ikke et enkeltvedtak.")
    )


def test_codes_json(nir: Run) -> None:
    found = answer(nir, "codes", "--json")
    assert len(found) == 28
    assert found[0] == {
        "code": "arbeid",
        "label": "Arbeid",
        "group": "Arbeid",
        "help": "Fast eller midlertidig arbeid. "
        "Registrer antall timer pr. uke for arbeidsforholdet/ene",
        "municipality": True,
        "engine": False,
        "hours": "required",
        "needs_correction": False,
    }


def test_persons_json(nir: Run) -> None:
    found = answer(nir, "persons", "--duf", GRANITT, "--format", "json")
    assert (found["total"], found["matching"]) == (566, 1)
    assert found["rows"] == [
        {
            "duf": GRANITT,
            "name": "FORNØYDE, GRANITT",
            "law": "integreringsloven",
            "category": "rett",
            "goal": "arbeid-med-vgo",
            "status": "needs-correction",
            "municipality": "4204",
            "district": None,
            "start_deadline": "2025-03-01",
            "completion_deadline": "2024-09-18",
        }
    ]
    empty = answer(nir, "persons", "--name", "ingen-heter-dette", "--format", "json")
    assert (empty["matching"], empty["rows"]) == (0, [])


def test_persons_of_one_law_status_or_deadline(nir: Run) -> None:
    def rows(*words: str) -> list[Any]:
        return list(answer(nir, "persons", *words, "--format", "json")["rows"])

    assert {row["law"] for row in rows()} == {"integreringsloven", "introduksjonsloven"}
    assert {row["law"] for row in rows("--law", "introduksjonsloven")} == {"introduksjonsloven"}
    two = rows("--status", "lacks-goal", "--status", "lacks-decision")
    assert {row["status"] for row in two} == {"lacks-goal", "lacks-decision"}
    soon = rows("--deadline-within", "30")
    next_deadlines = [
        row["completion_deadline"] if row["status"] == "under-way" else row["start_deadline"]
        for row in soon
    ]
    assert next_deadlines == sorted(next_deadlines)
    assert all("2024-12-09" <= day <= "2025-01-08" for day in next_deadlines)
    assert rows("--status", "lacks-goal", "lacks-decision") == two
    by_date = rows("--needs-correction", "--sort", "date")
    assert len(by_date) == len(rows("--status", "needs-correction")) > 3


def test_the_list_of_those_to_correct_tells_the_days_since(nir: Run) -> None:
    _status, out, _err = nir(
        "persons", "--needs-correction", "--municipality", "4204", "--sort", "date"
    )
    lines = out.splitlines()
    days = [int(line.split()[-3]) for line in lines[:-1]]
    assert days == sorted(days, reverse=True)
    assert lines[-1].startswith("Viser 1 - 6 av 6 linjer (filtrert fra 566")


def test_report_csv_and_xlsx(nir: Run, tmp_path: Path) -> None:
    status, _out, err = nir("report", "--format", "csv", "--out", str(tmp_path / "list.csv"))
    assert (status, err) == (0, "")
    content = (tmp_path / "list.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfOversikt over personer avsluttet")
    second = content.decode("utf-8-sig").splitlines()[1]
    assert second == "Integreringsloven > Alle kommuner · 09.12.2024 · 4204-MABE"
    assert content.count(b"\r\n") == 346 + 3
    status, _out, _err = nir("persons", "--format", "xlsx", "--out", str(tmp_path / "list.xlsx"))
    assert status == 0
    assert (tmp_path / "list.xlsx").read_bytes().startswith(b"PK")


def test_a_list_on_standard_output_is_the_file_itself(demo_copy: str, tmp_path: Path) -> None:
    base = [sys.executable, "-m", "nir_tui", "--register", demo_copy, "report", "--format"]
    for kind in ("csv", "xlsx"):
        run = subprocess.run([*base, kind], capture_output=True, check=True)
        written = tmp_path / f"list.{kind}"
        subprocess.run([*base, kind, "--out", str(written)], check=True)
        assert run.stderr == b""
        if kind == "csv":
            assert run.stdout == written.read_bytes()
        else:
            # A workbook says when it was made; what it holds is the same.
            (tmp_path / "out.xlsx").write_bytes(run.stdout)
            both = (tmp_path / "out.xlsx", written)
            books = [python_calamine.CalamineWorkbook.from_path(str(path)) for path in both]
            first, second = (book.get_sheet_by_index(0).to_python() for book in books)
            assert first == second


def test_export_and_import(nir: Run, tmp_path: Path) -> None:
    out = str(tmp_path / "ut")
    status, told, err = nir("export", out)
    assert (status, told) == (0, "")
    assert "Skrev 566 personer" in err
    assert sorted(path.name for path in (tmp_path / "ut").iterdir()) == [
        *("decisions.csv", "events.csv", "measures.csv", "persons.csv", "terminations.csv"),
    ]
    assert nir("export", out)[0] == 1, "never into a folder with something in it"
    status, told, _err = nir("import", out, "--dry-run")
    assert (status, told.splitlines()[0]) == (0, "Prøve: dette ville skje. Ingenting er endret.")
    status, told, _err = nir("import", out)
    assert (status, told.splitlines()) == (
        0,
        ["Ingenting er endret: alt var her fra før", "Personer: 566 uendret"],
    )
    (tmp_path / "ut" / "persons.csv").write_text("duf;tull\n", encoding="utf-8")
    status, told, err = nir("import", out)
    assert (status, told) == (1, "")
    assert err.startswith("persons.csv, rad 1: «tull» – ukjent kolonne")
    assert nir("import", str(tmp_path / "none.zip"))[0] == 1
    status, _told, err = nir("export", str(tmp_path / "ut.zip"))
    assert status == 0
    assert nir("export", str(tmp_path / "ut.zip"))[0] == 1, "nor over a file"
    assert nir("import")[0] == 2


def test_statistics_json(nir: Run) -> None:
    found = answer(nir, "statistics", "--year", "2024", "--municipality", "4204",
                   "--format", "json")  # fmt: skip
    assert set(found) == {"years", "groups", "denominator", "needs_correction"}
    assert found["years"] == [2024]
    assert [set(group) for group in found["groups"]] == [{"group", "count", "share"}] * 6
    last = found["groups"][-1]
    assert last["group"] == "Inngår ikke i tallgrunnlaget for måloppnåelse"
    assert last["share"] is None
    assert found["denominator"] == sum(group["count"] for group in found["groups"][:-1])
    assert sum(group["share"] for group in found["groups"][:-1]) == pytest.approx(1)
    assert found["needs_correction"] == 3
    every = answer(nir, "statistics", "--law", "introduksjonsloven", "--format", "json")
    assert sum(group["count"] for group in every["groups"]) == 84
    _status, out, _err = nir("statistics", "--year", "2023", "2024")
    lines = out.splitlines()
    assert lines[0] == "Måloppnåelse · Integreringsloven > Alle kommuner > 2023, 2024"
    titles = [line for line in lines if not line.startswith(tuple(map(str, Group)))]
    assert [t for t in titles if t in ("2023", "2024", "I alt")] == ["2023", "2024", "I alt"]


def test_init_synthetic(
    place_for: Callable[[str], str], capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*words: str) -> int:
        return main(["--user", "ces", *words])

    place = place_for("s.db")
    made = ("--as-of", "2026-11-24", "--register", place, "init", "--synthetic", "50")
    assert run(*made, "--seed", "3") == 0
    assert run(*made, "--seed", "3") == 1, "a register is never made over another"
    capsys.readouterr()
    assert run("--register", place, "persons") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Viser 1 - 50 av 50 linjer"
    for wrong in (["--seed", "3"], ["--synthetic", "0"], ["--synthetic", "3", "--demo"]):
        assert run("--register", place_for("t.db"), "init", *wrong) == 2


def test_an_edit_does_not_take_back_what_somebody_saved_meanwhile(
    nir: Run, demo_copy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a command does not say is as it was read: where that is another now, nothing is done."""
    add = ("termination", "add", GRANITT, "--reason", "helse", "--date", "2024-09-02", "--yes")
    assert nir(*add)[0] == 0

    def read_then_overtaken(*arguments: Any, **named: Any) -> Case:
        case = case_to_change(*arguments, **named)
        other = open_register(demo_copy)
        edit_termination(other, actor("y"), GRANITT, "ukjent", date(2024, 9, 3), None, True)
        other.close()
        return case

    monkeypatch.setattr("nir_tui.commands.termination.case_to_change", read_then_overtaken)
    status, _out, err = nir("termination", "edit", GRANITT, "--date", "2024-09-04", "--yes")
    assert (status, "y endret saken" in err) == (1, True)
    [active] = answer(nir, "person", GRANITT, "--json")["terminations"]
    assert (active["reason"], active["date"]) == ("ukjent", "2024-09-03")
