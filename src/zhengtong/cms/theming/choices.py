from django.db.models import TextChoices


class PageKind(TextChoices):
    """模板类别: which kind of page a template lays out."""

    HOME = "home", "首页"
    COLUMN = "column", "栏目页"
    ARTICLE = "article", "正文页"
    TOPIC = "topic", "专题页"


class Masthead(TextChoices):
    """页眉: what stands behind the name of the site."""

    HILLS = "hills", "远山"
    PLAIN = "plain", "素底"
    SOLID = "solid", "主色铺底"
    PICTURE = "picture", "图片"


class Lettering(TextChoices):
    """标题字体."""

    SANS = "sans", "黑体"
    SONG = "song", "宋体"


class Corners(TextChoices):
    """边角."""

    SQUARE = "square", "直角"
    SOFT = "soft", "小圆角"
    ROUND = "round", "大圆角"


class Density(TextChoices):
    """疏密."""

    COMPACT = "compact", "紧凑"
    NORMAL = "normal", "适中"
    ROOMY = "roomy", "宽松"
