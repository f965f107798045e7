"""The site cluster as the tests of the editors' door find it."""

import pytest
from wagtail.models import Collection, Locale, Page, Site

from tests.cast import NOON, Cast
from zhengtong.cms import actions
from zhengtong.cms.models import SitePage


@pytest.fixture
def portal(cast: Cast) -> SitePage:
    """The county's portal, opened by its office; the roots of Wagtail's trees are made where a flush took them."""
    Locale.objects.get_or_create(language_code="zh-hans")
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    if Page.get_first_root_node() is None:
        Page.add_root(title="Root", slug="root")
    Site.objects.all().delete()
    return actions.open_site("安福县人民政府", unit=cast.unit("BG"), slug="portal", below=None, by="system", at=NOON)
