"""Open and close sites. What editors do inside them goes through Wagtail, which keeps its own revisions and log."""

from datetime import datetime

from wagtail.models import Collection, Page, Site

from zhengtong.journal.actions import action, record
from zhengtong.org.models import Unit

from .models import SitePage

BY = "system"


@action("site.opened")
def open_site(title: str, *, unit: Unit, slug: str, below: SitePage | None, by: str, at: datetime) -> SitePage:
    """开设站点 — the county's portal (`below` None) or a site under another, with a collection for its files."""
    # Beside the others' collections, never below one: a right over a collection reaches what is below it.
    collection = Collection.get_first_root_node().add_child(name=title)
    site = SitePage(title=title, slug=slug, unit=unit, collection=collection, live=True, first_published_at=at)
    parent = below or Page.get_first_root_node()
    parent.add_child(instance=site)
    site.save_revision().publish()
    if below is None:
        Site.objects.update(is_default_site=False)
        Site.objects.create(hostname="localhost", port=80, root_page=site, site_name=title, is_default_site=True)
    record("site.opened", site.url_path, actor=by, at=at, unit=unit.code, unit_name=unit.name, title=title)
    return site
