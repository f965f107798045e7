"""What is wrong with a page, told from the page alone."""

from zhengtong.cms.inspection import rules
from zhengtong.cms.inspection.rules import Kind, PageKind

FOOT = """<footer>主办：安福县人民政府 电话：0796-7620001 网站标识码：3608290001 赣ICP备00000000号 赣公网安备 36082900000000号
党政机关 <a href="/f">我为政府网站找错</a><a href="/site-map/">站点地图</a><a href="/a">无障碍声明</a><a href="/p">隐私声明</a></footer>"""
HEAD = """<title>会议 - 安福县</title><meta name="SiteName" content="安福县人民政府"><meta name="SiteDomain"
content="www.afx.gov.cn"><meta name="SiteIDCode" content="3608290001"><meta name="ColumnName" content="要闻">
<meta name="ColumnType" content="政务动态"><meta name="ArticleTitle" content="会议"><meta name="PubDate"
content="2026-11-23 09:30"><meta name="ContentSource" content="县政府办">"""
PAGE = f"""<html><head>{HEAD}</head><body><main><h1>会议</h1><div data-article><p>正文</p>
<img src="/media/a.jpg" alt="会场"></div></main>{FOOT}</body></html>"""


def problems(page: str, kind: PageKind = PageKind.CONTENT) -> list[rules.Problem]:
    seen = rules.read(page)
    return [*rules.check_page(seen), *rules.check_tags(seen, kind), *rules.check_foot(seen)]


def test_a_page_as_it_should_be_has_nothing_against_it():
    assert problems(PAGE) == []


def test_every_required_tag_is_missed_by_its_name():
    for name, label in rules.tags.REQUIRED[PageKind.CONTENT].items():
        found = problems(PAGE.replace(f'name="{name}"', 'name="other"'))
        assert [(one.kind, one.what, one.reason) for one in found] == [
            (Kind.TAG, name, f"缺少必选标签{name}（{label}）")
        ]


def test_a_tag_that_is_written_wrongly_is_named_with_what_stands_there():
    for before, after, said in (
        ('3608290001"><meta name="ColumnName"', '12"><meta name="ColumnName"', "应为10位数字"),
        ("2026-11-23 09:30", "2026年11月23日", "2026年11月23日"),
        ("2026-11-23 09:30", "2026-1-2 9:30", "2026-1-2 9:30"),
        ('content="县政府办"', 'content=""', "内容为空"),
        ("www.afx.gov.cn", "安福县", "英文域名"),
        ('<meta name="ColumnName" content="要闻">', '<meta name="ColumnName" content="要闻">' * 2, "写了2次"),
    ):
        (found,) = problems(PAGE.replace(before, after, 1))
        assert found.kind == Kind.TAG and said in found.reason


def test_a_home_page_needs_no_tags_of_a_column():
    assert not rules.check_tags(rules.read(PAGE), PageKind.HOME)
    assert {one.what for one in rules.check_tags(rules.read(PAGE), PageKind.COLUMN)} == {
        "ColumnDescription",
        "ColumnKeywords",
    }


def test_a_picture_without_words_is_found_wherever_it_stands():
    for image, said in (
        ('<img src="/media/a.jpg">', "没有替代文字"),
        ('<img src="/media/a.jpg" alt=" ">', "为空"),
        ('<img src="/media/a.jpg" alt="IMG_2031.jpg">', "只是文件名"),
        ('<img src="/media/a.jpg" alt="微信图片_20261123">', "只是文件名"),
    ):
        (found,) = problems(PAGE.replace('<img src="/media/a.jpg" alt="会场">', image))
        assert found.kind == Kind.ALT and said in found.reason and found.place == "正文第1张图片"


def test_a_picture_that_only_decorates_may_be_silent():
    assert (
        problems(PAGE.replace("<main>", '<img src="/static/mark.svg" alt=""><img src="x" aria-hidden="true"><main>'))
        == []
    )


def test_titles_that_say_nothing_are_found():
    for before, after, what in (("会议 - 安福县", " - 安福县", "title"), ("<h1>会议</h1>", "<h1> </h1>", "h1")):
        assert [one.what for one in problems(PAGE.replace(before, after))] == [what]


def test_every_mark_of_the_foot_is_missed_by_its_name():
    for words, name in (
        ("网站标识码：3608290001", "网站标识码"),
        ("赣ICP备00000000号", "ICP备案编号"),
        ("赣公网安备 36082900000000号", "公安机关备案"),
        ("主办：安福县人民政府", "主办单位"),
        ("电话：0796-7620001", "联系方式"),
        ("党政机关", "党政机关标识"),
        ("我为政府网站找错", "我为政府网站找错"),
        ("站点地图", "站点地图"),
        ("无障碍声明", "无障碍声明"),
        ("隐私声明", "隐私声明"),
    ):
        assert [one.what for one in problems(PAGE.replace(words, ""))] == [name]
    assert [one.what for one in problems(PAGE.replace(FOOT, ""))] == ["页脚"]


def test_what_is_no_page_is_read_as_an_empty_one():
    for junk in ("", "\0\0", "<!--", "<<<>>>", "{}" * 1000):
        assert rules.read(junk).heading == ""


def test_the_same_fault_keeps_its_key_wherever_it_has_moved():
    one = rules.Problem(Kind.ALT, "正文第1张图片", "/media/a.jpg", "没有替代文字")
    other = rules.Problem(Kind.ALT, "正文第3张图片", "/media/a.jpg", "没有替代文字")
    assert rules.key_of(one) == rules.key_of(other)
