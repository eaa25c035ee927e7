"""Reading a bundle into the staging: every cell checked, everything wrong told at once."""

from models.exchange.bundle_format import BundleColumn, BundleFile, bundle_format
from models.exchange.importing.csv_rows import read_rows
from models.exchange.importing.problems import BadFile, Problem, Problems
from models.exchange.importing.source import BundleSource, SourceFile
from models.exchange.importing.stage_rows import RowsRead, stage_rows
from models.exchange.importing.staging import Staging
from models.reference_data.municipalities import Reference
from rules.message import message

STANDS_TWICE = message("DUF-nummeret står i filen før")


def stage_bundle(
    source: BundleSource, reference: Reference, problems: Problems, rows_read: RowsRead
) -> Staging:
    """Read the files of a bundle; what is wrong in them goes to `problems`."""
    files = bundle_format(reference)
    staging = Staging(files)
    for name, file in files.items():
        if name not in source.files:
            continue
        try:
            _stage_file(source.files[name], file, staging, problems, rows_read)
        except BadFile as bad:
            problems.add(*bad.problems)
            staging.lacks_persons |= file.table == "person"
    staging.index()
    for duf, row in staging.duplicates("person"):
        problems.add(Problem("persons.csv", STANDS_TWICE, row, "duf", duf))
    return staging


def _stage_file(
    source: SourceFile,
    file: BundleFile,
    staging: Staging,
    problems: Problems,
    rows_read: RowsRead,
) -> None:
    rows = read_rows(source, "utf-8-sig", ";")
    titles = next(rows, None)
    if titles is None or titles[0] != 1:
        raise BadFile(Problem(source.name, message("tittelraden mangler"), 1))
    order = _columns_in_order(source.name, titles[1], file)
    if file.table == "person":
        staging.missing = {c.name for c in file.columns if c not in order}
    stage_rows(source.name, rows, order, file, staging, problems, rows_read)


def _columns_in_order(name: str, titles: list[str], file: BundleFile) -> list[BundleColumn]:
    """The columns as they stand in the file. Raises BadFile, naming all that is wrong."""
    known = {column.name: column for column in file.columns}
    found = [title.strip() for title in titles]
    unknown = [title for title in found if title not in known]
    lacking = [c.name for c in file.columns if not c.missing and c.name not in found]
    twice = sorted({title for title in found if found.count(title) > 1})
    # Without a single title it is no title row at all, but the first row of a file that lacks one.
    if len(unknown) == len(found):
        expected = message("tittelraden mangler; kolonnene er {known}", known=", ".join(known))
        raise BadFile(Problem(name, expected, 1))
    wrong = [
        Problem(name, expected, 1, value=", ".join(columns))
        for columns, expected in (
            (unknown, message("ukjent kolonne; kolonnene er {known}", known=", ".join(known))),
            (lacking, message("kolonnen mangler")),
            (twice, message("kolonnen står to ganger")),
        )
        if columns
    ]
    if wrong:
        raise BadFile(*wrong)
    return [known[title] for title in found]
