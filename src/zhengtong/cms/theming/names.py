"""What the editor's help panel says of the names a template finds (docs/templates.md says the same in English)."""

from .choices import PageKind

Names = list[tuple[str, str]]

COMMON: Names = [
    ("site.title", "站点名称"),
    ("site.short_title", "站点简称，如“民政局”"),
    ("site.url", "站点首页地址"),
    ("site.english_name", "站点英文名"),
    ("site.is_portal", "是不是县门户"),
    ("unit.name / unit.address / unit.phone", "主办单位的名称、地址、电话"),
    ("portal.title / portal.url", "县门户的名称和地址"),
    ("menu", "主导航，每项有label、url、is_current"),
    ("page.title / page.url / page.description", "本页的标题、地址、说明"),
    ("columns", "本站主导航里的栏目，每个有title、url和articles（最新8篇）"),
]
_ARTICLE = "title、url、date、time、summary、is_pinned"
BY_KIND: dict[str, Names] = {
    PageKind.HOME: [("sections", "首页版块，每个有kind、title、html；html是现成的内容，整个放进来")],
    PageKind.COLUMN: [
        ("articles", f"本页的稿件，每篇有{_ARTICLE}"),
        ("count", "栏目里稿件的总数"),
        ("tabs", "下级栏目，每项有label、url、is_current"),
        ("pages", "翻页（现成的内容，稿件多于一页时必须放）"),
        ("feed", "RSS订阅链接（现成的内容）"),
    ],
    PageKind.ARTICLE: [
        ("article.title / article.subtitle", "标题、副标题"),
        ("article.source / article.author", "来源、作者"),
        ("article.date / article.time", "发布日期、时间"),
        ("article.summary", "摘要"),
        ("article.body", "正文（现成的内容，必须放）"),
        ("article.tools", "字号和打印按钮（现成的内容）"),
        ("column.title / column.url", "所在栏目；没有栏目时column为空"),
        ("newer / older", "上一篇、下一篇；没有时为空"),
        ("latest", f"本栏目最新5篇，每篇有{_ARTICLE}"),
    ],
    PageKind.TOPIC: [
        ("topic.summary / topic.picture", "导语、题图（现成的内容）"),
        ("sections", "专题版块，每个有kind、title、html（现成的内容）"),
        ("articles / count / tabs / pages", "与栏目页相同"),
    ],
}
NAMES_OF: dict[str, Names] = {
    "tags": [
        ("{{ page.title }}", "写出一个值，特殊符号自动转义"),
        ("{% if … %} {% elsif … %} {% else %} {% endif %}", "条件"),
        ("{% unless … %} {% endunless %}", "条件不成立时"),
        ("{% for one in articles limit: 6 %} {% else %} {% endfor %}", "循环；forloop.index是第几次"),
        ("{% case … %} {% when … %} {% endcase %}", "多个条件选一"),
        ("{% assign x = … %}、{% capture x %}…{% endcapture %}", "记下一个值"),
        ("{% comment %}…{% endcomment %}", "注释"),
    ],
    "filters": [
        ("day", '日期的写法：{{ article.date | day }}为“2026年11月22日”，还可以写"short"、"month"、"day"'),
        ("truncate", "截短：{{ article.summary | truncate: 60 }}"),
        ("default", "为空时用另一个值"),
        ("size / first / last / reverse / slice / where / join", "个数、第一个、最后一个、倒序、截取、筛选、连接"),
        ("append / prepend / replace / remove / strip / upcase / downcase", "文字处理"),
        ("plus / minus / times / modulo", "整数计算"),
    ],
    "classes": [
        ("layout-side / layout-side-left / layout-aside", "两栏布局及其侧栏"),
        ("layout-cards / panel / panel-strong / panel-facts / panel-links", "卡片、名片、链接列表"),
        ("home-sections / section / section-head / more", "版块"),
        ("titles portal-list / dated-list / timeline-list", "标题列表、日期牌列表、时间轴"),
        (
            "column-head / column-note / column-tabs / pin / soft / hidden-text",
            "栏目标题、说明、标签、置顶、淡色、只给读屏",
        ),
        ("article / article-head / article-meta / article-beside", "正文页各部分"),
        ("topic-head / topic-wide", "专题题图"),
    ],
}


def names_for(kind: str) -> Names:
    """Everything a template of this kind finds."""
    return [*BY_KIND[kind], *COMMON]
