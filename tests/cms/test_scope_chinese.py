"""What an editor reads behind the door every day is Chinese, where Wagtail's own translation is silent too."""

import io
from pathlib import Path

import pytest
from babel.messages import mofile, pofile
from django.utils.translation import gettext, override

import zhengtong.cms
from tests.cms.doors.ground import lay

WORDS = Path(zhengtong.cms.__file__).parent / "locale" / "zh_Hans" / "LC_MESSAGES"


@pytest.mark.parametrize("name", ["django", "djangojs"])
def test_the_compiled_words_are_those_of_the_text(name):
    compiled = io.BytesIO()
    with (WORDS / f"{name}.po").open("rb") as text:
        mofile.write_mo(compiled, pofile.read_po(text, locale="zh_Hans"))
    assert (WORDS / f"{name}.mo").read_bytes() == compiled.getvalue(), "run: python -m babel.messages.frontend compile"


def test_words_that_wagtail_has_in_english_alone_are_said_in_chinese():
    with override("zh-hans"):
        assert gettext("Schedule to publish") == "定时发布"
        assert gettext("Saving will overwrite a newer version.") == "已有较新的版本，保存会覆盖它。"


@pytest.mark.django_db
def test_the_pages_of_every_day_read_as_chinese(cast, portal, client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    ground = lay(cast, portal)
    client.force_login(cast.tangbianji.user)
    for path in (
        "/editor/",
        f"/editor/pages/{ground.live.get_parent().pk}/",
        f"/editor/pages/{ground.live.pk}/edit/",
        f"/editor/pages/{ground.live.pk}/history/",
        "/editor/reports/aging-pages/",
        "/editor/reports/site-history/",
        "/editor/images/",
        "/editor/documents/",
    ):
        page = client.get(path).content.decode()
        for english in ("Your pages", "Search all pages", "Date updated", "Page type<", "Exploring", "Privacy and",
                        "Grid layout", "Show keyboard shortcuts", "Anyone can edit", "Choose when", "Edit account"):  # fmt: skip
            assert english not in page, f"{path}: {english}"
    words = client.get("/editor/jsi18n/").content.decode()
    assert "\\u5df2\\u81ea\\u52a8\\u4fdd\\u5b58" in words or "已自动保存" in words
