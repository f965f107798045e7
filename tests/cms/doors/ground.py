"""What the civil affairs bureau keeps to itself behind the editors' door, for others to look for in vain."""

import io
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Task, Workflow, WorkflowTask

from tests.cast import NOON, Cast
from zhengtong.capture.models import AllowedHost, CapturedItem, CaptureRun, CaptureSource
from zhengtong.cms import actions
from zhengtong.cms.models import ArticlePage, ColumnPage, Picture, SiteDocument, SitePage
from zhengtong.cms.theming.models import Template, Theme
from zhengtong.cms.theming.rules.looks import Look, digest
from zhengtong.surveys.models import Survey
from zhengtong.videos import places
from zhengtong.videos.choices import VideoState
from zhengtong.videos.models import Video

SECRET = "未公开"
"""Stands in every title the bureau keeps to itself; a page that shows it to others leaks."""
OPEN = "已公开"


@dataclass(frozen=True)
class Ground:
    """The portal, the bureau's site with what is in it, and another unit's site."""

    portal: SitePage
    bureau: SitePage
    other: SitePage
    arguments: dict[str, Any]
    live: ArticlePage
    draft: ArticlePage
    picture: Picture
    document: SiteDocument


def picture_file(name: str = "picture.png") -> ContentFile:
    out = io.BytesIO()
    Image.new("RGB", (16, 12), "#1f6f5c").save(out, "PNG")
    return ContentFile(out.getvalue(), name)


def lay(cast: Cast, portal: SitePage) -> Ground:
    """The bureau has a published article being rewritten, a draft under review, a picture, a document."""
    author = cast.tangbianji.user
    bureau = actions.open_site("民政局", unit=cast.unit("MZ"), slug="mz", below=portal, by="system", at=NOON)
    other = actions.open_site("交通局", unit=cast.unit("JT"), slug="jt", below=portal, by="system", at=NOON)
    news = bureau.add_child(instance=ColumnPage(title="民政动态", slug="news"))
    other.add_child(instance=ColumnPage(title="交通动态", slug="news"))
    picture = Picture.objects.create(
        title=f"{SECRET}图片", file=picture_file(), collection=bureau.collection, uploaded_by_user=author
    )
    document = SiteDocument.objects.create(
        title=f"{SECRET}文档",
        file=ContentFile(b"%PDF-1.4 " + SECRET.encode(), "secret.pdf"),
        collection=bureau.collection,
        uploaded_by_user=author,
    )
    live = news.add_child(instance=ArticlePage(title=f"{OPEN}稿件", slug="live", source="民政局", owner=author))
    first = live.save_revision(user=author, log_action=True)
    first.publish()
    live.refresh_from_db()
    live.title = f"{SECRET}的新标题"
    second = live.save_revision(user=author, log_action=True)
    draft = ArticlePage(title=f"{SECRET}草稿", slug="draft", source="民政局", owner=author, live=False)
    draft.picture = picture
    draft.body = [("document", document)]
    news.add_child(instance=draft)
    draft.save_revision(user=author, log_action=True)
    draft.locked, draft.locked_by, draft.locked_at = True, cast.hanqianfa.user, timezone.now()
    draft.save()
    workflow = Workflow.objects.create(name="审核流程")
    WorkflowTask.objects.create(workflow=workflow, task=Task.objects.create(name="审核环节"))
    state = workflow.start(draft, author)
    moved = Redirect.add_redirect(f"/{SECRET}/", draft, site=None)
    theme = Theme.objects.create(name=f"{SECRET}主题", unit=bureau.unit)
    look = Look()
    theme.versions.create(number=1, made_by="系统", made_at=NOON, look=look.as_dict(), digest=digest(look))
    template = Template.objects.create(name=f"{SECRET}模板", kind="home", unit=bureau.unit)
    template.versions.create(number=1, made_by="系统", made_at=NOON, text="<h1>{{ site.title }}</h1>")
    video = Video.objects.create(
        ref="secret-video-of-mz", title=f"{SECRET}视频", unit=cast.unit("MZ"), file_name="secret.mp4", size=4, received=4,
        uploaded_by="staff:MZ011", uploaded_at=NOON, state=VideoState.READY, seconds=3, poster="poster.jpg", width=16,
        height=12,
    )  # fmt: skip
    places.made(video.ref).mkdir(parents=True, exist_ok=True)
    places.write(video.ref, "poster.jpg", SECRET.encode())
    survey = Survey.objects.create(
        slug="secret", kind="survey", unit=cast.unit("MZ"), title=f"{SECRET}调查", definition={}, edited_by="staff:MZ011",
        edited_at=NOON,
    )  # fmt: skip
    arguments = {
        "ref": video.ref,
        "name": "poster.jpg",
        "video_id": video.pk,
        "survey_id": survey.pk,
        "page_id": draft.pk,
        "parent_page_id": news.pk,
        "page_to_move_id": draft.pk,
        "destination_id": news.pk,
        "page_pk": draft.pk,
        "image_id": picture.pk,
        "document_id": document.pk,
        "doc_id": document.pk,
        "revision_id": draft.latest_revision_id,
        "revision_id_a": first.pk,
        "revision_id_b": second.pk,
        "task_state_id": state.current_task_state_id,
        "task_id": state.current_task_state.task_id,
        "workflow_state_id": state.pk,
        "redirect_id": moved.pk,
        "filter_spec": "max-100x100",
        "action_name": "approve",
        "action": "delete",
        "app_label": "wagtailcore",
        "model_name": "page",
        "content_type_app_name": "cms",
        "content_type_model_name": "articlepage",
        "object_id": str(draft.pk),
        "session_id": 1,
        "uploaded_file_id": 1,
        "collection_id": bureau.collection_id,
        "workflow_pk": workflow.pk,
        "restriction_id": 1,
        "app_name": "taggit",
        "uidb64": "MQ",
        "token": "a-b",
        "page_view_restriction_id": 1,
        "site_id": bureau.pk,
        **captured(cast, news),
        "act": "offline",
        "theme": theme.pk,
        "template": template.pk,
        "number": 1,
        "other": 1,
        "page": bureau.pk,
    }
    return Ground(portal, bureau, other, arguments, live, draft, picture, document)


def captured(cast: Cast, column: ColumnPage) -> dict[str, int]:
    """The bureau's source, a round of it, what that brought, and the host it was brought from."""
    unit = cast.unit("MZ")
    host = AllowedHost.objects.create(host="www.example.gov.cn", note="示例网站", added_at=NOON)
    source = CaptureSource.objects.create(
        name=f"{SECRET}来源", kind="feed", address="http://www.example.gov.cn/rss", unit=unit, place=column.pk,
        since=NOON.date(), minutes=60, most=5, created_at=NOON, next_at=NOON,
    )  # fmt: skip
    run = CaptureRun.objects.create(source=source, started_at=NOON)
    item = CapturedItem.objects.create(
        source=source, run=run, unit=unit, place=column.pk, url="http://www.example.gov.cn/1", key="1",
        title=f"{SECRET}采集", credit="示例", state="duplicate", html="<p>文</p>", fetched_at=NOON,
    )  # fmt: skip
    return {"source_id": source.pk, "run_id": run.pk, "item_id": item.pk, "host_id": host.pk}


def argument(ground: Ground, name: str, key: str) -> Any:
    """What an address is given for a part of it that means different things at different places (`pk`, `page_id`)."""
    if key == "pk":
        if name.startswith("wagtailimages"):
            return str(ground.picture.pk)
        if name.startswith("wagtaildocs"):
            return str(ground.document.pk)
        if name.startswith(("cms_theme", "cms_template")):
            return ground.arguments["theme" if name.startswith("cms_theme") else "template"]
        if name.startswith("cms_video"):
            return str(ground.arguments["video_id"])
        if name.startswith("cms_survey"):
            return str(ground.arguments["survey_id"])
        if name.startswith("cms_site"):
            return ground.bureau.pk
        return ground.live.pk if name == "wagtailadmin_pages:revisions_compare" else ground.draft.pk
    return ground.arguments[key]
