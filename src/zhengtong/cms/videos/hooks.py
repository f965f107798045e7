"""Where videos stand in the editors' door (imported by wagtail_hooks)."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from zhengtong.org.queries import staff_of
from zhengtong.videos import queries

from . import receiving, views
from .chooser import VideoChooser, chooser


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [
        path("videos/", views.index, name="cms_videos"),
        path("videos/add/", views.add, name="cms_video_add"),
        path("videos/uploads/", receiving.begin, name="cms_video_begin"),
        path("videos/uploads/<str:ref>/", receiving.upload, name="cms_video_upload"),
        path("videos/uploads/<str:ref>/cancel/", receiving.cancel, name="cms_video_cancel"),
        path("videos/<str:ref>/", views.video, name="cms_video"),
        path("videos/<str:ref>/edit/", views.edit, name="cms_video_edit"),
        path("videos/<str:ref>/state/", views.state, name="cms_video_state"),
        path("videos/<str:ref>/files/<path:name>", views.file, name="cms_video_file"),
        path("videos/<str:ref>/<slug:act>/", views.perform, name="cms_video_act"),
    ]


@hooks.register("register_admin_viewset")
def choosing() -> VideoChooser:
    return chooser


class EditorsItem(MenuItem):
    """Shown to whoever sees videos at all."""

    def is_shown(self, request: HttpRequest) -> bool:
        staff = staff_of(request.user)
        return staff is not None and any(staff.may(post) for post in queries.READERS)


@hooks.register("register_admin_menu_item")
def videos() -> MenuItem:
    return EditorsItem("视频", reverse("cms_videos"), icon_name="media", order=310)
