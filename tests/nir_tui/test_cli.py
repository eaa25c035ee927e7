"""The command line as the contract has it: answers, JSON, exit status."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import python_calamine

from nir_tui import __version__
from nir_tui.cli import main
from rules.codes import Group
from tests.world import LOOKS

GRANITT = "992400002200"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def nir(demo_copy: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command on a demo register; give exit status, standard output, standard error."""

    def run(*words: str) -> tuple[int, str, str]:
        try:
            status = main(["--register", str(demo_copy), "--user", "4204-MABE", *words])
        except SystemExit as leaving:
            status = int(leaving.code or 0)
        told = capsys.readouterr()
        return status, told.out, told.err

    return run


def answer(run: Run, *words: str) -> Any:
    status, out, _err = run(*words)
    assert status == 0
    return json.loads(out)


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


ADD = ("termination", "add", GRANITT, "--yes")
REFUSALS = [
    ((*ADD, "--reason", "helse", "--date", "31.02.2024"), 1, "finnes ikke i kalenderen"),
    ((*ADD, "--reason", "helse", "--date", "2024-02-31"), 1, "finnes ikke i kalenderen"),
    ((*ADD, "--reason", "helse", "--date", "i går"), 1, "er ikke en dato"),
    ((*ADD, "--reason", "helse", "--date", "17.03.2024"), 1, "før programstart 18.03.2024"),
    ((*ADD, "--reason", "helse", "--date", "19.09.2024"), 1, "frist for gjennomføring 18.09.2024"),
    ((*ADD, "--reason", "arbeid", "--date", "18.09.2024"), 1, "må fylles ut for «Arbeid»"),
    ((*ADD, "--reason", "arbeid", "--date", "18.09.2024", "--hours", "0"), 1, "over 0"),
    ((*ADD, "--reason", "arbeid", "--date", "18.09.2024", "--hours", "81"), 1, "høyst 80"),
    ((*ADD, "--reason", "arbeid", "--date", "18.09.2024", "--hours", "abc"), 1, "ikke et timetall"),
    ((*ADD, "--reason", "arbeid", "--date", "18.09.2024", "--hours", "37,55"), 1, "én desimal"),
    ((*ADD, "--reason", "helse", "--date", "18.09.2024", "--hours", "30"), 1, "skal ikke ha"),
    ((*ADD, "--reason", "jobb", "--date", "18.09.2024"), 1, "ikke en avslutningsårsak"),
    ((*ADD, "--reason", "ikke-registrert", "--date", "18.09.2024"), 1, "bare av regelmotor"),
    (("termination", "edit", GRANITT, "--date", "17.09.2024", "--yes"), 1, "Bruk «Legg til»"),
    (("termination", "delete", GRANITT, "--yes"), 1, "Bruk «Legg til»"),
    (
        (
            "termination",
            "add",
            "992200001432",
            "--reason",
            "helse",
            "--date",
            "14.09.2022",
            "--yes",
        ),
        1,
        "Rediger den i stedet",
    ),
    (
        (
            "termination",
            "add",
            "988818011199",
            "--reason",
            "helse",
            "--date",
            "14.09.2024",
            "--yes",
        ),
        1,
        "Sluttmål mangler",
    ),
    (("decision", "add", GRANITT, "utvidet-deltakelse"), 1, "må ha til-dato"),
    (
        ("decision", "add", GRANITT, "utvidet-deltakelse", "--to", "19.03.2025"),
        1,
        "senest 18.03.2025",
    ),
    (
        ("decision", "add", GRANITT, "permisjon", "--from", "02.05.2024", "--to", "01.05.2024"),
        1,
        "før fra-dato",
    ),
    (("decision", "add", GRANITT, "ferie"), 1, "Ukjent vedtak «ferie»"),
    (("measure", "add", GRANITT, "kurs", "--from", "02.05.2024", "--to", "01.05.2024"), 1, "før"),
    (("goal", GRANITT, "rikdom"), 1, "Ukjent sluttmål «rikdom»"),
    (("report", "--municipality", "Våler"), 1, "3114 Våler (Østfold), 3419 Våler (Innlandet)"),
    (("report", "--reason", "jobb"), 1, "Ukjent avslutningsårsak"),
    (("person", "992400009999"), 3, "Finner ingen person"),
    (("person", "99240000220"), 3, "11 sifre"),
    (("person", "9924OO002200"), 3, "bare sifre"),
    (("open", "992400009999"), 3, "Finner ingen person"),
    (("decision", "annul", GRANITT, "99999", "--yes"), 3, "ikke noe vedtak"),
    (("measure", "delete", GRANITT, "99999"), 3, "ikke noe tiltak"),
    (("tull",), 2, "er ikke blant"),
    (("report", "--tull"), 2, "ukjent"),
    (("report", "--sort", "tull"), 2, "er ikke blant"),
    (("termination", "add", GRANITT, "--reason", "helse"), 2, "--date"),
    (("goal",), 2, "mangler"),
    (("init",), 1, "finnes allerede"),
    (("--user", "x", "report", "--year", "99999"), 1, "kan ikke være rett"),
    (("report", "--name", "\udcff"), 2, "gyldig UTF-8"),
    (("--as-of", "0000-01-01", "report"), 1, "finnes ikke i kalenderen"),
    (
        (*ADD, "--reason", "arbeid", "--date", "18.09.2024", "--hours", "-5,5"),
        1,
        "ikke et timetall",
    ),
    (
        ("decision", "add", GRANITT, "permisjon", "--from", "2024-10-01", "--to", "9999-12-31"),
        1,
        "9999",
    ),
    (("journal", "--duf", "992400009999"), 3, "Finner ingen person"),
    (("report", "--out", "/finnes/ikke/x.txt"), 1, "Kan ikke skrive"),
    (("codes", "--json=1"), 2, "tar ingen verdi"),
]


@pytest.mark.parametrize(("words", "status", "says"), REFUSALS)
def test_refusals_say_why_and_change_nothing(
    nir: Run, demo_copy: Path, words: tuple[str, ...], status: int, says: str
) -> None:
    before = digest(demo_copy)
    found, out, err = nir(*words)
    assert (found, out) == (status, ""), err
    assert says in err
    assert digest(demo_copy) == before


def digest(path: Path) -> list[Any]:
    import sqlite3

    with sqlite3.connect(path) as database:
        tables = ("person", "decision", "measure", "termination", "report_row")
        found = [database.execute(f"SELECT * FROM {table}").fetchall() for table in tables]
        marks = ", ".join("?" * len(LOOKS))
        changes = f"SELECT * FROM journal WHERE action NOT IN ({marks})"
        found.append(database.execute(changes, LOOKS).fetchall())
    database.close()
    return found


def test_no_register_is_3_and_a_damaged_one_5(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--register", str(tmp_path / "none.db"), "report"]) == 3
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    assert main(["--register", str(broken), "report"]) == 5
    err = capsys.readouterr().err
    assert "skadet eller ikke et NIR-register" in err
    assert "SELECT" not in err


def test_init_check_and_migrate(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = str(tmp_path / "new.db")
    assert main(["--register", place, "--user", "ces", "init"]) == 0
    assert main(["--register", place, "--user", "ces", "check"]) == 0
    assert main(["--register", place, "--user", "ces", "migrate"]) == 0
    assert "fant 0 feil" in capsys.readouterr().err


def test_every_reason_is_told_at_once(nir: Run) -> None:
    _status, _out, err = nir(*ADD, "--reason", "foo", "--date", "31.02.2024", "--hours", "abc")
    assert len(err.splitlines()) == 3


def test_the_report_is_never_written_over_the_register(nir: Run, demo_copy: Path) -> None:
    status, _out, err = nir("report", "--out", str(demo_copy))
    assert status == 1
    assert "selve registeret" in err
    assert nir("check")[0] == 0


def test_a_file_of_the_report_is_for_its_owner_only(nir: Run, tmp_path: Path) -> None:
    assert nir("report", "--out", str(tmp_path / "r.txt"))[0] == 0
    assert (tmp_path / "r.txt").stat().st_mode & 0o777 == 0o600


def test_what_a_terminal_obeys_is_escaped_in_json(nir: Run) -> None:
    assert nir("--user", "4204-MABE", "goal", GRANITT, "grunnskole")[0] == 0
    from nir_tui.commands.common import as_json

    assert as_json("A\x9b31m\u202eB") == '"A\\u009b31m\\u202eB"'


def test_nothing_changed_is_not_told_as_a_change(nir: Run) -> None:
    _status, _out, err = nir("termination", "edit", "992200001432")
    assert "Ingenting er endret" in err


def test_a_stops_date_may_come_as_from_when_edited_too(nir: Run) -> None:
    stop = answer(nir, "person", "977722031104", "--json")["decisions"][0]
    words = ("decision", "edit", "977722031104", str(stop["id"]), "--from", "2024-09-03")
    assert nir(*words)[0] == 0
    found = answer(nir, "person", "977722031104", "--json")
    assert (found["decisions"][0]["date"], found["decisions"][0]["from"]) == ("2024-09-03", None)


def test_an_unknown_error_shows_no_values(
    nir: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    secret = " ".join(["GRAN" + "ITT", "BEG" + "IN"])

    def fails(*_: Any) -> None:
        raise RuntimeError(secret)

    monkeypatch.setattr("nir_tui.commands.lists.count_list", fails)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    status, out, err = nir("report")
    assert (status, out) == (5, "")
    [crash] = tmp_path.glob("nir-tui-*.txt")
    for text in (err, crash.read_text()):
        assert not any(word in text for word in secret.split())
    assert crash.stat().st_mode & 0o777 == 0o600


def test_the_engine_itself_cannot_be_a_user(nir: Run) -> None:
    assert nir("--user", "regelmotor", "report")[0] == 1


def test_the_app_needs_a_terminal(nir: Run) -> None:
    status, _out, err = nir()
    assert status == 2
    assert "trenger en terminal" in err


def test_environment_gives_register_user_and_day(
    demo_copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NIR_REGISTER", str(demo_copy))
    monkeypatch.setenv("NIR_USER", "3025-ASGE")
    monkeypatch.setenv("NIR_AS_OF", "2025-01-31")
    assert main(["engine", "run", "--dry-run", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["as_of"] == "2025-01-31"
    assert main(["goal", GRANITT, "grunnskole"]) == 0
    capsys.readouterr()
    assert main(["journal", "--by", "3025-ASGE", "--json"]) == 0
    [line, *_] = [x for x in json.loads(capsys.readouterr().out) if x["action"] == "goal.set"]
    assert (line["after"]["as_of"], line["after"]["own_day"]) == ("2025-01-31", "2024-12-09")


# Lists, files and statistics


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


def test_a_list_on_standard_output_is_the_file_itself(demo_copy: Path, tmp_path: Path) -> None:
    base = [sys.executable, "-m", "nir_tui", "--register", str(demo_copy), "report", "--format"]
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


def test_init_synthetic(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def run(*words: str) -> int:
        return main(["--user", "ces", *words])

    place = str(tmp_path / "s.db")
    made = ("--as-of", "2026-11-24", "--register", place, "init", "--synthetic", "50")
    assert run(*made, "--seed", "3") == 0
    assert run(*made, "--seed", "3") == 1, "a register is never made over another"
    capsys.readouterr()
    assert run("--register", place, "persons") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Viser 1 - 50 av 50 linjer"
    for wrong in (["--seed", "3"], ["--synthetic", "0"], ["--synthetic", "3", "--demo"]):
        assert run("--register", str(tmp_path / "t.db"), "init", *wrong) == 2
