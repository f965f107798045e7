"""The journal kinds this room writes. The index itself is a read model: what goes in and out leaves no entry."""

from zhengtong.journal.kinds import declare

declare("search.rebuilt", "重建搜索索引")
