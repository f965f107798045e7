"""Pictures: looked at as every upload is, and re-encoded before anybody else gets them."""

from datetime import datetime
from io import BytesIO

from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageOps

from zhengtong.files import actions as files
from zhengtong.files import queries as stored
from zhengtong.files.choices import BY_MEDIA_TYPE
from zhengtong.foundation import refs
from zhengtong.foundation.errors import Refusal
from zhengtong.foundation.text import tidy_line
from zhengtong.interviews.choices import InterviewState, PersonRole
from zhengtong.interviews.models import Interview, InterviewPicture
from zhengtong.journal.actions import action
from zhengtong.org.choices import Permission

from .frame import By, actor, clean, expect, held, told
from .speaking import say

WIDTH = HEIGHT = 1600
"""Pixels; larger ones are made smaller."""
MOST_PIXELS = 50_000_000
_OPEN = (InterviewState.DRAFT, InterviewState.ANNOUNCED, InterviewState.LIVE, InterviewState.ENDED)


@action("interview.pictured")
def add_picture(
    slug: str, upload: UploadedFile, alt: str, *, is_cover: bool = False, by: By, at: datetime
) -> InterviewPicture:
    """上传图片 — for a guest, for the page (`is_cover`), or to be shown live. alt: what it shows, for whoever does not see it.

    Raises Refusal `no-alt`, `not-a-picture`, `picture-large` and what `files.store_upload` raises.
    """
    interview = held(slug, by, Permission.INTERVIEW_RECORD)
    expect(interview, *_OPEN, sentence="不能再上传图片。")
    picture = keep(interview, upload, alt, by=by, at=at)
    if is_cover:
        interview.picture = picture
        interview.save(update_fields=["picture"])
    told("interview.pictured", interview, by, at, digest=picture.stored_id, is_cover=is_cover)
    return picture


def show_picture(
    slug: str, upload: UploadedFile, alt: str, *, speaker: int | str = PersonRole.HOST, caption: str = "", to: str = "",
    by: By, at: datetime,
) -> int:  # fmt: skip
    """发布图片 — uploaded and published in one go, as part of an answer (`to`) if it is one; the line's number. Raises what `add_picture` and `say` raise."""
    picture = add_picture(slug, upload, alt, by=by, at=at)
    return say(slug, caption, speaker=speaker, to=to, picture=picture.token, by=by, at=at)


def keep(interview: Interview, upload: UploadedFile, alt: str, *, by: By, at: datetime) -> InterviewPicture:
    """The picture as it is shown, in the caller's act; what was sent stays in the files room."""
    said = tidy_line(alt)
    if not 2 <= len(said) <= 120:
        raise Refusal("no-alt", "请用一句话说明图片内容（2至120个字），供看不到图片的人了解。", "alt")
    clean(said, "图片说明", "alt", at)
    attachment = files.store_upload(upload, by=actor(by), at=at)
    if not BY_MEDIA_TYPE[attachment.stored.media_type].is_image:
        raise Refusal("not-a-picture", "请选择JPG、PNG或WebP图片。", "picture")
    files.bind([attachment], interview.ref)
    made, width, height = _encoded(stored.content(attachment.stored))
    return InterviewPicture.objects.create(
        token=refs.token(), interview=interview, stored=files.store_document(made, kind="jpeg", at=at), width=width,
        height=height, alt=said, uploaded_by=actor(by), uploaded_at=at,
    )  # fmt: skip


def _encoded(content: bytes) -> tuple[bytes, int, int]:
    """JPEG, upright, no larger than a page shows it, with nothing of what the camera wrote."""
    try:
        with Image.open(BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise Refusal("picture-large", "图片的像素太多，请先缩小。", "picture")
            upright = ImageOps.exif_transpose(opened).convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as problem:
        raise Refusal("not-a-picture", "这个文件不是可以使用的图片，请换一张。", "picture") from problem
    picture = Image.new("RGB", upright.size, "white")
    picture.paste(upright, mask=upright)
    picture.thumbnail((WIDTH, HEIGHT))
    out = BytesIO()
    picture.save(out, "JPEG", quality=82, optimize=True, progressive=True)
    return out.getvalue(), picture.width, picture.height
