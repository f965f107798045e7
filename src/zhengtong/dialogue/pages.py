"""The pages one may ask about besides service items: told by the doors that show them, kind by kind."""

from collections.abc import Callable
from dataclasses import dataclass

from zhengtong.foundation.errors import Unknown
from zhengtong.org.models import Unit


@dataclass(frozen=True, slots=True)
class AskedPage:
    """A public page and whose it is. `kind` and `key` name it for ever; `url` is where it stands now."""

    kind: str
    key: str
    title: str
    url: str
    unit: Unit

    @property
    def ref(self) -> str:
        return f"{self.kind}:{self.key}"


PAGES: dict[str, Callable[[str], AskedPage | None]] = {}
"""Kind → finder by key. A finder answers None for what is not public or has no owner. Doors add theirs when they are ready."""


def asked_page(kind: str, key: str) -> AskedPage:
    """The page somebody asks about; raises Unknown."""
    find = PAGES.get(kind)
    page = find(key) if find is not None else None
    if page is None:
        raise Unknown("没有找到要咨询的页面，可能已经撤下。请到“网上咨询”中选择事项提问。")
    return page
