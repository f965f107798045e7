"""Choosing a video for an article: those of one's own part, and no others."""

from typing import Any

from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet
from django.urls import URLPattern, reverse
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import chooser as views
from wagtail.admin.viewsets.chooser import ChooserViewSet

from zhengtong.foundation.errors import Unknown
from zhengtong.org.queries import staff_of
from zhengtong.videos import queries
from zhengtong.videos.models import Video


class SearchForm(BaseFilterForm):
    """By words of the title."""

    q = forms.CharField(label="搜索", required=False, widget=forms.TextInput(attrs={"placeholder": "视频标题"}))

    def filter(self, objects: QuerySet[Video]) -> QuerySet[Video]:
        self.search_query = self.cleaned_data.get("q", "").strip()
        self.is_searching = bool(self.search_query)
        return objects.filter(title__icontains=self.search_query) if self.search_query else objects


class Own:
    """Only what one may put into an article."""

    filter_form_class = SearchForm

    def get_object_list(self) -> QuerySet[Video]:
        return queries.choosable_by(staff_of(self.request.user))  # type: ignore[attr-defined]

    def can_create(self) -> bool:
        return False

    @property
    def columns(self) -> list[Column]:
        return [
            *super().columns,  # type: ignore[misc]
            Column("unit", label="单位", accessor=lambda video: video.unit.short_name),
            Column("state", label="状态", accessor=lambda video: video.get_state_display()),
        ]


class Chosen:
    """What was chosen, with the way to its own page."""

    def get_objects(self, pks: list[str]) -> list[Video]:
        found = queries.choosable_by(staff_of(self.request.user))  # type: ignore[attr-defined]
        keys = [pk for pk in pks if pk.isascii() and pk.isdigit() and len(pk) < 19]
        videos = list(found.filter(pk__in=keys))
        if len(videos) != len(pks):
            raise Unknown("没有这个视频。")
        return videos

    def get_object(self, pk: str) -> Video:
        try:
            return self.get_objects([pk])[0]
        except Unknown as unknown:
            raise ObjectDoesNotExist from unknown

    def get_edit_item_url(self, instance: Video) -> str:
        return reverse("cms_video", args=[instance.ref])


class Choose(Own, views.ChooseView):
    pass


class Results(Own, views.ChooseResultsView):
    pass


class One(Chosen, views.ChosenView):
    pass


class Several(Chosen, views.ChosenMultipleView):
    pass


class VideoChooser(ChooserViewSet):
    """The chooser as Wagtail opens it over the page that is being edited."""

    model = "videos.Video"
    icon = "media"
    choose_one_text = "选择视频"
    choose_another_text = "换一个视频"
    edit_item_text = "查看这个视频"
    search_tab_label = "搜索"
    choose_view_class = Choose
    choose_results_view_class = Results
    chosen_view_class = One
    chosen_multiple_view_class = Several

    def get_urlpatterns(self) -> list[URLPattern]:
        """Nothing is made here: a video is sent on a page of its own."""
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "create"]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(**kwargs) | {"per_page": 10}


chooser = VideoChooser("cms_video_chooser", url_prefix="video-chooser")
VideoChooserBlock = chooser.get_block_class(name="VideoChooserBlock", module_path="zhengtong.cms.videos.chooser")
