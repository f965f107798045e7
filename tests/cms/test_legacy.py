"""Old content comes in as it stood: dates, pictures, attachments, addresses; what is broken is told, nothing good lost."""

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image
from wagtail.contrib.redirects.models import Redirect

from tests.cms.editorial import Office, open_office, told
from zhengtong.cms.legacy import actions, reading, rules
from zhengtong.cms.models import ArticlePage, LegacyItem, Picture, SiteDocument
from zhengtong.foundation.errors import Refusal

pytestmark = pytest.mark.django_db
PAGE = """<html><head><meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="2019-05-06 08:30">
<meta name="ContentSource" content="县民政局"><meta name="ColumnName" content="工作动态"></head>
<body><div id="content"><p>正文<script>alert(1)</script>一。</p><p><img src="img/a.png"></p><p>又一段，见<a href="files/b.txt">附件</a>。</p>
<table><tr><th>乡镇</th><th>人数</th></tr><tr><td>平都镇</td><td>12</td></tr></table></div></body></html>"""


@pytest.fixture
def office(cast, portal, settings, tmp_path) -> Office:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.HOME = tmp_path / "home"
    return open_office(cast, portal)


@pytest.fixture
def folder(tmp_path) -> Path:
    root = tmp_path / "old"
    (root / "img").mkdir(parents=True)
    (root / "files").mkdir()
    Image.new("RGB", (40, 30), "red").save(root / "img" / "a.png")
    (root / "files" / "b.txt").write_text("名单", encoding="utf-8")
    (root / "201905" / "x").mkdir(parents=True)
    (root / "1.html").write_text(PAGE.format(title="第一篇"), encoding="utf-8")
    (root / "2.html").write_bytes(PAGE.format(title="第二篇").encode("gb18030"))
    (root / "3.html").write_text("<html><body><p>没有日期</p></body></html>", encoding="utf-8")
    (root / "4.md").write_text(
        "---\ntitle: 第四篇\ndate: 2020年1月2日\ncolumn: 工作动态\n---\n# 一\n\n**重点**\n", "utf-8"
    )
    (root / "5.html").write_bytes(b"\xff\xfe\x00\x01\x81")
    return root


def bring(office: Office, source: Path, *, root=None, columns=None, by=None, trial=False):
    act = actions.try_import if trial else actions.import_content
    person, home = by or office.cast.songwangzhan, root or (source if source.is_dir() else source.parent)
    return act(
        reading.records(source), site=office.site, by=person, at=timezone.now(), root=home, columns=columns or {}
    )


def outcomes(report) -> list[str]:
    return [row.outcome for row in report.rows if "files" not in row.where]


def test_a_folder_comes_in_with_dates_pictures_attachments_and_tables(office, folder, client):
    report = bring(office, folder)
    assert outcomes(report) == ["new", "new", "broken", "new", "broken"]
    article = ArticlePage.objects.get(title="第一篇")
    assert (
        article.live and article.first_published_at.astimezone(rules.CHINA).isoformat() == "2019-05-06T08:30:00+08:00"
    )
    assert [part.block_type for part in article.body] == ["text", "picture", "text", "table"]
    page = client.get(article.url).content.decode()
    assert "正文一。" in page and "alert(1)" not in page and "平都镇" in page and "<img" in page and "县民政局" in page
    assert "第二篇" in {one.title for one in ArticlePage.objects.all()}
    assert Picture.objects.get().collection == office.site.collection and SiteDocument.objects.count() == 1


def test_the_old_address_leads_to_the_new_one_for_good(office, folder, client):
    bring(office, folder)
    answer = client.get("/1.html")
    assert answer.status_code == 301 and answer["Location"].endswith(ArticlePage.objects.get(title="第一篇").url)
    assert Redirect.objects.filter(is_permanent=True).count() >= 3


def test_what_came_in_once_does_not_come_in_again(office, folder):
    bring(office, folder)
    count = ArticlePage.objects.count()
    report = bring(office, folder)
    assert outcomes(report) == ["known", "known", "broken", "known", "broken"] and ArticlePage.objects.count() == count


def test_a_trial_tells_the_same_and_writes_nothing(office, folder):
    trial = bring(office, folder, trial=True)
    assert outcomes(trial) == ["new", "new", "broken", "new", "broken"]
    assert not LegacyItem.objects.exists() and not Picture.objects.exists() and not told("content.imported")
    assert "没有发布时间" in str([row.notes for row in trial.rows])


def test_the_journal_counts_and_only_a_manager_imports(office, folder):
    with pytest.raises(Refusal) as refusal:
        bring(office, folder, by=office.cast.hanqianfa)
    assert refusal.value.code == "not-manager" and not LegacyItem.objects.exists()
    bring(office, folder)
    entry = told("content.imported")[0]
    assert entry.actor == "staff:BG012" and entry.data["accepted"] >= 3 and entry.data["quarantined"] >= 2
    assert not told("article.published")


def test_a_picture_that_is_none_stays_outside_and_the_words_come_in(office, folder):
    (folder / "img" / "a.png").write_bytes(b"<svg onload='alert(1)'></svg>")
    (folder / "files" / "b.txt").unlink()
    report = bring(office, folder)
    row = next(row for row in report.rows if row.title == "第一篇")
    assert row.outcome == "new" and any("a.png" in note for note in row.notes) and not Picture.objects.exists()
    assert any("没有找到附件" in note for note in row.notes)


def test_nothing_from_outside_the_folder_comes_in(office, folder, tmp_path):
    (tmp_path / "secret.txt").write_text("秘密", encoding="utf-8")
    page = PAGE.replace("files/b.txt", "../secret.txt").format(title="越界")
    (folder / "6.html").write_text(page, encoding="utf-8")
    bring(office, folder)
    assert not SiteDocument.objects.filter(title="secret").exists()


def test_a_workbook_with_broken_rows_loses_nothing_good(office, tmp_path):
    book = openpyxl.Workbook()
    for row in (
        ["编号", "标题", "栏目", "发布时间", "正文", "来源", "原地址"],
        [1, "好的一条", "老栏目", "2021-03-04", "<p>一</p>", "县民政局", "http://old.example/a?id=1"],
        [2, "", "工作动态", "2021-03-04", "<p>一</p>", "", ""],
        [3, "日期坏了", "工作动态", "昨天", "<p>一</p>", "", ""],
        [1, "编号重复", "工作动态", "2021-03-04", "<p>一</p>", "", ""],
        [5, "未来", "工作动态", "2199-01-01", "<p>一</p>", "", ""],
        [6, "没有栏目", "别处", "2021-03-04", "<p>一</p>", "", ""],
        [7, "没有正文", "工作动态", "2021-03-04", "", "", ""],
        [8, "又一条好的", "工作动态", "2021/3/5 09:30", "<p>二</p>", "", ""],
    ):
        book.active.append(row)
    book.save(tmp_path / "old.xlsx")
    report = bring(office, tmp_path / "old.xlsx", columns={"老栏目": "news"})
    assert outcomes(report) == ["new", *["broken"] * 6, "new"]
    assert report.as_dict()["counts"] == {"new": 2, "known": 0, "broken": 6, "warned": 0}
    assert {row.notes[0][:4] for row in report.rows if row.outcome == "broken"} == {
        "没有标题", "看不懂发", "编号“1", "发布时间", "没有与“", "没有正文",
    }  # fmt: skip


def test_json_and_csv_and_wordpress_come_in_too(office, tmp_path):
    listed = [{"id": "j1", "title": "甲", "content": "<p>一</p>", "column": "工作动态", "date": "2020-01-01"}, "坏的"]
    (tmp_path / "a.json").write_text(json.dumps(listed), encoding="utf-8")
    (tmp_path / "b.csv").write_bytes(
        "编号,标题,栏目,日期,正文\nc1,乙,工作动态,2020-01-02,<p>二</p>\n".encode("gb18030")
    )
    (tmp_path / "c.xml").write_text(
        """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
        xmlns:wp="http://wordpress.org/export/1.2/"><channel>
        <item><title>丙</title><link>http://old/?p=9</link><content:encoded><![CDATA[<p>三</p>]]></content:encoded>
        <category domain="category">工作动态</category><wp:post_id>9</wp:post_id><wp:post_date>2018-02-03 10:00:00</wp:post_date>
        <wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>
        <item><title>草稿</title><wp:status>draft</wp:status><wp:post_type>post</wp:post_type></item></channel></rss>""",
        encoding="utf-8",
    )
    assert outcomes(bring(office, tmp_path / "a.json")) == ["new", "broken"]
    assert outcomes(bring(office, tmp_path / "b.csv")) == ["new"]
    assert outcomes(bring(office, tmp_path / "c.xml")) == ["new"]
    assert {"甲", "乙", "丙"} <= {one.title for one in ArticlePage.objects.all()}


def test_a_bomb_a_broken_zip_and_a_billion_laughs_are_refused(office, tmp_path):
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.txt", b"0" * (40 << 20))
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04nothing")
    with zipfile.ZipFile(tmp_path / "outside.zip", "w") as packed:
        packed.writestr("../../evil.txt", b"x")
    for name, code in (("bomb.zip", "zip-bomb"), ("broken.zip", "zip-broken"), ("outside.zip", "zip-broken")):
        with pytest.raises(Refusal) as refusal:
            reading.unpack(tmp_path / name, tmp_path / "into")
        assert refusal.value.code == code
    laughs = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss><item>&b;</item></rss>'
    (tmp_path / "laughs.xml").write_text(laughs)
    with pytest.raises(Refusal) as refusal:
        list(reading.records(tmp_path / "laughs.xml"))
    assert refusal.value.code == "unreadable"


def test_a_manager_hands_over_a_zip_sees_the_trial_and_lets_it_in(office, folder, client):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path in folder.rglob("*"):
            archive.write(path, path.relative_to(folder))
    client.force_login(office.cast.tangbianji.user)
    assert client.get("/editor/legacy/").status_code == 404
    client.force_login(office.cast.songwangzhan.user)
    assert "民政局" in client.get("/editor/legacy/").content.decode()
    upload = SimpleUploadedFile("旧站.zip", packed.getvalue())
    answer = client.post("/editor/legacy/", {"site": office.site.pk, "file": upload, "columns": ""})
    assert answer.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert "第一篇" in page and "没有发布时间" in page and not LegacyItem.objects.exists()
    done = client.post(answer["Location"])
    assert "第一篇" in done.content.decode() and LegacyItem.objects.count() >= 3
    assert client.get(answer["Location"]).status_code == 404
