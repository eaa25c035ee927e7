"""Lists written as files, read back with libraries other than those that wrote them."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import clevercsv
import openpyxl
import pytest
import python_calamine
from clevercsv.dialect import SimpleDialect

from models.administration.journal_view import read_lines
from models.errors import RegisterError
from models.exchange.exporting.csv import write_csv
from models.exchange.exporting.download import FileFormat, download_list
from models.exchange.exporting.sheet import Kind, Sheet, SheetColumn
from models.exchange.exporting.xlsx import MOST_ROWS, write_xlsx
from models.exchange.formula_escaping import escape_formula, unescape_formula
from models.exchange.importing.run import import_paths
from models.list_filter import ListFilter, Subject, all_persons
from models.lists.counts import count_list
from models.lists.sort_order import Order, first_order
from models.storage.register import Register
from nir_tui.presentation.date_parsing import parse_date
from rules.code_lists import Law
from tests.case_builder import TODAY, World, actor
from tests.models.exchange.files import NIR_TITLES

GUIDE = ListFilter(municipality="4204", years=(2024,), registered_by="engine")
SUBHEADING = "Integreringsloven > Kristiansand > 2024 > Regelmotor · 09.12.2024 · 4204-DEMO"


def download(
    register: Register,
    list_filter: ListFilter,
    path: Path,
    kind: FileFormat,
    order: Order | None = None,
) -> Path:
    download_list(
        register,
        actor(),
        list_filter,
        order or first_order(list_filter),
        kind,
        str(path),
        SUBHEADING,
    )
    return path


def csv_rows(path: Path) -> list[list[str]]:
    """Return the rows as another program reads them: semicolons, a BOM, CRLF."""
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    text = content.decode("utf-8-sig")
    assert text.count("\r\n") == text.count("\n")
    dialect = SimpleDialect(";", '"', "")
    return [list(row) for row in clevercsv.reader(io.StringIO(text, newline=""), dialect)]


def test_the_csv_is_nirs_own(demo: Register, tmp_path: Path) -> None:
    rows = csv_rows(download(demo, GUIDE, tmp_path / "list.csv", FileFormat.CSV))
    heading = "Oversikt over personer avsluttet introduksjonsprogram etter integreringsloven"
    assert rows[0] == [heading]
    assert rows[1] == [SUBHEADING]
    assert rows[2] == list(NIR_TITLES)
    assert len(rows) == 13
    [granitt] = [row for row in rows if row[0] == "9924 000022 00"]
    assert granitt == [
        "9924 000022 00",
        "FORNØYDE, GRANITT",
        "Kvinne",
        "33",
        "Rett til introduksjonsprogram",
        "Arbeid - person har utdanning på videregående nivå fra før",
        "Avslutningsårsak ikke registrert",
        "Annet",
        "18.09.2024",
        "Agder",
        "Kristiansand",
        "19.09.2024",
        "Regelmotor",
        "18.09.2024",
    ]
    emigrated = next(row for row in rows[3:] if row[6] == "Utvandret")
    assert emigrated[7] == "Inngår ikke i tallgrunnlaget"


def test_county_and_municipality_are_named_as_on_the_termination_date(
    demo: Register, tmp_path: Path
) -> None:
    list_filter = ListFilter(duf="992200001432")
    [row] = csv_rows(download(demo, list_filter, tmp_path / "list.csv", FileFormat.CSV))[3:]
    assert (row[8], row[9], row[10]) == ("14.09.2022", "Viken", "Bærum")


def test_the_workbook_is_ready_to_be_filtered(demo: Register, tmp_path: Path) -> None:
    path = download(demo, GUIDE, tmp_path / "list.xlsx", FileFormat.XLSX)
    book = openpyxl.load_workbook(path)
    [page] = book.worksheets
    assert page.max_row == 13, "nothing below the last row"
    assert [cell.value for cell in page[3]] == list(NIR_TITLES)
    assert page["A1"].value.endswith("etter integreringsloven")
    assert page.auto_filter.ref == "A3:N13"
    assert page.freeze_panes == "A4"
    row = next(r for r in page.iter_rows(min_row=4) if r[0].value == "9924 000022 00")
    assert row[0].data_type == "s"
    assert (row[3].data_type, row[3].value) == ("n", 33)
    assert (row[8].value.date(), row[8].number_format) == (date(2024, 9, 18), "dd.mm.yyyy")
    assert all(page.column_dimensions[letter].width >= 8 for letter in "ABCDEFGHIJKLMN")
    other = python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    by_calamine = other.to_python()
    assert len(by_calamine) == 13
    assert [r[8] for r in by_calamine[3:]] == [r[8].value.date() for r in page.iter_rows(min_row=4)]
    csv = csv_rows(download(demo, GUIDE, tmp_path / "list.csv", FileFormat.CSV))
    assert [r[0] for r in by_calamine[3:]] == [r[0] for r in csv[3:]], "the same list either way"


HOSTILE = [
    "=1+1",
    "+4712345678",
    "-2",
    "@SUM(A1)",
    "'=1+1",
    "''-x",
    "'t Hooft",
    "=cmd|' /C calc'!A0",
    'a";b',
    "x\u00e5",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_cell_that_a_spreadsheet_would_run_is_text(
    world: World, tmp_path: Path, name: str
) -> None:
    world.participant(date(2024, 1, 8), duf="992400077703", name=f"{name}, -B", as_of=TODAY)
    persons = all_persons()
    path = download(world.register, persons, tmp_path / "list.xlsx", FileFormat.XLSX)
    cell = openpyxl.load_workbook(path).worksheets[0]["B4"]
    assert (cell.value, cell.data_type) == (f"{name}, -B", "s")
    rows = csv_rows(download(world.register, persons, tmp_path / "list.csv", FileFormat.CSV))
    shown = rows[3][1]
    assert not shown.startswith(("=", "+", "-", "@"))
    assert unescape_formula(shown) == f"{name}, -B"


@pytest.mark.parametrize("text", [*HOSTILE, "", "'", "''", "plain", "'a", "a=b"])
def test_what_is_made_harmless_is_taken_back(text: str) -> None:
    assert unescape_formula(escape_formula(text)) == text
    assert not escape_formula(text).startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("law", list(Law))
def test_a_csv_written_here_imports_here(
    demo: Register, world: World, tmp_path: Path, law: Law
) -> None:
    list_filter = ListFilter(law=law)
    path = download(demo, list_filter, tmp_path / "list.csv", FileFormat.CSV)
    report = import_paths(world.register, actor(), [str(path)])
    total = count_list(demo, list_filter, TODAY).total
    assert report.counts["persons.new"] == total
    assert not report.notices
    again = download(world.register, list_filter, tmp_path / "again.csv", FileFormat.CSV)
    assert csv_rows(again) == csv_rows(path)


def test_the_list_of_persons_as_files(demo: Register, tmp_path: Path) -> None:
    list_filter = ListFilter(Subject.PERSONS, None, municipality="4204", deadline_within=30)
    rows = csv_rows(download(demo, list_filter, tmp_path / "p.csv", FileFormat.CSV))
    titles, people = rows[2], rows[3:]
    assert titles[:4] == ["DUF-nummer", "Fornavn, Etternavn", "Kjønn", "Alder"]
    deadlines = [parse_date(row[titles.index("Frist")]) for row in people]
    assert deadlines == sorted(filter(None, deadlines))
    assert len(people) == count_list(demo, list_filter, TODAY).matching > 0
    to_correct = ListFilter(Subject.PERSONS, None, needs_correction=True)
    by_date = Order("date")
    rows = csv_rows(download(demo, to_correct, tmp_path / "c.csv", FileFormat.CSV, by_date))
    since = [int(row[-1]) for row in rows[3:]]
    assert since == sorted(since, reverse=True), "oldest first"


def test_what_is_no_file_is_never_replaced(demo: Register, tmp_path: Path) -> None:
    for place in ("/dev/null", str(tmp_path)):
        with pytest.raises(RegisterError, match="er ikke en vanlig fil"):
            download(demo, GUIDE, Path(place), FileFormat.CSV)
    target, link = tmp_path / "target.csv", tmp_path / "link.csv"
    target.write_text("old")
    link.symlink_to(target)
    download(demo, GUIDE, link, FileFormat.CSV)
    assert link.is_symlink()
    assert csv_rows(target)[2] == list(NIR_TITLES)


def test_nothing_is_left_where_writing_fails(demo: Register, tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="Kan ikke skrive"):
        download(demo, GUIDE, tmp_path / "nowhere" / "list.csv", FileFormat.CSV)
    with pytest.raises(RegisterError, match="selve registeret"):
        download(demo, GUIDE, Path(demo.location), FileFormat.CSV)
    assert {file.suffix for file in tmp_path.iterdir()} <= {".db", ".db-wal", ".db-shm", ""}


def test_a_download_is_in_the_journal(demo: Register, tmp_path: Path) -> None:
    download(demo, GUIDE, tmp_path / "list.csv", FileFormat.CSV)
    line = read_lines(demo)[0]
    assert (line.action, line.by) == ("list.download", "4204-MABE")
    assert line.after and line.after["municipality"] == "4204"


def test_excel_holds_a_million_rows_and_no_more(tmp_path: Path) -> None:
    columns = (SheetColumn("a", Kind.NUMBER),)

    def rows() -> Any:
        yield from ((None,) for _ in range(MOST_ROWS + 1))

    sheet = Sheet("a", "b", "c", columns, rows())
    with pytest.raises(RegisterError, match="høyst 1048573 rader"):
        write_xlsx(sheet, tmp_path / "a.xlsx")


def test_a_csv_is_written_as_it_is_read() -> None:
    seen: list[int] = []
    stream = io.BytesIO()

    def rows() -> Any:
        for number in range(3):
            yield (number,)
            seen.append(stream.tell())

    write_csv(Sheet("a", "b", "c", (SheetColumn("n", Kind.NUMBER),), rows()), stream)
    assert seen == sorted(set(seen)), "each row was out before the next was asked for"
