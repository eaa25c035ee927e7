"""Every list and statistic is had as text, JSON and CSV, on standard output and in a file."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from tests.nir_tui.commands.cli_runner import Run, answer

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
TITLES = {
    ("journal",): "at;by;action;duf;before;after",
    ("users", "list"): "id;role;municipality;district;disabled",
    ("check",): "kind;text",
    ("set-aside", "--list"): "duf;until;because;by",
    ("statistics",): "group;count;share",
}


@pytest.mark.parametrize("words", TITLES, ids=" ".join)
def test_the_titles_of_a_csv_are_the_keys_of_its_json(
    nir: Run, words: tuple[str, ...], tmp_path: Path
) -> None:
    status, out, _err = nir(*words, "--format", "csv")
    assert status == 0
    assert out.startswith(BOM + TITLES[words] + "\r\n")
    assert "\n" not in out.replace("\r\n", "")
    assert nir(*words, "--format", "json")[0] == 0
    file = tmp_path / "answer.csv"
    status, nothing, _err = nir(*words, "--format", "csv", "--out", str(file))
    assert (status, nothing) == (0, "")
    written = file.read_bytes().decode()
    assert written.splitlines()[0] == BOM + TITLES[words]
    assert words == ("journal",) or written == out


def test_the_journal_as_csv_is_the_journal_as_json(nir: Run) -> None:
    nir("person", "992400002200")
    found = answer(nir, "journal", "--by", "4204-MABE", "--json")
    assert found == answer(nir, "journal", "--by", "4204-MABE", "--format", "json")[1:]
    _status, out, _err = nir("journal", "--by", "4204-MABE", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out.removeprefix(BOM)), delimiter=";"))
    assert [row["action"] for row in rows[2:]] == [line["action"] for line in found]
    assert json.loads(rows[0]["after"])


def test_users_in_every_format(nir: Run) -> None:
    nir("users", "add", "4204-MABE", "--role", "administrator")
    nir("users", "add", "0301-ALNA", "--role", "reader", "--municipality", "0301")
    nir("users", "disable", "0301-ALNA")
    one = {
        "id": "0301-ALNA",
        "role": "reader",
        "municipality": "0301",
        "district": None,
        "disabled": True,
    }
    assert one in answer(nir, "users", "list", "--format", "json")
    _status, out, _err = nir("users", "list", "--format", "csv")
    assert "0301-ALNA;reader;0301;;true\r\n" in out


def test_statistics_as_a_workbook_with_its_chart(nir: Run, tmp_path: Path) -> None:
    found = answer(nir, "statistics", "--year", "2023", "2024", "--format", "json")
    file = tmp_path / "statistics.xlsx"
    words = ("statistics", "--year", "2023", "2024", "--format", "xlsx", "--out", str(file))
    assert nir(*words)[0] == 0
    [page] = openpyxl.load_workbook(file).worksheets
    rows = list(page.iter_rows(values_only=True))
    assert rows[0][0] == "Måloppnåelse" and "2023" in str(rows[1][0])
    assert rows[2][0::1][:1] == ("Gruppe",)
    assert [cell for cell in rows[2] if cell][1:] == [
        f"{title} {what}" for title in ("2023", "2024", "I alt") for what in ("antall", "andel")
    ]
    groups = rows[3 : 3 + len(found["groups"])]
    assert [(row[0], row[5], row[6]) for row in groups] == [
        (group["group"], group["count"], pytest.approx(group["share"])) for group in found["groups"]
    ]
    assert rows[3 + len(groups)][5] == found["denominator"]
    [chart] = page._charts
    assert [one.val.numRef.f.split("!")[1] for one in chart.series] == [
        "$C$4:$C$9",
        "$E$4:$E$9",
        "$G$4:$G$9",
    ]


def test_statistics_as_csv_have_a_comma_in_a_share(nir: Run) -> None:
    _status, out, _err = nir("statistics", "--format", "csv")
    rows = list(csv.reader(io.StringIO(out.removeprefix(BOM)), delimiter=";"))
    found = answer(nir, "statistics", "--format", "json")["groups"]
    assert [float(row[2].replace(",", ".")) if row[2] else None for row in rows[1:]] == [
        group["share"] for group in found
    ]
    assert "." not in out.replace("kl.", "")
