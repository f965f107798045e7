"""Who may do what to an appraisal: the whole of the county, or one score of it."""

from zhengtong.foundation.errors import Unknown
from zhengtong.org.choices import RegionLevel
from zhengtong.org.models import Region, Staff

from ..models import Score


def check_may(by: Staff, *permissions: str) -> None:
    """An appraisal is the county's: whoever makes it holds the permission for the whole county. Raises Unknown."""
    county = Region.objects.filter(level=RegionLevel.COUNTY, valid_to=None).get()
    if not any(by.may(permission, region=county) for permission in permissions):
        raise Unknown()


def check_may_on(by: Staff, score: Score, *permissions: str) -> None:
    """Raises Unknown outside one's reach."""
    if not any(by.may(permission, unit=score.unit, region=score.region) for permission in permissions):
        raise Unknown("没有这份成绩单。")
