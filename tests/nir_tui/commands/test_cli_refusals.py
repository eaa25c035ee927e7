"""Refusals of the command line: every reason is printed, and nothing is changed."""

import json
from pathlib import Path
from typing import Any

import pytest

from models.storage.register import open_register
from nir_tui.cli import main
from tests.case_builder import NO_CHANGES
from tests.nir_tui.commands.cli_runner import GRANITT, Run, answer

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
    (("--as-of", "9999-12-31", "persons"), 1, "er ikke mellom 01.01.1900 og 31.12.2100"),
    (("--as-of", "2101-01-01", "engine", "run"), 1, "er ikke mellom 01.01.1900 og 31.12.2100"),
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
    nir: Run, demo_copy: str, words: tuple[str, ...], status: int, says: str
) -> None:
    before = digest(demo_copy)
    found, out, err = nir(*words)
    assert (found, out) == (status, ""), err
    assert says in err
    assert digest(demo_copy) == before


def digest(place: str) -> list[Any]:
    register = open_register(place)
    tables = ("person", "decision", "measure", "termination", "report_row")
    with register.read():
        found: list[Any] = [
            register.execute(f"SELECT * FROM {table} ORDER BY 1") for table in tables
        ]
        lines = register.execute("SELECT action, duf, before, after FROM journal ORDER BY id")
    register.close()
    return [*found, [line for line in lines if line[0] not in NO_CHANGES]]


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


@pytest.mark.parametrize(
    ("words", "reasons"),
    [
        ((*ADD, "--reason", "foo", "--date", "31.02.2024", "--hours", "abc"), 3),
        (("termination", "edit", GRANITT, "--reason", "foo", "--date", "q", "--hours", "abc"), 3),
        (("decision", "add", GRANITT, "foo", "--from", "q", "--to", "w", "--date", "e"), 4),
        (("measure", "add", GRANITT, "foo", "--from", "q", "--to", "w"), 3),
        (("goal", GRANITT, "foo", "--date", "q"), 2),
        (("report", "--municipality", "x", "--district", "y", "--reason", "a", "b"), 4),
        (("persons", "--category", "a", "--status", "b", "--deadline-within", "-1"), 3),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, tuple) else "",
)
def test_every_reason_is_told_at_once(nir: Run, words: tuple[str, ...], reasons: int) -> None:
    status, _out, err = nir(*words)
    assert (status, len(err.splitlines())) == (1, reasons), err


def test_the_report_is_never_written_over_the_register(nir: Run, demo_copy: str) -> None:
    status, _out, err = nir("report", "--out", demo_copy)
    assert status == 1
    assert "selve registeret" in err
    assert nir("check")[0] == 0


def test_a_file_of_the_report_is_for_its_owner_only(nir: Run, tmp_path: Path) -> None:
    assert nir("report", "--out", str(tmp_path / "r.txt"))[0] == 0
    assert (tmp_path / "r.txt").stat().st_mode & 0o777 == 0o600


def test_what_a_terminal_obeys_is_escaped_in_json(nir: Run) -> None:
    assert nir("--user", "4204-MABE", "goal", GRANITT, "grunnskole")[0] == 0
    from nir_tui.commands.context import as_json

    assert as_json("A\x9b31m\u202eB") == '"A\\u009b31m\\u202eB"'


def test_nothing_changed_is_not_told_as_a_change(nir: Run) -> None:
    _status, _out, err = nir("termination", "edit", "992200001432")
    assert "Ingenting er endret" in err
    case = answer(nir, "person", "992200001432", "--json")
    number, goal = str(case["decisions"][0]["id"]), case["goal"]
    for words in (
        ("decision", "edit", "992200001432", number, "--date", ""),
        ("goal", "992200001432", goal),
    ):
        assert nir(*words)[2].splitlines() == ["Ingenting er endret"], words
    assert answer(nir, "person", "992200001432", "--json") == case


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
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "none"))
    status, out, err = nir("report")
    assert (status, out) == (5, "")
    assert "kunne ikke skrives" in err
    assert not any(word in err for word in secret.split())


def test_the_engine_itself_cannot_be_a_user(nir: Run) -> None:
    assert nir("--user", "regelmotor", "report")[0] == 1


def test_the_app_needs_a_terminal(nir: Run) -> None:
    status, _out, err = nir()
    assert status == 2
    assert "trenger en terminal" in err


def test_the_app_needs_a_terminal_without_arguments_too(
    demo_copy: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NIR_REGISTER", demo_copy)
    assert main([]) == 2
    assert "trenger en terminal" in capsys.readouterr().err


def test_environment_gives_register_user_and_day(
    demo_copy: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NIR_REGISTER", demo_copy)
    monkeypatch.setenv("NIR_USER", "3025-ASGE")
    monkeypatch.setenv("NIR_AS_OF", "2025-01-31")
    assert main(["engine", "run", "--dry-run", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["as_of"] == "2025-01-31"
    assert main(["goal", GRANITT, "grunnskole"]) == 0
    capsys.readouterr()
    assert main(["journal", "--by", "3025-ASGE", "--json"]) == 0
    [line, *_] = [x for x in json.loads(capsys.readouterr().out) if x["action"] == "goal.set"]
    assert (line["after"]["as_of"], line["after"]["register_date"]) == ("2025-01-31", "2024-12-09")


# Lists, files and statistics


def test_what_only_asks_says_how_to_go_on(nir: Run) -> None:
    add = ("termination", "add", GRANITT, "--reason", "annet", "--date", "2024-09-02")
    status, _out, err = nir(*add)
    assert (status, err.splitlines()[-1]) == (1, "Bekreft med --yes")
    status, _out, err = nir(
        "termination", "add", GRANITT, "--reason", "annet", "--date", "2030-01-01"
    )
    assert (status, "--yes" in err) == (1, False)
