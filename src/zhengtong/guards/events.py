"""The journal kinds this room writes. No entry repeats a word: the list is not public, the journal may be read by many."""

from zhengtong.journal.kinds import declare

declare("word.added", "添加词语")
declare("word.changed", "修改词语")
declare("word.retired", "停用词语")
declare("words.imported", "导入词表")
declare("words.rescanned", "公开内容复查")
declare("finding.overridden", "内容问题放行")
