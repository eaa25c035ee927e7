"""Goal attainment (`måloppnåelse`): how many ended in each group, and their share.

The guide's last group is outside the figures' basis: it is counted, but has no share, and the
others' shares are of those that remain (guide sections 11-13).
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from rules.codes import REASONS, Group
from rules.legal_sources import guide
from rules.rests_on import rests_on


@dataclass(frozen=True, slots=True)
class GroupShare:
    """A group's count; its share of the basis from 0 to 1, None outside it or without a basis."""

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
        """Everybody, those outside the basis too."""
        return sum(group.count for group in self.groups)


@rests_on(guide("11"), guide("12"), guide("13"))
def attainment(counts: Mapping[str, int]) -> Attainment:
    """Add up counts per termination reason (by slug) to groups."""
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
