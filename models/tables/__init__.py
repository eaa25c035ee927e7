"""The tables of the register, one small file per group of related tables."""

from models.tables.base import Table, database
from models.tables.journal import JournalRow
from models.tables.list_counts import CountRow, LetterRow
from models.tables.list_row import ReportRow
from models.tables.other_deadline import OtherDeadlineRow
from models.tables.person import PersonRow
from models.tables.preference import PreferenceRow
from models.tables.programme import DecisionRow, EventRow, MeasureRow
from models.tables.purge import PurgeRow
from models.tables.reference import DistrictRow, MunicipalityRow
from models.tables.session_memory import KeptWalkRow, SessionMemoryRow
from models.tables.set_aside import SetAsideRow
from models.tables.setting import SettingRow
from models.tables.termination import TerminationRow
from models.tables.user import UserRow

__all__ = [
    "CountRow",
    "DecisionRow",
    "DistrictRow",
    "EventRow",
    "JournalRow",
    "KeptWalkRow",
    "LetterRow",
    "MeasureRow",
    "MunicipalityRow",
    "OtherDeadlineRow",
    "PersonRow",
    "PreferenceRow",
    "PurgeRow",
    "ReportRow",
    "SessionMemoryRow",
    "SetAsideRow",
    "SettingRow",
    "Table",
    "TerminationRow",
    "UserRow",
    "database",
]
