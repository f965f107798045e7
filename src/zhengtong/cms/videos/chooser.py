"""Choosing a video for an article: those of one's own part, and no others."""

from django.db.models import Model, QuerySet
from django.urls import reverse
from wagtail.admin.ui.tables import Column

from zhengtong.org.queries import staff_of
from zhengtong.videos import queries
from zhengtong.videos.models import Video

from ..choosing import Offer, OfferChooser


class Videos(Offer):
    """Only what one may put into an article."""

    facts = [
        Column("unit", label="单位", accessor=lambda video: video.unit.short_name),
        Column("state", label="状态", accessor=lambda video: video.get_state_display()),
    ]

    def offered(self) -> QuerySet[Video]:
        return queries.choosable_by(staff_of(self.request.user))  # type: ignore[attr-defined]

    def url_of(self, instance: Model) -> str:
        return reverse("cms_video", args=[instance.ref])


class VideoChooser(OfferChooser):
    model = "videos.Video"
    offer = Videos
    icon = "media"
    choose_one_text = "选择视频"
    choose_another_text = "换一个视频"
    edit_item_text = "查看这个视频"


chooser = VideoChooser("cms_video_chooser", url_prefix="video-chooser")
VideoChooserBlock = chooser.get_block_class(name="VideoChooserBlock", module_path="zhengtong.cms.videos.chooser")
