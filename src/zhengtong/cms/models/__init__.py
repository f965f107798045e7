"""The portal's page types: a site, its columns, its articles. A page is fields, panels and where it may hang."""

from .article import ArticlePage
from .column import ColumnPage, TopicPage
from .media import Picture, PictureRendition, SiteDocument
from .site import SitePage

__all__ = ["ArticlePage", "ColumnPage", "Picture", "PictureRendition", "SiteDocument", "SitePage", "TopicPage"]
