"""The download door: by token, to whom it concerns, and the browser is told to be careful."""

import pytest
from django.core.files.uploadhandler import load_handler
from django.test import RequestFactory
from django.utils import timezone

from tests.cast import NOON
from zhengtong.files import actions, queries
from zhengtong.foundation.errors import Unknown
from zhengtong.org.models import User
from zhengtong.web import files as door

from . import samples

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def zhang():
    return User.objects.create(username="zhang", kind="citizen", password_changed_at=NOON)


@pytest.fixture
def zhou():
    return User.objects.create(username="zhou", kind="citizen", password_changed_at=NOON)


def sent_by(user, name="身份证（正面）.jpg", content=None):
    upload = samples.upload(name, content or samples.picture())
    return actions.store_upload(upload, by=f"citizen:{user.pk}", at=NOW)


def get(user, token, **query):
    request = RequestFactory().get(f"/files/{token}/", query)
    request.user = user
    return door.download(request, token)


def test_a_picture_is_shown_in_a_box(zhang):
    response = get(zhang, sent_by(zhang).token)
    assert b"".join(response.streaming_content) == samples.picture()
    assert response["Content-Type"] == "image/jpeg"
    assert response["Content-Disposition"].startswith("inline; filename*=utf-8''%E8%BA%AB")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert "no-store" in response["Cache-Control"]


def test_a_document_is_saved_and_a_pdf_shown_unless_asked(zhang):
    assert get(zhang, sent_by(zhang, "合同.docx", samples.docx()).token)["Content-Disposition"].startswith("attachment")
    pdf = sent_by(zhang, "a.pdf", samples.PDF).token
    assert get(zhang, pdf)["Content-Disposition"].startswith("inline")
    assert get(zhang, pdf, download="1")["Content-Disposition"].startswith("attachment")


def test_another_person_meets_the_same_answer_as_for_a_file_that_is_not_there(zhang, zhou):
    attachment = sent_by(zhang)
    for user, token in ((zhou, attachment.token), (zhang, "no-such-token")):
        with pytest.raises(Unknown):
            get(user, token)
    actions.remove(attachment.token, by=f"citizen:{zhang.pk}", at=NOW)
    with pytest.raises(Unknown):
        get(zhang, attachment.token)


def test_a_room_above_opens_the_files_of_its_matters(zhang, zhou, monkeypatch):
    monkeypatch.setattr(queries, "_readers", [])
    attachment = sent_by(zhang)
    queries.allow(lambda user, file: user == zhou and file.subject == "X1")
    with pytest.raises(Unknown):
        get(zhou, attachment.token)
    actions.bind([attachment], "X1")
    assert get(zhou, attachment.token).status_code == 200
    assert list(queries.visible_to(zhang)) == [attachment] and not queries.visible_to(zhou).exists()


def test_a_look_of_staff_at_another_s_file_is_noted_and_one_s_own_is_not(cast, monkeypatch):
    seen = []
    monkeypatch.setattr(queries, "_readers", [lambda user, file: True])
    monkeypatch.setattr(door, "look", lambda actor, subject, what, *, address: seen.append((actor, subject, what)))
    attachment = sent_by(cast.zhangayi.user)
    actions.bind([attachment], "X1")
    get(cast.zhangayi.user, attachment.token)
    assert seen == []
    get(cast.wangkezhang.user, attachment.token)
    assert seen == [("staff:MZ001", "X1", f"附件 {attachment.pk}")]


def test_the_door_stands_at_its_address(client, zhang):
    attachment = sent_by(zhang)
    assert client.get(f"/files/{attachment.token}/").status_code == 404
    client.force_login(zhang)
    assert client.get(f"/files/{attachment.token}/").status_code == 200


def test_an_oversized_file_arrives_as_its_name_and_true_size(settings):
    settings.MAX_UPLOAD_BYTES = 100_000
    settings.FILE_UPLOAD_HANDLERS = [
        "zhengtong.web.files.SizeGuard",
        "django.core.files.uploadhandler.MemoryFileUploadHandler",
        "django.core.files.uploadhandler.TemporaryFileUploadHandler",
    ]
    photo = samples.picture() + bytes(3_000_000)
    request = RequestFactory().post(
        "/",
        {"name": "张阿姨", "photo": samples.upload("照片.jpg", photo), "small": samples.upload("a.pdf", samples.PDF)},
    )
    request.upload_handlers = [load_handler(name, request) for name in settings.FILE_UPLOAD_HANDLERS]
    received = request.FILES["photo"]
    assert isinstance(received, door.OversizedUpload)
    assert received.size == len(photo) and received.file.getvalue() == b""
    with samples.refused("file-too-large", "2.9MB"):
        actions.store_upload(received, by="citizen:1", at=NOW)
    assert request.FILES["small"].read() == samples.PDF
    assert request.POST["name"] == "张阿姨"
    request.close()


def test_a_body_beyond_all_measure_is_answered_with_a_sentence(settings, monkeypatch):
    settings.MAX_UPLOAD_BYTES = 1000
    said = {}

    def render(request, template, context, status):
        said.update(context, status=status)
        return None

    monkeypatch.setattr(door, "render", render)
    request = RequestFactory().post("/", {"photo": samples.upload("a.jpg", bytes(9000))})
    door.BodyGuard(lambda _: pytest.fail("the view was reached"))(request)
    assert said["status"] == 413 and said["refusal"].code == "request-too-large"
    assert "5KB" in said["refusal"].sentence
    assert request.read() == b""
