"""Registers of any content, drawn by hypothesis and written as stored."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from models.cases.case import load_context
from models.cases.stored_case import PERSON_COLUMNS, StoredCase
from models.changes.batch import CaseBatch
from models.changes.case_update import CaseUpdate
from models.exchange.importing.misread_text import misread_message
from models.journal.actor import Actor
from models.journal.writer import append_entry
from models.storage.register import Register, open_register
from rules.code_lists import Category, Completeness, DecisionKind, EventKind, Goal, Law, MeasureKind
from rules.codes import REASONS
from tests.registers import empty_copy

TODAY = date(2025, 6, 2)
MUNICIPALITIES = ("4204", "0301", "3024", "3201", "1818")
DISTRICTS = ("030101", "030115")

days = st.dates(date(2015, 1, 1), date(2027, 12, 31)).map(date.isoformat)
maybe_day = st.none() | days
moments = st.integers(1_514_764_800, 1_748_736_000).map(
    lambda seconds: datetime.fromtimestamp(seconds, UTC).isoformat()
)
# As many writing systems as there are, formulas, separators and quotes, but nothing invisible, and
# nothing that an import refuses as misread.
names = (
    st.text(
        st.characters(exclude_categories=("C", "Z")) | st.sampled_from(" =+-@'\";,"), max_size=30
    )
    .map(str.strip)
    .filter(str.isprintable)
    .filter(lambda text: misread_message(text) is None)
)


def words(kinds: Any) -> st.SearchStrategy[str]:
    return st.sampled_from([str(kind) for kind in kinds])


@st.composite
def periods(draw: st.DrawFn) -> tuple[str | None, str | None]:
    start, end = draw(days), draw(maybe_day)
    return (start, end if end is None or end >= start else None)


@st.composite
def decisions(draw: st.DrawFn) -> tuple[Any, ...]:
    kind = DecisionKind(draw(words(DecisionKind)))
    start, end = draw(periods())
    if not kind.has_period:
        return (None, str(kind), start, None, None, draw(st.booleans()))
    if kind is DecisionKind.EXTENSION:
        end = end or start
    return (None, str(kind), draw(maybe_day), start, end, draw(st.booleans()))


@st.composite
def measures(draw: st.DrawFn) -> tuple[Any, ...]:
    deleted = draw(st.none() | moments)
    by = "4204-MABE" if deleted else None
    return (None, draw(words(MeasureKind)), *draw(periods()), by, deleted)


@st.composite
def events(draw: st.DrawFn) -> tuple[Any, ...]:
    kind, day = draw(words(EventKind)), draw(days)
    places: tuple[str | None, str | None] = (None, None)
    if kind == EventKind.MOVED:
        places = (draw(st.sampled_from(MUNICIPALITIES)), draw(st.sampled_from(MUNICIPALITIES)))
    return (None, kind, day, *places)


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[Any, ...]]:
    """At most one of them active, the newest."""
    rows = []
    count = draw(st.integers(0, 4))
    for number in range(count):
        reason = draw(st.sampled_from(list(REASONS)))
        hours = draw(st.none() | st.integers(1, 800))
        by, at = draw(st.sampled_from(["Regelmotor", "4204-MABE", "ces"])), draw(moments)
        deleted = (draw(st.sampled_from(["4204-MABE", "Regelmotor"])), draw(moments))
        if number == count - 1 and draw(st.booleans()):
            deleted = (None, None)  # type: ignore[assignment]
        kind = "stop" if reason == "permanent-stans" else "ordinary"
        place = draw(st.sampled_from([("4204", None), ("0301", "030101"), ("0301", None)]))
        rows.append((None, kind, reason, draw(days), by, at, hours, *place, *deleted))
    return rows


@st.composite
def persons(draw: st.DrawFn) -> dict[str, Any]:
    first, last = draw(names).replace(",", "").strip(), draw(names)
    law = draw(words(Law))
    goal = draw(st.none() | words(Goal))
    municipality = draw(st.sampled_from(MUNICIPALITIES))
    in_oslo = municipality == "0301"
    return {
        **dict.fromkeys(PERSON_COLUMNS),
        "duf": draw(st.from_regex(r"\A[0-9]{12}\Z", fullmatch=True).filter(str.isascii)),
        "first_name": first or "X",
        "last_name": last,
        "sex": draw(st.sampled_from("KM")),
        "born": draw(maybe_day),
        "law": law,
        "category": draw(words(Category)),
        "category_ended": draw(maybe_day),
        "municipality": municipality,
        "district": draw(st.none() | st.sampled_from(DISTRICTS)) if in_oslo else None,
        "settled": draw(maybe_day),
        "start_deadline": draw(maybe_day),
        "goal": goal,
        "goal_date": draw(maybe_day) if goal else None,
        "known": draw(words(Completeness)),
        "reported_deadline": draw(maybe_day),
        "reported_age": draw(st.none() | st.integers(0, 99)),
        "version": 0,
    }


def _full_where_nothing_is_missing(case: StoredCase) -> StoredCase:
    """No register holds another (domain.md): with decision and end goal stored, a case is full."""
    person = case.person
    takes_part = any(kind == "deltakelse" and not row[-1] for _id, kind, *row in case.decisions)
    if takes_part and (person["goal"] or person["law"] == "introduksjonsloven"):
        person["known"] = "full"
    return case


cases = st.builds(
    StoredCase,
    persons(),
    st.lists(decisions(), max_size=5),
    st.lists(measures(), max_size=3),
    st.lists(events(), max_size=3),
    histories(),
).map(_full_where_nothing_is_missing)
registers = st.lists(cases, max_size=6, unique_by=lambda case: case.person["duf"])


def somebody(today: date = TODAY) -> Actor:
    moment = datetime(today.year, today.month, today.day, 12, tzinfo=UTC)
    return Actor("4204-MABE", today, today, lambda: moment)


def make(path: Path, content: list[StoredCase]) -> Register:
    """A register that holds some cases, with the engine's answer to each."""
    register = open_register(empty_copy(path.parent, path.name))
    with register.write():
        batch = CaseBatch(somebody(), load_context(register))
        for case in content:
            batch.add(CaseUpdate(case, is_new=True))
        batch.write()
        append_entry(somebody(), "register.init", None)
    return register
