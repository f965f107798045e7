"""A theme can be read by everybody; a template can show what it is given, within limits, and nothing else."""

import time

import pytest

from zhengtong.cms.theming.rules import colours, comparing, language, looks, markup
from zhengtong.foundation.errors import Refusal

GIVEN = {
    "site": {"title": "<b>民政局</b>"},
    "articles": [{"title": f"第{n}篇", "url": f"/news/{n}/", "date": "2026-11-02"} for n in range(20)],
    "body": "\ue0000\ue001",
}


def written(text: str, **values: object) -> markup.Read:
    out = language.compile_text(text).render({**GIVEN, **values})
    return markup.read(out.html, hosts={"mz.anfu.gov.cn"}, line_of=out.line)


def said(text: str, **values: object) -> list[str]:
    return [str(problem) for problem in written(text, **values).problems]


def refused(text: str) -> str:
    with pytest.raises(language.Unfit) as unfit:
        language.compile_text(text).render(GIVEN)
    return str(unfit.value)


# --- colours ---


def test_contrast_is_what_wcag_says():
    assert colours.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert colours.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    ("values", "field", "ratio"),
    [
        ({"primary": "#f5b400"}, "primary", "1.8"),
        ({"accent": "#777777"}, "accent", "4.47"),
        ({"background": "#2f4858"}, "background", "1."),
        ({"accent": "#c0434a", "background": "#f3e3e0"}, "accent", "4.07"),
    ],
)
def test_a_theme_nobody_can_read_is_refused_with_the_ratio(values, field, ratio):
    with pytest.raises(Refusal) as refusal:
        looks.read({**looks.Look().as_dict(), **values})
    assert (refusal.value.code, refusal.value.field) == ("contrast", field)
    assert ratio in refusal.value.sentence and "4.5∶1" in refusal.value.sentence


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"primary": "red"}, "primary"),
        ({"accent": "#fff"}, "accent"),
        ({"background": "url(x)"}, "background"),
        ({"primary": "#b5272d}body{display:none"}, "primary"),
        ({"masthead": "blink"}, "masthead"),
        ({"corners": "0;}"}, "corners"),
        ({"title_line": "字" * 41}, "title_line"),
        ({"masthead": "picture"}, "picture"),
    ],
)
def test_nothing_but_colours_and_choices_reaches_the_stylesheet(values, field):
    with pytest.raises(Refusal) as refusal:
        looks.read({**looks.Look().as_dict(), **values})
    assert refusal.value.field == field


def test_large_type_gets_seven_to_one():
    look = looks.Look(primary="#15609c", accent="#15588f")
    shade = colours.readable(look.accent, look.background, colours.LEAST_ELDER)
    assert colours.contrast(shade, "#ffffff") >= 7 and shade in looks.stylesheet(look)


def test_another_look_has_another_name():
    one, other = looks.Look(), looks.Look(density="roomy")
    assert looks.digest(one) == looks.digest(looks.Look()) != looks.digest(other)
    assert looks.changes(one.as_dict(), other.as_dict()) == [("疏密", "normal", "roomy")]


# --- what a template cannot reach ---


@pytest.mark.parametrize(
    "text",
    [
        "{{ settings.SECRET_KEY }}",
        "{{ request.user }}",
        "{{ env }}",
        "{{ site.__class__ }}",
        "{{ site.title.__class__.__mro__ }}",
        "{{ articles.__len__ }}",
        "{{ site['__class__'] }}",
        "{{ articles[0].pk }}",
        "{{ site.title.format }}",
        "{% assign x = 'y' %}{{ x.__class__ }}",
        "{% for x in site.__dict__ %}{% endfor %}",
    ],
)
def test_what_it_was_not_given_is_not_there(text):
    assert refused(text).startswith("第1行：") and "变量" in refused(text)


@pytest.mark.parametrize("tag", ["include '/etc/passwd'", "render 'x'", "extends 'x'", "liquid assign x = 1", "tablerow x in y",
                                 "load static", "import os", "cycle 1, 2", "increment n"])  # fmt: skip
def test_no_tag_names_another_file_or_runs_anything(tag):
    assert "不能使用标签" in refused("\n{% " + tag + " %}") and refused("\n{% " + tag + " %}").startswith("第2行")


@pytest.mark.parametrize(
    "name", ["safe", "date", "url_decode", "base64_decode", "map", "sort", "split", "newline_to_br"]
)
def test_filters_that_make_html_or_much_out_of_little_are_not_there(name):
    assert refused(f"{{{{ site.title | {name} }}}}") == f"第1行：没有“{name}”这个过滤器。"


# --- what it cannot use up ---

HUNGRY = {
    "a loop without end": "{% for i in (1..1000000000) %}x{% endfor %}",
    "one too long for a number": "{% for i in (1..99999999999999999999) %}x{% endfor %}",
    "one read backwards": "{% for i in (1..1000000000) reversed %}x{% endfor %}",
    "one that is skipped": "{% for i in (1..200000000) limit: 1 offset: 199999999 %}{% endfor %}",
    "one with ends of its own": "{% assign n = 99999999 %}{% for i in (1..n) %}{% endfor %}",
    "loops in loops": "{% for a in articles %}{% for b in articles %}{% for c in articles %}{% endfor %}{% endfor %}{% endfor %}",
    "loops after loops": "{% for i in (1..2000) %}x{% endfor %}" * 3,
    "a text that doubles": "{% assign x = 'aaaaaaaaaa' %}{% for i in (1..60) %}{% assign x = x | append: x %}{% endfor %}",
    "a billion laughs": "{% capture x %}lol{% endcapture %}"
    "{% for i in (1..60) %}{% capture x %}{{ x }}{{ x }}{{ x }}{% endcapture %}{% endfor %}",
    "a text that is replaced by itself": "{{ 'aaaaaaaaaa' " + "| replace: 'a', 'aaaaaaaaaa' " * 9 + "}}",
    "a number that squares": "{% assign n = 9 %}{% for i in (1..60) %}{% assign n = n | times: n %}{% endfor %}",
    "a huge output": "{% for i in (1..2900) %}" + "字" * 200 + "{% endfor %}",
    "a huge text": "字" * 60_001,
    "deep blocks": "{% if site %}" * 25 + "{% endif %}" * 25,
    "deep brackets": "{{ site" + "[site" * 5000 + "]" * 5000 + " }}",
    "many parts in a loop": "{% for i in (1..3000) %}" + "{% if site %}{% endif %}" * 1400 + "{% endfor %}",
}


@pytest.mark.parametrize("name", HUNGRY)
def test_what_eats_too_much_is_ended_with_a_clear_sentence(name):
    began = time.thread_time()
    sentence = refused(HUNGRY[name])
    assert time.thread_time() - began < 2
    assert any(word in sentence for word in ("循环", "超过", "太大", "过深", "复杂", "最长", "数字")), sentence


def test_the_clock_ends_what_the_counts_let_through(monkeypatch):
    monkeypatch.setattr(language, "SECONDS", -1)
    assert "运行超过" in refused("{% for i in (1..10) %}x{% endfor %}")


# --- what it may write ---


def test_values_are_text_and_nothing_else():
    assert written("<h1>{{ site.title }}</h1>").html == "<h1>&lt;b&gt;民政局&lt;/b&gt;</h1>"


@pytest.mark.parametrize(
    ("html", "sentence"),
    [
        ("<script>alert(1)</script>", "不能使用<script>（脚本）。"),
        ("<style>h1{}</style>", "不能使用<style>（样式）。"),
        ("<iframe src='/x'></iframe>", "不能使用<iframe>（嵌入框架）。"),
        ("<form action='/x'></form>", "不能使用<form>（表单）。"),
        ("<svg><a href='javascript:x'/></svg>", "不能使用<svg>（矢量图代码）。"),
        ("<p onclick='x'>a</p>", "不能使用事件属性onclick。"),
        ("<p style='color:red'>a</p>", "不能使用style属性，请用样式类（class）。"),
        ("<a href='javascript:alert(1)'>a</a>", "href不能使用“javascript:”开头的地址。"),
        ("<a href='&#106;avascript:alert(1)'>a</a>", "href不能使用“javascript:”开头的地址。"),
        ("<a href='java&#10;script:alert(1)'>a</a>", "href里的地址有空格或控制字符。"),
        ("<a href='https://evil.example/'>a</a>", "href指向外部网站“evil.example”，模板里只能用本站地址。"),
        ("<a href='//evil.example/'>a</a>", "href指向外部网站“evil.example”，模板里只能用本站地址。"),
        ("<a href='\\\\evil.example'>a</a>", "href里的地址有空格或控制字符。"),
        ("<img src='https://evil.example/a.png' alt=''>", "src指向外部网站“evil.example”，模板里只能用本站地址。"),
        ("<img src='/a.png'>", '图片<img>没有alt说明；纯装饰的图片写alt=""。'),
        ("<h1>又一个</h1>", "页面有2个一级标题<h1>，每页应当恰好有一个。"),
        ("<h3>跳级</h3>", "标题从<h1>跳到了<h3>，中间少了一级。"),
        ("<p>没有结束", "<p>没有结束标签</p>。"),
        ("<p><b>交叉</p></b>", "</p>与开始标签对不上，这里应当先结束<b>（第2行）。"),
        ("<!-- 注释 -->", "不能写HTML注释和声明，注释请用{% comment %}。"),
        ("<a href=/x>没有引号</a>", "<a>处的标签不完整"),
        ("<p title='<b>'>x</p>", "<p>处的标签不完整"),
        ("<nav><a href='/'>x</a></nav>", "导航<nav>要用aria-label写明是什么导航。"),
        ("<a href='/x'></a>", "<a>里没有文字，读屏软件读不出这个链接。"),
        ("<ul><p>x</p></ul>", "<ul>里只能直接放<li>，不能放<p>。"),
        ("<p id='main'>x</p>", "不能使用id“main”。"),
        ("<p title=\"{{ body }}\">x</p>", "现成的内容（正文、版块等）不能放进属性里。"),
        ("<div>{{ body | slice: 0, 2 }}</div>", "现成的内容（正文、版块等）只能整个放进来，不能截取或改写。"),
        ("<{% if true %}script{% endif %}>x</script>", "不能使用<script>（脚本）。"),
        ("<a href=\"{{ 'javascript' | append: ':x' }}\">x</a>", "href不能使用“javascript:”开头的地址。"),
    ],
)  # fmt: skip
def test_what_a_page_may_not_hold_is_refused_with_its_line(html, sentence):
    found = said(f"<h1>标题</h1>\n{html}")
    assert any(sentence in one for one in found), found
    assert sentence.startswith("页面") or any(one.startswith("第2行：") for one in found), found


def test_what_hides_where_no_page_goes_is_found_in_the_text():
    text = "<h1>x</h1>\n{% if false %}\n<script>x</script><p onclick='x'><a href='https://evil.example/'>x</a></p>{% endif %}"
    found = [str(problem) for problem in markup.literals(text)]
    assert said(text) == []
    assert "第3行：不能使用<script>（脚本）。" in found and "第3行：不能使用事件属性onclick。" in found
    assert "第3行：href指向外部网站“evil.example”，模板里只能用本站地址。" in found


def test_a_finding_names_the_line_of_the_template_not_of_the_page():
    text = "<h1>x</h1>\n{% for one in articles %}\n<p>{{ one.title }}</p>\n{% endfor %}\n\n<p style='x'>y</p>"
    assert said(text) == ["第6行：不能使用style属性，请用样式类（class）。"]


def test_what_passes_is_written_anew():
    read = written("<h1 CLASS='a\"b' >x &amp; &lt;</h1><br/><p hidden>y</p>")
    assert read.html == '<h1 class="a&quot;b">x &amp; &lt;</h1><br><p hidden>y</p>' and not read.problems


def test_pieces_are_put_in_afterwards():
    read = written("<h1>x</h1><div>{{ body }}</div>")
    assert read.pieces == [0]
    assert (
        markup.assemble(read.html, lambda number: f"<table>{number}</table>") == "<h1>x</h1><div><table>0</table></div>"
    )


def test_links_to_hosts_of_the_cluster_are_allowed_where_the_data_has_them():
    assert said("<h1>x</h1><a href='{{ url }}'>x</a>", url="https://mz.anfu.gov.cn/news/") == []


@pytest.mark.parametrize(
    "text", ["<a " * 60_000, "<p title='x" * 20_000, "<p" + " a" * 90_000, "</p>" * 50_000, "<b>" * 50_000]
)
def test_reading_takes_time_in_proportion(text):
    began = time.thread_time()
    markup.read("<h1>x</h1>" + text)
    assert time.thread_time() - began < 3


def test_versions_are_compared_line_by_line():
    rows = comparing.lines("甲\n乙\n丙", "甲\n丁\n丙")
    assert [(row.kind, row.text) for row in rows] == [("same", "甲"), ("gone", "乙"), ("new", "丁"), ("same", "丙")]
