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

OPEN_ENTRIES = (
    Entry("公开目录", "citizen:information-list"),
    Entry("政策文件", "citizen:policies"),
    Entry("公开年报", "citizen:disclosure-reports"),
    Entry("数据开放", "citizen:opendata"),
    Entry("依申请公开", "citizen:disclosure-requests"),
    Entry("办事服务", "citizen:services"),
)


def open_entries(path: str) -> list[Entry]:
    """The lists of what the county publishes about itself, and the ways on from them."""
    return resolved(OPEN_ENTRIES, path)


def entries(path: str) -> list[Entry]:
    """The entries of the masthead for the page at `path`."""
    return resolved(ENTRIES, path)


def search_url() -> str:
    """Where the masthead's search goes."""
    return address("citizen:search")
