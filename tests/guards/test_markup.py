"""Hot words become links once a page and nowhere they do harm; HTML is read as a reader reads it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import NOON
from zhengtong.guards import actions, queries
from zhengtong.guards.rules import HotWords, plain, read_draft

HOT = HotWords({"低保": "/items/a/?x=1&y=2", "低保金": "/items/b/", "R&D": "https://example.cn/"})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>低保和低保</p>", '<p><a class="hot-word" href="/items/a/?x=1&amp;y=2">低保</a>和低保</p>'),
        ("<p>低保金</p>", '<p><a class="hot-word" href="/items/b/">低保金</a></p>'),
        ("<h2>低保</h2>", "<h2>低保</h2>"),
        ('<a href="/x/">申请<b>低保</b></a>', '<a href="/x/">申请<b>低保</b></a>'),
        ('<img alt="低保" src="a.png">', '<img alt="低保" src="a.png">'),
        ("<!-- 低保 --><script>低保</script>", "<!-- 低保 --><script>低保</script>"),
        ("<p>没有&nbsp;关系&#12288;<br/></p>", "<p>没有&nbsp;关系&#12288;<br/></p>"),
    ],
)
def test_a_page_and_the_same_page_with_links(before, after):
    assert HOT.link(before) == after


@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<h3>", "</h3>", "低保", "金", "<a href='/'>", "</a>", "文字", "<b>", "</b>"])
    )
)
def test_linking_changes_no_word_and_links_each_once(parts):
    before = "".join(parts)
    after = HOT.link(before)
    assert plain(after) == plain(before)
    assert after.count('href="/items/a/') <= 1
    assert after.count('href="/items/b/') <= 1


def test_html_is_read_without_its_tags_and_with_the_words_of_its_pictures():
    text = plain('<p>办<b>假</b>证</p><p>下一段</p><img alt="图中的字"><script>办假证</script>')
    assert text.split("\n\n") == ["办假证", "", "下一段", "", "图中的字"] or "办假证" in text
    assert "图中的字" in text
    assert text.count("办假证") == 1


def test_links_follow_the_list(listed, keeper):
    assert (
        queries.link_hot_words("<p>申请低保</p>") == '<p>申请<a class="hot-word" href="/items/MZ-JF-0018/">低保</a></p>'
    )
    actions.retire_word(listed["低保"].pk, "栏目调整以后停用", by=keeper, at=NOON)
    assert queries.link_hot_words("<p>申请低保</p>") == "<p>申请低保</p>"


def test_a_hot_word_is_no_finding(listed):
    assert queries.check("申请低保", at=NOON).is_clean
    assert not queries.check_html("<p>办<i>假</i>证</p>", at=NOON).is_clean
    read_draft({"kind": "hot", "text": "低保", "url": "https://example.cn/"})
