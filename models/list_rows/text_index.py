"""What a search reads: a text index of names and numbers, and counts of one letter or two.

Both are divided into groups: a law, and the stage of the case. The groups of a list are adjacent,
so the matches of a text in a list are counted without reading a row.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import Any

from models.storage.bound import bound_storage
from models.tables import LetterRow, database
from models.tables.bulk_writes import write_many
from rules.code_lists import Law, Status

SHORTEST_INDEXED = 3
"""Words of fewer letters are not in the text index."""

RUNNING, ENDED, NEEDING = range(3)
"""The stages of a case. One in need of correction has ended too, but is not in `ENDED`."""

GROUPS = tuple((law, stage) for law in Law for stage in (RUNNING, ENDED, NEEDING))
PERSONS_IN_GROUP = 1 << 40
"""A rowid of the text index is the group's number times this, plus the person's number."""

NO_GROUP = -1
"""The group of a row with impossible values. No search finds it until it is rebuilt."""

_NUMBERS = {(str(law), stage): number for number, (law, stage) in enumerate(GROUPS)}
_OF_STAGE = {
    RUNNING: "reason IS NULL",
    ENDED: f"reason IS NOT NULL AND status <> '{Status.NEEDS_CORRECTION}'",
    NEEDING: f"reason IS NOT NULL AND status = '{Status.NEEDS_CORRECTION}'",
}
_DELETE = (
    "INSERT INTO report_text (report_text, rowid, search_name, duf) VALUES ('delete', ?, ?, ?)"
)
_INSERT = "INSERT INTO report_text (rowid, search_name, duf) VALUES (?, ?, ?)"
_ADD = (
    "INSERT INTO letter_count (of_number, letters, text_group, persons) VALUES ({0}, {0}, {0}, {0})"
    " ON CONFLICT (of_number, letters, text_group)"
    " DO UPDATE SET persons = letter_count.persons + excluded.persons"
)
_READ = "SELECT law, reason, status, search_name, duf FROM report_row"

_COLUMNS = ("search_name", "duf")

ListRowValues = dict[str, Any]
Letters = tuple[bool, str, int]
Text = tuple[int, str, str]


def has_text_index() -> bool:
    """Whether this database has a text index."""
    return bound_storage().has_text_index


def group_of(row: ListRowValues) -> int:
    """Return the group of a list row; NO_GROUP if its law does not exist."""
    stage = RUNNING if row["reason"] is None else ENDED
    if row["status"] == Status.NEEDS_CORRECTION:
        stage = NEEDING
    return _NUMBERS.get((row["law"], stage), NO_GROUP)


def text_of(row: ListRowValues) -> Text:
    """Return what a list row is found by: its group, name and DUF number."""
    return group_of(row), row["search_name"], row["duf"]


def count_letters(texts: Iterable[Text]) -> Counter[Letters]:
    """Count the persons of each group that have a letter, or a pair, in their name or number."""
    by_group: dict[tuple[bool, int], list[str]] = defaultdict(list)
    for group, name, duf in texts:
        if group != NO_GROUP:
            by_group[False, group].append(name.replace(",", " "))
            by_group[True, group].append(duf)
    found: Counter[Letters] = Counter()
    for (is_number, group), of_group in by_group.items():
        # Without a loop of our own: this runs for every row of the register.
        singles = Counter(chain.from_iterable(map(set, of_group)))
        pairs = Counter(chain.from_iterable(map(set, map(pairwise, of_group))))
        for letters, persons in chain(singles.items(), pairs.items()):
            if " " not in letters:
                found[is_number, "".join(letters), group] = persons
    return found


def write_texts(rows: Sequence[ListRowValues], old: dict[int, ListRowValues]) -> None:
    """Index rows in place of their old versions, inside a transaction; skip unchanged ones."""
    new = [row for row in rows if _is_other(row, old.get(row["person"]))]
    gone = [old[row["person"]] for row in new if row["person"] in old]
    _remove(gone)
    _add(new)
    deltas = count_letters(map(text_of, new))
    deltas.subtract(count_letters(map(text_of, gone)))
    _add_letters(deltas)


def remove_texts(old: Iterable[ListRowValues]) -> None:
    """Remove rows from the text index and the letter counts, and leave no text behind."""
    rows = list(old)
    _remove(rows)
    if has_text_index():
        # FTS5 keeps deleted text until its segments are merged.
        _put_together()
    _add_letters(Counter({key: -n for key, n in count_letters(map(text_of, rows)).items()}))


def rebuild_text_index() -> None:
    """Rebuild the text index from the list rows, inside a transaction."""
    if not has_text_index():
        return
    database.execute_sql("INSERT INTO report_text (report_text) VALUES ('delete-all')")
    # Inserted in rowid order, or FTS5 would merge its segments over and over. The table is in that
    # order already; read through an index, the rows would all be sorted in memory.
    for number, (law, stage) in enumerate(GROUPS):
        database.execute_sql(
            "INSERT INTO report_text (rowid, search_name, duf)"
            f" SELECT {number * PERSONS_IN_GROUP} + person_id, search_name, duf"
            " FROM report_row NOT INDEXED"
            f" WHERE law = '{law}' AND {_OF_STAGE[stage]} ORDER BY person_id"
        )
    # Otherwise the write that adds the sixteenth segment would merge them all, which takes seconds.
    _put_together()


def _put_together() -> None:
    database.execute_sql("INSERT INTO report_text (report_text) VALUES ('optimize')")


def rebuild_letter_counts(counted: Counter[Letters] | None = None) -> None:
    """Store the letter counts, inside a transaction; without `counted`, count them first."""
    if counted is None:
        names = ("law", "reason", "status", "search_name", "duf")
        rows = database.execute_sql(_READ)
        counted = count_letters(text_of(dict(zip(names, row, strict=True))) for row in rows)
    LetterRow.delete().execute()
    _add_letters(counted)


def is_found_by_name(row: ListRowValues) -> bool:
    """Whether the text index finds a row by the whole name; True without an index."""
    name = row["search_name"]
    if not has_text_index() or len(name) < SHORTEST_INDEXED:
        return True
    found = database.execute_sql(
        "SELECT 1 FROM report_text WHERE report_text MATCH ? AND rowid = ?",
        (f"search_name : {quoted(name)}", _text(row)[0]),
    )
    return found.fetchone() is not None


def text_index_is_of(rows: Iterable[ListRowValues]) -> bool:
    """Whether the text index holds exactly some rows; True without an index.

    For every trigram it compares the number of matching rowids, and their sum.
    """
    if not has_text_index():
        return True
    wanted: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for row in rows:
        if group_of(row) == NO_GROUP:
            continue
        number, *texts = _text(row)
        for column, text in zip(_COLUMNS, texts, strict=True):
            for three in {text[i : i + 3] for i in range(len(text) - 2)}:
                tally = wanted[column, three]
                tally[0] += 1
                tally[1] += number
    return wanted == dict(_held())


def _held() -> Iterator[tuple[tuple[str, str], list[int]]]:
    """Yield every trigram in the index, with the number of matching rowids and their sum."""
    database.execute_sql(
        "CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab ('main', 'report_text', 'col')"
    )
    try:
        terms = database.execute_sql("SELECT col, term FROM temp.vocabulary").fetchall()
    finally:
        database.execute_sql("DROP TABLE temp.vocabulary")
    for column, three in terms:
        asked = f"{column} : {quoted(three)}"
        [(count, total)] = database.execute_sql(
            "SELECT count(*), sum(rowid) FROM report_text WHERE report_text MATCH ?", (asked,)
        ).fetchall()
        if count:
            yield (column, three), [count, total]


def quoted(text: str) -> str:
    """Return a text quoted for a MATCH query, whatever characters it has."""
    return '"' + text.replace('"', '""') + '"'


def _is_other(row: ListRowValues, before: ListRowValues | None) -> bool:
    return before is None or _text(row) != _text(before)


def _text(row: ListRowValues) -> Text:
    group, name, duf = text_of(row)
    return group * PERSONS_IN_GROUP + row["person"], name, duf


def _remove(rows: Iterable[ListRowValues]) -> None:
    _tell_index(_DELETE, rows)


def _add(rows: Iterable[ListRowValues]) -> None:
    _tell_index(_INSERT, rows)


def _tell_index(sql: str, rows: Iterable[ListRowValues]) -> None:
    if has_text_index():
        write_many(sql, sorted(_text(row) for row in rows if group_of(row) != NO_GROUP))


def _add_letters(deltas: Counter[Letters]) -> None:
    if changed := [(*key, delta) for key, delta in deltas.items() if delta]:
        write_many(_ADD.format(database.param), sorted(changed))
