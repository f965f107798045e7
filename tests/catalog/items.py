"""Items to test with: the county's own subsistence allowance, and what it refers to."""

import copy
from pathlib import Path
from typing import Any

import yaml

from tests.cast import NOON
from zhengtong.catalog.models import ItemVersion
from zhengtong.catalog.shape import normal
from zhengtong.forms.models import Form, FormVersion
from zhengtong.org.models import Staff

FOLDER = Path(__file__).resolve().parents[2] / "data" / "anfu" / "items"
_ALLOWANCE = normal(yaml.safe_load((FOLDER / "mz-jf-0018.yaml").read_text()))


def allowance(**changes: Any) -> dict[str, Any]:
    """MZ-JF-0018 最低生活保障审核确认 as a content in normal form, with top-level elements replaced."""
    return {**copy.deepcopy(_ALLOWANCE), **changes}


def another(number: int, **changes: Any) -> dict[str, Any]:
    """A further item of the civil affairs bureau, told apart by its number."""
    return allowance(**{"code": f"MZ-JF-{number:04d}", "name": f"第{number}项救助", **changes})


def publish_forms(*codes: str) -> None:
    """Forms the items refer to, published."""
    for code in codes or ("subsistence-allowance",):
        form = Form.objects.create(code=code, title="申请表")
        FormVersion.objects.create(
            form=form, number=1, definition={}, is_published=True, published_at=NOON, digest="0", edited_by="system",
            edited_at=NOON,
        )  # fmt: skip


def put_through(cast: Any, content: dict[str, Any], *, by: Staff | None = None) -> ItemVersion:
    """From draft to published, every stage by the one whose office it is."""
    from zhengtong.catalog import actions

    code = content["code"]
    editor = by or cast.wangkezhang
    actions.draft_item(content, by=editor, at=NOON)
    actions.submit_version(code, by=editor, at=NOON)
    for reviewer in (cast.chenzhuren, cast.zhaofazhi, cast.sunzhuren):
        actions.give_opinion(code, approve=True, text="同意", by=reviewer, at=NOON)
    actions.give_opinion(code, approve=True, text="", document="吉政数字〔2026〕8号", by=cast.sunzhuren, at=NOON)
    return actions.publish_version(code, by=cast.sunzhuren, at=NOON)
