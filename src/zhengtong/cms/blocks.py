"""What an editor may put together: the parts of an article, the sections of a home page."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from zhengtong.catalog.choices import Family
from zhengtong.catalog.queries import published_items
from zhengtong.dialogue.queries import PublicLetter, published_letters

from . import pagecache, sheets
from .pasting.blocks import CleanTextBlock
from .surveys.blocks import SurveyBlock
from .videos.blocks import VideoBlock

RICH = ["h2", "h3", "h4", "bold", "italic", "ol", "ul", "hr", "link", "document-link", "blockquote"]
LEAD = "fill-800x500"
ICONS = [
    ("book", "书"),
    ("building", "机关"),
    ("chart", "图表"),
    ("file", "文件"),
    ("folder", "文件夹"),
    ("flag", "旗"),
    ("help", "问号"),
    ("list", "清单"),
    ("mail", "信"),
    ("money", "钱"),
    ("people", "人"),
    ("scale", "天平"),
    ("send", "递交"),
]
RECENT = timedelta(days=30)
OTHER_ROOMS = 60
"""Seconds for which a kept page may show what other rooms tell nobody of: the catalogue's and the letters' numbers."""


# -- parts of an article ---------------------------------------------------------------------------------------------


class PictureBlock(blocks.StructBlock):
    """One picture and what is said under it."""

    picture = ImageChooserBlock(label="图片")
    caption = blocks.CharBlock(label="说明", required=False, max_length=120)

    class Meta:
        icon = "image"
        label = "图片"
        template = "portal/blocks/picture.html"


class SheetBlock(blocks.TextBlock):
    """A table pasted from a spreadsheet."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("rows", 8)
        options.setdefault("help_text", "从电子表格中复制后粘贴到这里：第一行是表头，每行一条。")
        super().__init__(**options)

    def clean(self, value: str) -> str:
        text: str = super().clean(value)
        try:
            sheets.read(text)
        except sheets.Unreadable as problem:
            raise ValidationError(str(problem)) from problem
        return text


class TableBlock(blocks.StructBlock):
    """数据表: sorted by any column, taken away as CSV or as a workbook."""

    caption = blocks.CharBlock(label="表名", max_length=60)
    sheet = SheetBlock(label="数据")
    note = blocks.CharBlock(label="注", required=False, max_length=200)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        return super().get_context(value, parent_context) | {"sheet": sheets.read(value["sheet"])}

    class Meta:
        icon = "table"
        label = "数据表"
        template = "portal/blocks/table.html"


class ChartBlock(blocks.StructBlock):
    """图表: one message, with the table behind it. The first column names, the second counts."""

    caption = blocks.CharBlock(label="图名", max_length=60)
    unit = blocks.CharBlock(label="单位", max_length=12)
    kind = blocks.ChoiceBlock(label="样式", choices=[("bar", "柱形"), ("line", "折线（按时间）")], default="bar")
    sheet = SheetBlock(label="数据", help_text="两列：名称、数值。从电子表格中复制后粘贴到这里。")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        sheet = sheets.read(cleaned["sheet"])
        if len(sheet.head) != 2 or not sheet.numeric[1]:
            raise blocks.StructBlockValidationError({"sheet": ValidationError("图表要两列，第二列都是数字。")})
        return cleaned

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        sheet = sheets.read(value["sheet"])
        drawn = {
            "labels": [row[0] for row in sheet.rows],
            "values": [sheets.number(row[1]) for row in sheet.rows],
            "unit": value["unit"],
            "is_line": value["kind"] == "line",
        }
        return super().get_context(value, parent_context) | {"sheet": sheet, "drawn": drawn}

    class Meta:
        icon = "history"
        label = "图表"
        template = "portal/blocks/chart.html"


class QuoteBlock(blocks.StructBlock):
    """Words of somebody, marked as such."""

    text = blocks.TextBlock(label="引文", rows=3, max_length=500)
    source = blocks.CharBlock(label="出处", required=False, max_length=60)

    class Meta:
        icon = "openquote"
        label = "引文"
        template = "portal/blocks/quote.html"


def article_blocks() -> list[tuple[str, blocks.Block]]:
    """The parts of an article."""
    return [
        ("text", CleanTextBlock(label="文字", features=RICH, template="portal/blocks/text.html")),
        ("picture", PictureBlock()),
        (
            "gallery",
            blocks.ListBlock(PictureBlock(), label="图片集", icon="image", template="portal/blocks/gallery.html"),
        ),
        ("video", VideoBlock()),
        ("table", TableBlock()),
        ("chart", ChartBlock()),
        ("document", DocumentChooserBlock(label="文档", template="portal/blocks/document.html")),
        ("quote", QuoteBlock()),
        ("survey", SurveyBlock()),
    ]


# -- sections of a home page -----------------------------------------------------------------------------------------


class OfColumns:
    """A section that shows the newest of some columns; the page asks for all its sections at once."""

    def wanted(self, value: Any) -> Iterable["presenting.Wanted"]:  # type: ignore[name-defined]  # noqa: F821
        """Every list this section shows."""
        raise NotImplementedError


class ColumnBlock(blocks.PageChooserBlock):
    """A column of the cluster. A home page shows many of them, and of each only its name and where it stands."""

    def bulk_to_python(self, values: Iterable[int | None]) -> list[Any]:
        from .models import ColumnPage

        shown = ColumnPage.objects.only("title", "path", "depth", "url_path", "content_type_id", "leads_to")
        found = shown.in_bulk([value for value in values if value])
        return [found.get(value) for value in values]

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """What is stored is what Wagtail's own chooser stores."""
        _, args, options = super().deconstruct()
        return "wagtail.blocks.PageChooserBlock", args, options


def _column(label: str) -> ColumnBlock:
    return ColumnBlock(page_type="cms.ColumnPage", label=label)


def _wanted(column: Any, count: int, pictured: bool = False) -> "presenting.Wanted":  # type: ignore[name-defined]  # noqa: F821
    from .presenting import Wanted

    return Wanted(column.path, count, pictured)


def _list(column: Any, count: int, context: dict[str, Any] | None) -> dict[str, Any]:
    """A column as a section shows it: its name, its address and its newest lines."""
    from .presenting import leads_to

    context = context or {}
    url = leads_to(column, context["request"]) if "request" in context else column.url
    lines = context.get("newest", {}).get(_wanted(column, count), [])
    return {"title": column.title, "url": url, "key": f"c{column.pk}", "lines": lines}


class HeadlinesBlock(OfColumns, blocks.StructBlock):
    """图片新闻和要闻: the newest picture story at the left, the news with their dates at the right."""

    title = blocks.CharBlock(label="标题", max_length=20, default="要闻")
    column = _column("栏目")
    count = blocks.IntegerBlock(label="条数", min_value=4, max_value=12, default=8)

    def wanted(self, value: Any) -> Iterable[Any]:
        if value["column"]:
            yield _wanted(value["column"], value["count"])
            yield _wanted(value["column"], 1, pictured=True)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        if column := value["column"]:
            lead = (parent_context or {}).get("newest", {}).get(_wanted(column, 1, pictured=True), [])
            context["list"] = _list(column, value["count"], parent_context)
            context["lead"] = lead[0] if lead else None
            pictures = (parent_context or {}).get("pictures", {})
            context["picture"] = pictures.get(lead[0].picture_id) if lead else None
        return context

    class Meta:
        icon = "image"
        label = "图片新闻和要闻"
        template = "portal/blocks/headlines.html"


class ColumnListBlock(OfColumns, blocks.StructBlock):
    """The newest articles of some columns, as tabs of one section."""

    title = blocks.CharBlock(label="标题", max_length=20)
    columns = blocks.ListBlock(_column("栏目"), label="栏目")
    count = blocks.IntegerBlock(label="条数", min_value=3, max_value=12, default=6)

    def wanted(self, value: Any) -> Iterable[Any]:
        return [_wanted(column, value["count"]) for column in value["columns"] if column]

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        lists = [_list(column, value["count"], parent_context) for column in value["columns"] if column]
        return super().get_context(value, parent_context) | {"lists": lists}

    class Meta:
        icon = "list-ul"
        label = "栏目列表"
        template = "portal/blocks/column_list.html"


class PoliciesBlock(OfColumns, blocks.StructBlock):
    """政策文件 beside 政策解读: what was decided and what it means."""

    title = blocks.CharBlock(label="标题", max_length=20, default="政策文件")
    policies = _column("政策文件栏目")
    interpretations = _column("政策解读栏目")
    count = blocks.IntegerBlock(label="条数", min_value=3, max_value=12, default=6)

    def wanted(self, value: Any) -> Iterable[Any]:
        return [_wanted(value[name], value["count"]) for name in ("policies", "interpretations") if value[name]]

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        lists = [
            _list(value[name], value["count"], parent_context)
            for name in ("policies", "interpretations")
            if value[name]
        ]
        return super().get_context(value, parent_context) | {"lists": lists}

    class Meta:
        icon = "doc-full"
        label = "政策与解读"
        template = "portal/blocks/policies.html"


class ServicesBlock(blocks.StructBlock):
    """我要办: what happens in life, and the items of the catalogue behind it."""

    title = blocks.CharBlock(label="标题", max_length=20, default="我要办")
    count = blocks.IntegerBlock(label="事件数", min_value=4, max_value=16, default=10)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        pagecache.keep(OTHER_ROOMS)
        items = list(published_items().values_list("life_events", "is_online", "family"))
        # What leads only to penalties is found in the catalogue; nobody sets out to do it.
        events = Counter(event for of_item, _, family in items if family != Family.PENALTY for event in of_item)
        services = reverse("citizen:services")
        return super().get_context(value, parent_context) | {
            "events": [
                (name, count, f"{services}?{urlencode({'event': name})}")
                for name, count in events.most_common(value["count"])
            ],
            "items": len(items),
            "online": sum(is_online for _, is_online, _ in items),
        }

    class Meta:
        icon = "tasks"
        label = "我要办（政务服务）"
        template = "portal/blocks/services.html"


class InteractionBlock(blocks.StructBlock):
    """互动交流: how many questions were answered in public, and the newest of them."""

    title = blocks.CharBlock(label="标题", max_length=20, default="互动交流")
    count = blocks.IntegerBlock(label="条数", min_value=2, max_value=8, default=4)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        pagecache.keep(OTHER_ROOMS)
        letters = published_letters()
        since = timezone.now() - RECENT
        counted = letters.order_by().aggregate(
            answered=Count("pk"), recently=Count("pk", filter=Q(answered_at__gte=since))
        )
        newest = [PublicLetter.of(letter) for letter in letters[: value["count"]]]
        return super().get_context(value, parent_context) | {"counted": counted, "letters": newest}

    class Meta:
        icon = "comment"
        label = "互动交流"
        template = "portal/blocks/interaction.html"


class AddressBlock(blocks.CharBlock):
    """An address of the house (from its root) or of another site (https://…)."""

    def clean(self, value: str) -> str:
        text: str = super().clean(value).strip()
        if text.startswith("//") or not text.startswith(("/", "https://", "http://")):
            raise ValidationError("地址以“/”开头（本站），或者以“https://”开头（其他网站）。")
        return text


class EntryBlock(blocks.StructBlock):
    """One entry: a word, a mark, where it leads."""

    label = blocks.CharBlock(label="名称", max_length=20)
    icon = blocks.ChoiceBlock(label="图标", choices=ICONS, default="file")
    address = AddressBlock(label="地址", max_length=200)

    class Meta:
        icon = "link"
        label = "入口"


class EntriesBlock(blocks.StructBlock):
    """A row of entries, such as those of 政府信息公开."""

    title = blocks.CharBlock(label="标题", max_length=20)
    entries = blocks.ListBlock(EntryBlock(), label="入口")

    class Meta:
        icon = "grip"
        label = "入口"
        template = "portal/blocks/entries.html"


class SitesBlock(blocks.StructBlock):
    """部门和乡镇站点: the cluster, in one place."""

    title = blocks.CharBlock(label="标题", max_length=20, default="部门和乡镇")

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        from .presenting import address, short_title, sites_below

        context = super().get_context(value, parent_context)
        if parent_context and "portal" in parent_context:
            groups: dict[str, list[tuple[str, str]]] = {}
            for title, url_path, kind in sites_below(parent_context["portal"]):
                label = "乡镇（园区）" if kind == "township" else "县直部门"
                url = address(url_path, parent_context["request"])
                groups.setdefault(label, []).append((short_title(title), url))
            context["groups"] = sorted(groups.items())
        return context

    class Meta:
        icon = "site"
        label = "部门和乡镇站点"
        template = "portal/blocks/sites.html"


class TopicsBlock(blocks.StructBlock):
    """专题: the newest topics with their pictures."""

    title = blocks.CharBlock(label="标题", max_length=20, default="专题")
    count = blocks.IntegerBlock(label="个数", min_value=1, max_value=8, default=4)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        from .presenting import topics_below

        context = super().get_context(value, parent_context)
        if parent_context and "site" in parent_context:
            context["topics"] = topics_below(parent_context["site"], value["count"], parent_context["request"])
        return context

    class Meta:
        icon = "folder-open-inverse"
        label = "专题"
        template = "portal/blocks/topics.html"


def home_blocks() -> list[tuple[str, blocks.Block]]:
    """The sections of a home page or a topic, in any order an editor likes."""
    return [
        ("headlines", HeadlinesBlock()),
        ("column_list", ColumnListBlock()),
        ("policies", PoliciesBlock()),
        ("services", ServicesBlock()),
        ("interaction", InteractionBlock()),
        ("entries", EntriesBlock()),
        ("sites", SitesBlock()),
        ("topics", TopicsBlock()),
        ("text", CleanTextBlock(label="文字", features=RICH, template="portal/blocks/text.html")),
    ]
