"""Goal attainment (`måloppnåelse`): the count and the share of each group of terminations.

The guide's last group is outside the basis of the figures: it has a count, but no share. The other
groups' shares are of the persons in the basis (guide sections 11-13).
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from rules.code_lists import Group
from rules.legal_basis import rests_on
from rules.legal_sources import guide
from rules.reasons import REASONS


@dataclass(frozen=True, slots=True)
class GroupShare:
    """The count of a group, and its share of the basis, from 0 to 1.

    `share` is None for the group outside the basis, and if the basis is empty.
    """

    group: Group
    count: int
    share: float | None


@dataclass(frozen=True, slots=True)
class Attainment:
    """All six groups in the guide's order, and the basis (`tallgrunnlag`) of their shares."""

    groups: tuple[GroupShare, ...]
    denominator: int

    @property
    def total(self) -> int:
        """The number of persons, including those outside the basis."""
        return sum(group.count for group in self.groups)


@rests_on(guide("11"), guide("12"), guide("13"))
def attainment(counts: Mapping[str, int]) -> Attainment:
    """Sum the counts of termination reasons (by slug) into groups."""
    by_group: Counter[Group] = Counter()
    for reason, count in counts.items():
        by_group[REASONS[reason].group] += count
    denominator = sum(n for group, n in by_group.items() if group is not Group.NOT_COUNTED)
    return Attainment(
        tuple(
            GroupShare(group, by_group[group], _share(group, by_group[group], denominator))
            for group in Group
        ),
        denominator,
    )


def _share(group: Group, count: int, denominator: int) -> float | None:
    return None if group is Group.NOT_COUNTED or not denominator else count / denominator
