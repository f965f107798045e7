"""Files are kept once, under what they are, and a refusal leaves nothing behind."""

import hashlib
import threading
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from zhengtong.files import actions, queries, storage, tasks
from zhengtong.files.models import Attachment, StoredFile
from zhengtong.foundation.crypto import HASH
from zhengtong.journal.models import Entry

from . import samples

pytestmark = pytest.mark.django_db
NOW = timezone.now()
ZHANG, LI = "citizen:7", "staff:SL-01"


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    return settings.FILES_ROOT


def kept_files(store) -> list[str]:
    return sorted(path.name for path in store.rglob("*") if path.is_file())


def send(name: str = "申请表.pdf", content: bytes = samples.PDF, by: str = ZHANG) -> Attachment:
    return actions.store_upload(samples.upload(name, content), by=by, at=NOW)


def test_an_upload_lies_under_its_digest_and_reads_back_whole(store):
    attachment = send()
    digest = hashlib.new(HASH, samples.PDF).hexdigest()
    assert attachment.stored.digest == digest and attachment.stored.algorithm == HASH
    assert (store / digest[:2] / digest[2:4] / digest).read_bytes() == samples.PDF
    assert queries.content(attachment.stored) == samples.PDF
    assert attachment.stored.media_type == "application/pdf" and attachment.trust == "C"
    assert kept_files(store) == [digest]


def test_the_same_bytes_are_kept_once_whatever_they_are_called(store):
    first, second = send("一.pdf"), send("二.pdf", by="citizen:8")
    assert first.stored == second.stored and first.token != second.token
    assert len(kept_files(store)) == 1 and StoredFile.objects.count() == 1


def test_an_upload_leaves_one_entry_without_its_name():
    send("张三身份证.pdf")
    entry = Entry.objects.get(kind="file.stored")
    assert entry.actor == ZHANG and entry.data["size"] == len(samples.PDF)
    assert "张三" not in str(entry.data)


def test_a_refused_upload_leaves_no_trace(store):
    with samples.refused("file-mismatch"):
        send("营业执照.pdf", samples.PROGRAM)
    assert kept_files(store) == []
    assert not StoredFile.objects.exists() and not Attachment.objects.exists() and not Entry.objects.exists()


def test_an_empty_file_and_a_fifty_megabyte_photo_are_refused_with_their_sizes(settings, store):
    with samples.refused("file-empty"):
        send(content=b"")
    settings.MAX_UPLOAD_BYTES = 20 << 20
    with samples.refused("file-too-large", "50MB", "20MB"):
        send("照片.jpg", samples.picture() + bytes(50 << 20))
    assert kept_files(store) == []


def test_a_sender_who_lies_about_the_size_is_still_measured(settings, store):
    settings.MAX_UPLOAD_BYTES = 1000
    photo = samples.upload("照片.jpg", samples.picture() + bytes(5000))
    photo.size = 10
    with samples.refused("file-too-large"):
        actions.store_upload(photo, by=ZHANG, at=NOW)
    assert kept_files(store) == []


def test_a_picture_s_name_is_put_right():
    assert send("微信图片.jpg", samples.picture("PNG")).name == "微信图片.png"


def test_binding_ties_a_file_to_one_matter_only():
    attachment = send()
    actions.bind([attachment], "360829012XK20261123000017")
    actions.bind([attachment], "360829012XK20261123000017")
    assert list(queries.attachments_of("360829012XK20261123000017")) == [attachment]
    with samples.refused("file-bound"):
        actions.bind([attachment], "360829012XK20261123000025")


def test_the_sender_takes_back_what_is_not_yet_handed_in():
    attachment = send()
    with samples.refused("unknown"):
        actions.remove(attachment.token, by="citizen:8", at=NOW)
    actions.remove(attachment.token, by=ZHANG, at=NOW)
    attachment.refresh_from_db()
    assert attachment.removed_at == NOW
    assert Entry.objects.filter(kind="file.removed", actor=ZHANG).count() == 1
    with samples.refused("unknown"):
        queries.attachment_by_token(attachment.token)
    with samples.refused("file-gone"):
        actions.bind([attachment], "X1")


def test_what_was_handed_in_stays_on_the_record():
    attachment = send()
    actions.bind([attachment], "X1")
    with samples.refused("file-bound"):
        actions.remove(attachment.token, by=ZHANG, at=NOW)


def test_own_attachments_come_in_the_order_asked_and_never_another_s():
    one, two, other = send("一.pdf"), send("二.pdf"), send("三.pdf", by="citizen:8")
    assert queries.own_attachments([two.token, one.token, two.token], by=ZHANG) == [two, one]
    with samples.refused("unknown"):
        queries.own_attachments([one.token, other.token], by=ZHANG)


def test_altered_or_missing_bytes_are_never_given_out(store):
    stored = send().stored
    place = storage.place_of(stored.digest)
    place.chmod(0o600)
    place.write_bytes(samples.PDF.replace(b"1.4", b"1.5"))
    with pytest.raises(storage.StorageFault):
        queries.content(stored)
    place.unlink()
    with pytest.raises(storage.StorageFault):
        queries.path(stored)


def test_a_broken_off_upload_is_swept_after_a_day(store):
    (store / "incoming").mkdir(parents=True)
    (store / "incoming" / "tmpabc").write_bytes(b"half")
    assert tasks.sweep(NOW) == 0
    assert tasks.sweep(NOW + timedelta(days=2)) == 1
    assert kept_files(store) == []


@pytest.mark.django_db(transaction=True)
def test_two_people_sending_the_same_file_at_once_both_succeed(store):
    gate, failures = threading.Barrier(4), []

    def one(number: int) -> None:
        try:
            gate.wait()
            send(f"{number}.pdf", by=f"citizen:{number}")
        except Exception as error:  # noqa: BLE001 — reported by the test
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert Attachment.objects.count() == 4 and len(kept_files(store)) == 1
