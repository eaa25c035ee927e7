"""Short labels for narrow columns (ours); help and wide terminals show the canonical ones."""

from models.lists.sort_order import Labels
from nir_tui.presentation.i18n import marked
from rules.code_lists import Category, Goal, Status
from rules.reasons import REASONS

SHORT_GOAL_LABELS = {
    Goal.WORK_HAS_UPPER_SECONDARY: marked("Arb. m/vgo"),
    Goal.HIGHER_EDUCATION: marked("Høyere utd"),
    Goal.REQUALIFICATION: marked("Rekvalif."),
    Goal.WORK_LACKS_UPPER_SECONDARY: marked("Arb. u/vgo"),
    Goal.UPPER_SECONDARY_UNDER_25: marked("Vgo u. 25"),
    Goal.UPPER_SECONDARY_OVER_25: marked("Vgo 25+"),
    Goal.VOCATIONAL_TRAINING: marked("Fag/yrke"),
    Goal.PARTS_OF_UPPER_SECONDARY: marked("Deler vgo"),
    Goal.PRIMARY_SCHOOL: marked("Grunnskole"),
}
SHORT_CATEGORY_LABELS = {
    Category.RIGHT_AND_DUTY: marked("R+P"),
    Category.RIGHT: marked("R"),
    Category.MAY_BE_OFFERED: marked("KT"),
}

WHOLE_STATUSES = tuple((str(status), status.label) for status in Status)
SHORT_STATUS_LABELS = tuple(
    (slug, marked("Må rettes") if slug == Status.NEEDS_CORRECTION else text)
    for slug, text in WHOLE_STATUSES
)

SHORT = Labels(
    tuple((code, reason.short_label) for code, reason in REASONS.items()),
    tuple((str(goal), text) for goal, text in SHORT_GOAL_LABELS.items()),
    tuple((str(category), text) for category, text in SHORT_CATEGORY_LABELS.items()),
)
