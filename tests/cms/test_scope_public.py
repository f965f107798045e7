"""What the public is not to see yet: no address gives it away, whatever is asked for."""

import io
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.cms.doors.ground import SECRET, Ground, lay, picture_file
from zhengtong.cms.choices import SiteState
from zhengtong.cms.models import Picture, SiteDocument

pytestmark = pytest.mark.django_db


@pytest.fixture
def ground(cast, portal, settings, tmp_path) -> Ground:
    settings.MEDIA_ROOT = tmp_path
    return lay(cast, portal)


def test_nobody_reads_a_draft_by_its_number_or_its_name(ground, client):
    for path in (
        f"/mz/news/{ground.draft.slug}/",
        f"/editor/pages/{ground.draft.pk}/view_draft/",
        f"/editor/pages/{ground.draft.pk}/edit/preview/",
        f"/editor/pages/{ground.draft.pk}/revisions/{ground.draft.latest_revision_id}/view/",
        f"/editor/api/main/pages/{ground.draft.pk}/",
        f"/{ground.draft.pk}/",
    ):
        assert client.get(path).status_code in (302, 404), path
    for path in ("/mz/", "/mz/news/", "/mz/news/live/", "/sitemap.xml", "/mz/news/feed/", "/mz/news/?format=rss"):
        assert SECRET not in client.get(path, follow=True).content.decode(), path


def test_a_picture_is_public_while_a_published_page_shows_it(ground, client, cast):
    rendition = ground.picture.get_rendition("max-10x10")
    assert client.get(rendition.url).status_code == 404
    ground.live.picture = ground.picture
    ground.live.title = ground.live.draft_title
    ground.live.save_revision().publish()
    shown = client.get(rendition.url)
    assert shown.status_code == 200 and "public" in shown["Cache-Control"]
    ground.live.unpublish()
    assert client.get(rendition.url).status_code == 404


def test_an_editor_sees_the_own_units_pictures_and_no_others(ground, client, cast):
    rendition = ground.picture.get_rendition("max-10x10")
    for person, status in (("tangbianji", 200), ("jiaotongbianji", 404), ("wangkezhang", 404), ("zhangayi", 404)):
        client.force_login(getattr(cast, person).user)
        assert client.get(rendition.url).status_code == status, person
    client.force_login(cast.tangbianji.user)
    assert client.get(rendition.url)["Cache-Control"] == "private, no-store"


@pytest.fixture
def let_through(monkeypatch):
    """The files of these tests cannot be read by the guards: as if who signs had let them through."""
    monkeypatch.setattr("zhengtong.cms.screening.actions.clear", lambda page, *, at: None)


@pytest.mark.usefixtures("let_through")
def test_a_document_is_public_while_a_published_page_offers_it(ground, client):
    address = ground.document.url
    assert client.get(address).status_code == 404
    ground.live.body = [("document", ground.document)]
    ground.live.save_revision().publish()
    answer = client.get(address)
    assert answer.status_code == 200 and answer["X-Content-Type-Options"] == "nosniff"
    assert client.get(address + "x").status_code == 404
    ground.bureau.state = SiteState.OFFLINE
    ground.bureau.save()
    assert client.get(address).status_code == 404


@pytest.mark.usefixtures("let_through")
def test_a_text_that_a_browser_would_run_is_handed_over_as_a_file(ground, client):
    page = SiteDocument.objects.create(
        title="说明", file=ContentFile(b"<script>alert(1)</script>", "a.html"), collection=ground.bureau.collection
    )
    ground.live.body = [("document", page)]
    ground.live.save_revision().publish()
    answer = client.get(page.url)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")


def upload(client, kind: str, file, ground: Ground):
    """One file through the page on which many are added at once; what it says."""
    answer = client.post(
        f"/editor/{kind}/multiple/add/",
        {"title": "上传", "files[]": file, "collection": ground.bureau.collection_id},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    return answer.json()


def huge_picture() -> bytes:
    """A PNG that says it has 300 million pixels and holds none."""
    out = io.BytesIO()
    Image.new("1", (1, 1)).save(out, "PNG")
    data = bytearray(out.getvalue())
    data[16:24] = (20_000).to_bytes(4, "big") + (15_000).to_bytes(4, "big")
    import zlib

    data[29:33] = zlib.crc32(bytes(data[12:29])).to_bytes(4, "big")
    return bytes(data)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("大图.png", huge_picture()),
        ("图.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("图.png", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("图.png", b"MZ\x90\x00 not a picture"),
    ],
)
def test_a_picture_that_could_do_harm_is_refused_in_words(ground, client, cast, name, content):
    client.force_login(cast.tangbianji.user)
    before = Picture.objects.count()
    answer = upload(client, "images", SimpleUploadedFile(name, content), ground)
    assert answer["success"] is False
    assert any("\u4e00" <= letter <= "\u9fff" for letter in answer["error_message"]), answer
    assert "please" not in answer["error_message"].lower()
    assert Picture.objects.count() == before


def test_a_good_picture_is_taken(ground, client, cast):
    client.force_login(cast.tangbianji.user)
    file = SimpleUploadedFile("图.png", picture_file().read())
    assert upload(client, "images", file, ground)["success"] is True


def docx(*members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in ("[Content_Types].xml", "word/document.xml", *members):
            archive.writestr(member, "<a/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("通知.docx", docx("word/vbaProject.bin")),
        ("通知.docm", docx("word/vbaProject.bin")),
        ("通知.html", b"<script>alert(1)</script>"),
        ("通知.svg", b"<svg onload='alert(1)'/>"),
        ("通知.pdf", b"MZ\x90\x00"),
    ],
)
def test_a_document_that_could_do_harm_is_refused_in_words(ground, client, cast, name, content):
    client.force_login(cast.tangbianji.user)
    before = SiteDocument.objects.count()
    answer = upload(client, "documents", SimpleUploadedFile(name, content), ground)
    assert answer["success"] is False
    assert any("\u4e00" <= letter <= "\u9fff" for letter in answer["error_message"]), answer
    assert SiteDocument.objects.count() == before


def test_a_good_document_is_taken_into_the_own_units_collection_alone(ground, client, cast):
    client.force_login(cast.tangbianji.user)
    assert upload(client, "documents", SimpleUploadedFile("通知.docx", docx()), ground)["success"] is True
    client.force_login(cast.jiaotongbianji.user)
    upload(client, "documents", SimpleUploadedFile("通知.docx", docx()), ground)
    taken = SiteDocument.objects.filter(uploaded_by_user=cast.jiaotongbianji.user)
    assert {document.collection for document in taken} <= {ground.other.collection}
