"""What an editor may put together: the parts of an article, the sections of a home page."""

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

RICH = ["h2", "h3", "h4", "bold", "italic", "ol", "ul", "hr", "link", "document-link", "blockquote"]


class PictureBlock(blocks.StructBlock):
    """One picture and what is said under it."""

    picture = ImageChooserBlock(label="图片")
    caption = blocks.CharBlock(label="说明", required=False, max_length=120)

    class Meta:
        icon = "image"
        label = "图片"
        template = "portal/blocks/picture.html"


class ColumnListBlock(blocks.StructBlock):
    """The newest articles of some columns, as tabs of one section."""

    title = blocks.CharBlock(label="标题", max_length=20)
    columns = blocks.ListBlock(blocks.PageChooserBlock(page_type="cms.ColumnPage", label="栏目"), label="栏目")
    count = blocks.IntegerBlock(label="条数", min_value=3, max_value=12, default=6)

    class Meta:
        icon = "list-ul"
        label = "栏目列表"
        template = "portal/blocks/column_list.html"


def article_blocks() -> list[tuple[str, blocks.Block]]:
    """The parts of an article."""
    return [
        ("text", blocks.RichTextBlock(label="文字", features=RICH, template="portal/blocks/text.html")),
        ("picture", PictureBlock()),
        (
            "gallery",
            blocks.ListBlock(PictureBlock(), label="图片集", icon="image", template="portal/blocks/gallery.html"),
        ),
        ("document", DocumentChooserBlock(label="文档", template="portal/blocks/document.html")),
    ]


def home_blocks() -> list[tuple[str, blocks.Block]]:
    """The sections of a home page or a topic."""
    return [
        ("column_list", ColumnListBlock()),
        ("text", blocks.RichTextBlock(label="文字", features=RICH, template="portal/blocks/text.html")),
    ]
