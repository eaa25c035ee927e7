"""Lists and statistics from the command line: as JSON, as text, as files."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import python_calamine

from rules.code_lists import Group
from tests.nir_tui.commands.cli_runner import GRANITT, Run, answer

LAW = "integreringsloven"


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


SIGNS = re.compile(r"[●◦…!<>#*|]|->|\\+ |\\{")
"""What a screen reader reads as a puzzle, or not at all."""


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        (("report",), "DUF-nummer Fornavn, Etternavn Kategori Sluttmål Avslutningsårsak"),
        (("report", "--work-list"), "DUF-nummer Fornavn, Etternavn Kategori Sluttmål"),
        (("persons",), "DUF-nummer Fornavn, Etternavn Kategori Sluttmål Status Lov Frist"),
        (("set-aside", "--list"), "DUF-nummer Til dato Venter på Satt av"),
        (("users", "list"), "Bruker Rolle Kommune og bydel Tilgang"),
        (("journal",), "Tid Bruker Handling DUF-nummer Endring"),
        (("statistics", "--year", "2024"), "Gruppe Antall Andel"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_list_as_text_reads_well_aloud(nir: Run, words: tuple[str, ...], titles: str) -> None:
    """It has titles, and no sign or cut label stands for a word."""
    assert nir("set-aside", GRANITT, "--until", "2025-02-01", "--because", "nav")[0] == 0
    status, out, _err = nir(*words)
    assert status == 0
    lines = [line for line in out.splitlines() if line and " > " not in line]
    heads = [" ".join(line.split()) for line in lines[:3]]
    assert any(head.startswith(titles) for head in heads), heads
    assert len(lines) > 1 and not [line for line in lines if SIGNS.search(line)]


def test_a_person_set_aside_is_so_in_words(nir: Run) -> None:
    assert nir("set-aside", GRANITT, "--until", "2025-02-01")[0] == 0
    _status, out, _err = nir("report", "--work-list", "--municipality", "4204")
    [line] = [line for line in out.splitlines() if "GRANITT" in line]
    assert line.startswith("må rettes  9924 000022 00")
    assert line.endswith("satt til side til 01.02.2025")


def test_a_case_as_text_is_label_and_value(nir: Run) -> None:
    _status, out, _err = nir("person", GRANITT, "--history")
    lines = out.splitlines()
    assert all(": " in line for line in lines)
    assert "Frist for gjennomføring: 18.09.2024, gått ut" in lines
    assert (
        "Vedtak 1: Type: Deltakelse; Resultat: Vedtak fattet; Fra: 18.03.2024; Til: ikke satt; "
        "Gjeldende: ja"
    ) in lines
    assert any(line.startswith("Avslutning 1: Type: Ordinær avslutning; Årsak: ") for line in lines)


def test_with_and_without_are_combined(nir: Run) -> None:
    def dufs(*words: str) -> set[str]:
        return {row["duf"] for row in answer(nir, "persons", *words, "--format", "json")["rows"]}

    every, ended = dufs(), dufs("--with", "termination")
    running = dufs("--without", "termination")
    assert (ended | running, ended & running) == (every, set())
    lacking = dufs("--without", "termination", "goal", "--with", "decision", "--law", LAW)
    assert lacking == dufs("--status", "lacks-goal") != set()
    assert dufs("--without", "decision", "--without", "termination") == dufs(
        "--status", "lacks-decision"
    )
    assert dufs("--with", "measure") < every
    assert dufs("--with", "goal", "--without", "goal") == set()
    _status, out, _err = nir("persons", "--with", "measure", "--format", "csv")
    assert "Med tiltak" in out.splitlines()[1]


def test_with_something_else_is_refused(nir: Run) -> None:
    status, out, err = nir("persons", "--with", "vedtak", "--without", "open-leave")
    assert (status, out) == (1, "")
    assert "Ukjent valg «vedtak»; velg blant decision, goal, measure, termination" in err
    assert "Ukjent valg «open-leave»" in err


def test_persons_json(nir: Run) -> None:
    found = answer(nir, "persons", "--duf", GRANITT, "--format", "json")
    assert (found["total"], found["matching"]) == (574, 1)
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
    assert lines[0].split()[0] == "DUF-nummer" and lines[0].split()[-1] == "Frist"
    assert all(line.startswith("må rettes  99") or "må rettes  9" in line for line in lines[1:-1])
    days = [int(line.split()[-3]) for line in lines[1:-1]]
    assert days == sorted(days, reverse=True)
    assert lines[-1].startswith("Viser 1 - 6 av 6 linjer (filtrert fra 574")


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
    assert sum(group["count"] for group in every["groups"]) == 86
    _status, out, _err = nir("statistics", "--year", "2023", "2024")
    lines = out.splitlines()
    assert lines[0] == "Måloppnåelse · Integreringsloven > Alle kommuner > 2023, 2024"
    titles = [line for line in lines if not line.startswith(tuple(map(str, Group)))]
    assert [t for t in titles if t in ("2023", "2024", "I alt")] == ["2023", "2024", "I alt"]


CHECKS = (
    *("not-registered", "permanent-stop", "start-deadline-expired", "no-decision", "no-goal"),
    *("no-measure", "open-leave", "deadline-within-30", "outside-deadline", "registered-late"),
)


def test_control_json(nir: Run) -> None:
    status, out, err = nir("control", "--municipality", "Kristiansand", "--format", "json")
    found = json.loads(out)
    assert (status, err, found["year"], found["municipality"]) == (1, "", 2024, "4204")
    assert tuple(one["check"] for one in found["checks"]) == CHECKS
    assert all(one["count"] == len(one["persons"]) for one in found["checks"])
    by_check = {one["check"]: one for one in found["checks"]}
    assert by_check["not-registered"] == {
        "check": "not-registered",
        "label": "Avslutningsårsak ikke registrert",
        "count": 1,
        "persons": [GRANITT],
    }
    soon = answer(nir, "persons", "--municipality", "4204", "--deadline-within", "30",
                  "--format", "json")  # fmt: skip
    assert by_check["deadline-within-30"]["count"] == soon["matching"] == 6


def test_control_is_of_ones_own_municipality_and_of_the_year_that_closes(nir: Run) -> None:
    status, out, _err = nir("control")
    lines = out.splitlines()
    assert (status, lines[0]) == (1, "Kontroll · Begge lover > Kristiansand > 2024")
    assert lines[1].split() == ["Kontrollpunkt", "2024", "2023"]
    assert lines[2].split() == ["Avslutningsårsak", "ikke", "registrert", "1", "0"]
    assert lines[5].split() == ["Mangler", "vedtak", "1", "bare", "nå"]
    assert "  9924 000022 00" in lines
    _status, out, _err = nir("--as-of", "2025-03-01", "control")
    assert out.splitlines()[0].endswith("> 2024")
    _status, out, _err = nir("--as-of", "2025-03-02", "control")
    assert out.splitlines()[0].endswith("> 2025")
    _status, out, _err = nir("--user", "ces", "control", "--law", "introduksjonsloven")
    assert out.splitlines()[0] == "Kontroll · Introduksjonsloven > Alle kommuner > 2024"


def test_control_of_a_place_where_nothing_is_found(nir: Run) -> None:
    words = ("control", "--municipality", "Utsira", "--year", "2020", "--format")
    status, out, _err = nir(*words, "csv")
    assert (status, out.splitlines()[0]) == (0, "\ufeffcheck;label;count;persons")
    assert out.count(";0;\r\n") == len(out.splitlines()) - 1 == 10
    status, _out, err = nir("control", "--year", "20245")
    assert (status, "Året 20245 kan ikke være rett" in err) == (1, True)


def test_control_as_files(nir: Run, tmp_path: Path) -> None:
    sheet, rows = tmp_path / "kontroll.xlsx", tmp_path / "kontroll.csv"
    assert nir("control", "--format", "xlsx", "--out", str(sheet))[:2] == (1, "")
    assert nir("control", "--format", "csv", "--out", str(rows))[:2] == (1, "")
    book = python_calamine.CalamineWorkbook.from_path(sheet)
    lines = book.get_sheet_by_index(0).to_python()
    text = rows.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0][0] == "Kontroll 2024"
    assert [";".join(map(str, line)).replace(".0;", ";") for line in lines[2:]] == text
    assert "not-registered;Avslutningsårsak ikke registrert;1;9924 000022 00" in text


def test_compare(nir: Run, tmp_path: Path) -> None:
    file, report = tmp_path / "nir.csv", ("report", "--year", "2024", "--municipality", "4204")
    assert nir(*report, "--format", "csv", "--out", str(file))[0] == 0
    status, out, err = nir("compare", str(file))
    assert (status, out, err) == (
        0,
        "Lest 32: 32 like, 0 ulike, 0 bare i filen, 0 bare her\n",
        "",
    )
    text = file.read_text(encoding="utf-8-sig").replace("FORNØYDE, GRANITT", "FORNØYD, GRANITT")
    gone = next(line for line in text.splitlines() if line.startswith("9777"))
    file.write_text(text.replace(gone + "\n", ""), encoding="utf-8")
    status, out, _err = nir("compare", str(file), "--format", "json")
    found = json.loads(out)
    assert (status, found["read"], found["same"]) == (1, 31, 30)
    by_kind = {one["kind"]: one for one in found["differences"]}
    differs, only_here = by_kind["differs"], by_kind["only-here"]
    assert (only_here["kind"], only_here["fields"]) == ("only-here", [])
    assert differs == {
        "duf": GRANITT,
        "name": "FORNØYDE, GRANITT",
        "kind": "differs",
        "fields": [{"field": "name", "file": "FORNØYD, GRANITT", "here": "FORNØYDE, GRANITT"}],
    }
    status, out, _err = nir("compare", str(file))
    assert status == 1
    assert "Fornavn, Etternavn" in out
    assert out.splitlines()[-1] == "Lest 31: 30 like, 1 ulike, 0 bare i filen, 1 bare her"
    _status, out, _err = nir("compare", str(file), "--format", "csv")
    assert out.splitlines()[0] == "\ufeffduf;name;kind;field;file;here"
    assert f"{GRANITT};FORNØYDE, GRANITT;differs;name;FORNØYD, GRANITT;FORNØYDE, GRANITT" in out
    status, out, err = nir("compare", str(tmp_path / "ingen.csv"))
    assert (status, out, "finnes ikke" in err) == (1, "", True)
