"""The citizens' main entries."""

from zhengtong.web.navigation import Entry, address, resolved

ENTRIES = (
    Entry("首页", "citizen:home", is_root=True),
    Entry("办事服务", "citizen:services"),
    Entry("办理进度", "citizen:progress"),
    Entry("网上咨询", "citizen:letters"),
    Entry("投诉", "citizen:complaints"),
    Entry("期限计算", "citizen:calculator"),
    Entry("我的办件", "citizen:my"),
)


def entries(path: str) -> list[Entry]:
    """The entries of the masthead for the page at `path`."""
    return resolved(ENTRIES, path)


def search_url() -> str:
    """Where the masthead's search goes."""
    return address("citizen:search")
