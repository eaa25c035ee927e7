"""The command line follows the contract: output, JSON, exit status."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models.cases.case import Case
from models.changes.apply_change import apply_change, case_to_change
from models.changes.terminations import EditTermination
from models.storage.register import open_register
from nir_tui import __version__
from nir_tui.cli import main
from tests.case_builder import NO_CHANGES, actor
from tests.nir_tui.commands.cli_runner import GRANITT, Run, answer


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
    assert [line["action"] for line in journal if line["action"] not in NO_CHANGES][:3] == [
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
    assert set(why) == {
        *("duf", "as_of", "computed", "silenced_by", "grounds", "deadline", "rules", "facts"),
        *("changes", "tried"),
    }
    assert set(why["grounds"][0]) == {"reason", "holds", "date", "because", "source", "sources"}
    assert why["deadline"]["date"] == "2024-09-18"
    assert set(why["deadline"]["steps"][0]) == {"text", "date", "source", "sources"}
    assert set(why["rules"]) == {"text", "sources", "checked"}
    assert why["rules"]["sources"][1] == {
        "kind": "law",
        "name": "integreringsloven",
        "paragraph": "§\N{NO-BREAK SPACE}13",
        "ledd": "andre ledd andre punktum",
        "valid_from": "2021-01-01",
        "valid_to": "2025-12-31",
        "url": "https://lovdata.no/dokument/LTI/lov/2020-11-06-127",
    }
    assert set(why["facts"][0]) == {"kind", "id", "from", "to", "date", "used", "because"}
    assert set(why["changes"][0]) == {"text", "date"}
    assert why["tried"] is None
    silenced = answer(nir, "engine", "explain", "992200001432", "--json")
    assert silenced["computed"] is None
    assert isinstance(silenced["silenced_by"], int)
    assert (
        nir("engine", "explain", GRANITT)[1]
        .rstrip()
        .endswith("Feil i registeret rettes av kommunen.")
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


def test_export_and_import(nir: Run, tmp_path: Path) -> None:
    out = str(tmp_path / "ut")
    status, output, err = nir("export", out)
    assert (status, output) == (0, "")
    assert "Skrev 574 personer" in err
    assert sorted(path.name for path in (tmp_path / "ut").iterdir()) == [
        *("decisions.csv", "events.csv", "measures.csv", "persons.csv", "terminations.csv"),
    ]
    assert nir("export", out)[0] == 1, "never into a folder with something in it"
    status, output, _err = nir("import", out, "--dry-run")
    assert (status, output.splitlines()[0]) == (0, "Prøve: dette ville skje. Ingenting er endret.")
    status, output, _err = nir("import", out)
    assert (status, output.splitlines()) == (
        0,
        ["Ingenting er endret: alt var her fra før", "Personer: 574 uendret"],
    )
    (tmp_path / "ut" / "persons.csv").write_text("duf;tull\n", encoding="utf-8")
    status, output, err = nir("import", out)
    assert (status, output) == (1, "")
    assert err.startswith("persons.csv, rad 1: «tull» – ukjent kolonne")
    assert nir("import", str(tmp_path / "none.zip"))[0] == 1
    status, _told, err = nir("export", str(tmp_path / "ut.zip"))
    assert status == 0
    assert nir("export", str(tmp_path / "ut.zip"))[0] == 1, "nor over a file"
    assert nir("import")[0] == 2


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
    """An edit keeps the values not given as it read them; if they have changed, it is refused."""
    add = ("termination", "add", GRANITT, "--reason", "helse", "--date", "2024-09-02", "--yes")
    assert nir(*add)[0] == 0

    def read_then_overtaken(*arguments: Any, **named: Any) -> Case:
        case = case_to_change(*arguments, **named)
        other = open_register(demo_copy)
        apply_change(
            other,
            actor("y"),
            GRANITT,
            EditTermination("ukjent", date(2024, 9, 3), None),
            confirmed=True,
        )
        other.close()
        return case

    monkeypatch.setattr("nir_tui.commands.termination.case_to_change", read_then_overtaken)
    status, _out, err = nir("termination", "edit", GRANITT, "--date", "2024-09-04", "--yes")
    assert (status, "y endret saken" in err) == (1, True)
    [active] = answer(nir, "person", GRANITT, "--json")["terminations"]
    assert (active["reason"], active["date"]) == ("ukjent", "2024-09-03")


def test_a_command_with_closed_output_still_does_its_work(demo_copy: str) -> None:
    """A timer does not read the output of its command, but would retry it after a failure."""
    words = f'exec "{sys.executable}" -m nir_tui --register "$0" goal 992400001009 grunnskole >&-'
    ran = subprocess.run(
        ["sh", "-c", words, demo_copy], capture_output=True, check=False, text=True
    )
    assert (ran.returncode, ran.stderr) == (0, "Sluttmål er registrert\n")
