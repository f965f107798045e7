"""The portal's page types: a site, its columns, its articles. A page is fields, panels and where it may hang."""

from .article import ArticlePage
from .column import ColumnPage, TopicPage
from .duty import ColumnDuty
from .legacy import LegacyItem
from .media import Picture, PictureRendition, SiteDocument
from .review import ReviewState, ReviewTask
from .shelf import Shelf
from .site import SitePage

__all__ = [
    "ArticlePage", "ColumnDuty", "ColumnPage", "LegacyItem", "Picture", "PictureRendition", "ReviewState", "ReviewTask", "Shelf",
    "SiteDocument", "SitePage", "TopicPage",
]  # fmt: skip
