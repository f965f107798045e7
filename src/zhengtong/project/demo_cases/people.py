"""Who appears: the demo county's accounts and staff, and neighbours who come to the counter without an account.

Every person is invented; their numbers only satisfy the check digit.
"""

import random
from functools import cache
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile

from zhengtong.cases.actions import WalkIn
from zhengtong.cases.models import Case
from zhengtong.files.actions import store_upload
from zhengtong.files.models import Attachment
from zhengtong.foundation.checkdigits import resident_id_check
from zhengtong.org.models import Assignment, Citizen, Region, ServiceWindow, Staff, Unit

from . import scans

# name, born and sex (the last three digits before the check digit), village
NEIGHBOURS = {
    "刘桂英": ("19620518", "204", "360829102002"),
    "谢金莲": ("19510906", "128", "360829103213"),
    "王小毛": ("19880211", "311", "360829100001"),
    "欧阳春华": ("19790423", "115", "360829104200"),
    "彭秀兰": ("19440730", "226", "360829107203"),
    "周建国": ("19710101", "217", "360829105200"),
    "刘芳": ("19930815", "142", "360829100002"),
    "罗志强": ("19850619", "133", "360829106200"),
    "朱美玲": ("19971203", "168", "360829100003"),
    "管金生": ("19490320", "119", "360829107200"),
    "李根水": ("19660927", "135", "360829100202"),
    "曾小红": ("19900705", "144", "360829103201"),
    "伍秋生": ("19740312", "137", "360829101001"),
    "肖兰英": ("19560820", "246", "360829201200"),
    "邓水生": ("19690217", "159", "360829203200"),
    "康春梅": ("19811109", "168", "360829204200"),
    "尹志明": ("19771005", "173", "360829205200"),
    "颜玉莲": ("19480630", "182", "360829207200"),
    "郁小春": ("19950324", "191", "360829209200"),
    "赖建平": ("19830916", "215", "360829210200"),
}


class People:
    """Accounts, staff and neighbours by name."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._citizens = {c.user.username: c for c in Citizen.objects.select_related("user", "region")}
        self._staff = {s.user.username: s for s in Staff.objects.select_related("user", "unit__region", "station")}
        self._regions = {r.code: r for r in Region.objects.filter(valid_to=None)}

    def citizen(self, username: str) -> Citizen:
        return self._citizens[username]

    def staff(self, username: str) -> Staff:
        return self._staff[username]

    def walk_in(self, name: str) -> WalkIn:
        """The person at the counter: an account holder by login name, or a neighbour by name."""
        if name in self._citizens:
            known = self._citizens[name]
            return WalkIn(
                known.kind,
                known.name,
                known.id_type,
                known.id_number,
                known.phone,
                known.region,
                known.address,
                known.legal_representative,
            )
        born, order, village = NEIGHBOURS[name]
        region = self._regions[village]
        first17 = f"360829{born}{order}"
        place = list(NEIGHBOURS).index(name)
        return WalkIn(
            "natural",
            name,
            "111",
            first17 + resident_id_check(first17),
            f"199001010{place:02d}",
            region,
            f"安福县{region.parent.name}{region.name.removesuffix('村委会').removesuffix('居委会')}",
        )

    def clerk_of(self, unit: Unit) -> Staff:
        """Whoever receives for a unit: its own clerk, or in a department now and then 小李 of the common window."""
        own = self._staff[f"{unit.code.lower()}-clerk"]
        return own if unit.code.startswith("T") or self._rng.random() < 0.5 else self._staff["xiaoli"]

    def holder_of(self, post: str, unit: Unit) -> Staff:
        """Somebody who serves in `post` at `unit`."""
        posts = Assignment.objects.filter(role__code=post, unit=unit, staff__left_on=None).order_by("staff__code")
        people = [self._staff[name] for name in posts.values_list("staff__user__username", flat=True)]
        return self._rng.choice(people)

    def reviewer_of(self, case: Case) -> Staff:
        """Who carries the case in its unit."""
        return self.holder_of("reviewer", case.unit)

    def window_of(self, by: Staff, unit: Unit) -> ServiceWindow | None:
        """The counter at which the clerk of the county hall serves this unit."""
        if by.unit.code != "XZ":
            return None
        return ServiceWindow.objects.filter(units=unit, station__code="county-hall").order_by("number").first()


def scan(name: str, *, by: str, at: object, trust: str = "C") -> Attachment:
    """A scanned material under its own name, as somebody uploads it."""
    content, kind = _scanned(name)
    return store_upload(SimpleUploadedFile(f"{name}.{kind}", content), by=by, at=at, trust=trust)


@cache
def _scanned(name: str) -> tuple[bytes, str]:
    kind = "pdf" if len(name) % 3 == 0 else "png"
    page = BytesIO()
    scans.sheet(name).save(page, format=kind.upper())
    return page.getvalue(), kind
