"""The tabs of 内容把关."""

from django.urls import reverse

from zhengtong.guards import queries
from zhengtong.org.models import Staff


def sections(staff: Staff) -> list[tuple[str, str, str] | tuple[str, str, str, int]]:
    return [
        ("list", "词表", reverse("desk:words")),
        ("findings", "问题清单", reverse("desk:word-findings"), queries.findings_for_desk(staff).count()),
        ("try", "试查文字", reverse("desk:word-try")),
        ("import", "批量导入", reverse("desk:word-import")),
    ]
