"""推送 and 转载: where an article may be shown besides its own place."""

from collections.abc import Iterable

from zhengtong.foundation.errors import Refusal

FOLLOWED = (
    "title", "seo_title", "search_description", "form", "subtitle", "source", "source_url", "author", "published_on",
    "summary", "keywords", "picture_id", "validity", "validity_basis", "withdrawal", "withdrawal_note", "withdrawn_at",
    "replaced_by_id",
)  # fmt: skip
"""What a share repeats of its article, so that lists need not look twice; the text itself is read from the article."""


def check_share(*, is_live: bool, withdrawal: str, column: int, home: int, shared_in: Iterable[int]) -> None:
    """Raises Refusal `not-published`, `same-column`, `shared-already`."""
    if not is_live or withdrawal:
        raise Refusal("not-published", "只能推送已经发布、没有撤稿的稿件。")
    if column == home:
        raise Refusal("same-column", "稿件本来就在这个栏目，不必推送。", "columns")
    if column in set(shared_in):
        raise Refusal("shared-already", "这篇稿件已经推送到这个栏目。", "columns")
