"""宋志明 does all of it in the browser; for everybody else the pages are not there."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tests.cms.theming.conftest import TEXT, column_of
from zhengtong.cms.theming.models import Mourning, SiteLook, Template, TemplateAssignment, Theme
from zhengtong.cms.theming.rules.looks import Look

pytestmark = pytest.mark.django_db
GREEN = {**Look(primary="#0f6b57", accent="#0e6654").as_dict(), "name": "青绿"}


@pytest.fixture
def desk(manager) -> Client:
    client = Client()
    client.force_login(manager.user)
    return client


def said(response) -> str:
    return response.content.decode()


def test_a_theme_from_the_first_colour_to_the_site(desk, bureau, client):
    bad = desk.post("/editor/themes/add/", {**GREEN, "unit": bureau.unit_id, "accent": "#cccccc"})
    assert "对比度只有1.6" in said(bad) and not Theme.objects.exists()
    desk.post("/editor/themes/add/", {**GREEN, "unit": bureau.unit_id})
    theme = Theme.objects.get()
    assert "青绿" in said(desk.get("/editor/themes/"))
    desk.post(f"/editor/themes/{theme.pk}/versions/1/force/")
    desk.post(f"/editor/themes/sites/{bureau.pk}/", {"theme": theme.pk})
    assert SiteLook.objects.get().theme == theme
    desk.post(f"/editor/themes/{theme.pk}/", {**GREEN, "density": "roomy", "note": "松一点"})
    page = said(desk.get(f"/editor/themes/{theme.pk}/"))
    assert "疏密：normal" in page and "松一点" in page
    shown = desk.post("/editor/themes/preview/", {**GREEN, "primary": "#15609c", "page": bureau.pk})
    assert shown["X-Frame-Options"] == "SAMEORIGIN" and "mark-15609c.svg" in said(shown)
    assert "对比度" in said(desk.post("/editor/themes/preview/", {**GREEN, "primary": "#ffff00", "page": bureau.pk}))
    assert theme.versions.count() == 2


def test_a_picture_for_the_masthead_is_re_encoded_and_no_other_file_is_taken(desk, bureau, client):
    out = io.BytesIO()
    Image.new("RGB", (2400, 300), "#336699").save(out, "PNG")
    values = {**GREEN, "unit": bureau.unit_id, "masthead": "picture"}
    svg = SimpleUploadedFile("a.png", b"<svg onload='alert(1)'/>", "image/png")
    desk.post("/editor/themes/add/", {**values, "picture": svg})
    assert not Theme.objects.exists()
    desk.post("/editor/themes/add/", {**values, "picture": SimpleUploadedFile("a.png", out.getvalue(), "image/png")})
    name = Theme.objects.get().versions.get().look["picture"]
    answer = client.get(f"/look/{name}")
    assert answer["Content-Type"] == "image/jpeg" and Image.open(io.BytesIO(answer.content)).width == 1920


def test_a_template_from_a_ready_text_to_the_column_and_back(desk, bureau, client):
    desk.post("/editor/templates/add/", {"name": "列表", "unit": bureau.unit_id, "starter": "column-1-standard"})
    template = Template.objects.get()
    at = f"/editor/templates/{template.pk}/"
    news = column_of(bureau, "news")
    assert "民政动态" in said(desk.post(f"{at}preview/", {"text": TEXT, "page": news.pk}))
    wrong = said(desk.post(f"{at}preview/", {"text": "<h1>x</h1>\n<p onclick='x'>y</p>", "page": news.pk}))
    assert "第2行：不能使用事件属性onclick。" in wrong
    endless = said(desk.post(f"{at}preview/", {"text": "{% for i in (1..999999999) %}{% endfor %}", "page": news.pk}))
    assert "循环超过" in endless
    assert template.versions.count() == 1
    desk.post(f"{at}versions/1/check/")
    desk.post(f"{at}versions/1/force/")
    desk.post(at, {"text": TEXT, "note": "改排法"})
    desk.post(f"{at}versions/2/force/")
    desk.post(f"{at}assign/", {"page": news.pk})
    assert "排法一" in said(client.get("/mz/news/"))
    page = said(desk.get(at))
    assert "正在使用" in page and "退回这一版" in page and "改排法" in page
    assert "排法一" in said(desk.get(f"{at}compare/1/2/"))
    assert "列表" in said(desk.get("/editor/templates/"))
    desk.post(f"{at}unassign/{news.pk}/")
    assert not TemplateAssignment.objects.exists()


def test_a_draft_with_mistakes_is_kept_and_told(desk, bureau):
    desk.post("/editor/templates/add/", {"name": "列表", "unit": bureau.unit_id, "starter": "column-1-standard"})
    at = f"/editor/templates/{Template.objects.get().pk}/"
    answer = desk.post(at, {"text": "<p>没有标题</p>"}, follow=True)
    assert "1个问题" in said(answer) and "没有一级标题" in said(answer)
    assert "还没有检查通过" in said(desk.post(f"{at}versions/2/force/", follow=True))


def test_grey_is_ordered_and_cancelled(desk, bureau):
    times = {"begins_at": "2099-12-13T00:00", "ends_at": "2099-12-13T23:59"}
    desk.post("/editor/themes/mourning/", {"reason": "国务院公告：全国哀悼日", **times})
    assert "国务院公告" in said(desk.get("/editor/themes/"))
    desk.post(f"/editor/themes/mourning/{Mourning.objects.get().pk}/cancel/")
    assert Mourning.objects.get().ended_at is not None


@pytest.mark.parametrize("who", ["zhangayi", "wangkezhang", "tangbianji", "jiaotongbianji", "hanqianfa"])
def test_for_others_the_pages_are_not_there(cast, desk, bureau, who):
    desk.post("/editor/themes/add/", {**GREEN, "unit": bureau.unit_id})
    desk.post("/editor/templates/add/", {"name": "列表", "unit": bureau.unit_id, "starter": "column-1-standard"})
    theme, template = Theme.objects.get().pk, Template.objects.get().pk
    client = Client()
    client.force_login(getattr(cast, who).user)
    pages = ("themes/", "themes/add/", f"themes/{theme}/", f"themes/sites/{bureau.pk}/", "themes/mourning/",
             "templates/", "templates/add/", f"templates/{template}/", f"templates/{template}/compare/1/1/")  # fmt: skip
    forms = ("themes/preview/", f"themes/{theme}/versions/1/force/", f"templates/{template}/preview/",
             f"templates/{template}/assign/", f"templates/{template}/versions/1/check/",
             f"templates/{template}/versions/1/force/", "themes/mourning/1/cancel/")  # fmt: skip
    for path in pages:
        assert client.get(f"/editor/{path}").status_code == 404, path
    for path in (*pages, *forms):
        assert client.post(f"/editor/{path}", {"page": bureau.pk, "text": TEXT}).status_code == 404, path
