"""A backup that was cut short or altered is refused before anything is restored."""

import io
import json
import tarfile
from datetime import UTC, datetime

import pytest

from zhengtong.project import archive

AT = datetime(2026, 11, 23, tzinfo=UTC)
NAME = "files/ab/cd/" + "ab" * 32


@pytest.fixture
def made(tmp_path):
    source = tmp_path / "dump"
    source.write_bytes(b"x" * 100_000)
    with archive.writing(tmp_path / "b.tar.gz", AT) as writer:
        writer.add(archive.DUMP, source)
        writer.add(NAME, source)
        writer.finish({"version": "1"})
    return tmp_path / "b.tar.gz"


@pytest.fixture
def into(tmp_path):
    folder = tmp_path / "into"
    folder.mkdir()
    return folder


def test_what_was_packed_comes_out_the_same(made, into):
    manifest = archive.unpack(made, into)
    assert manifest["version"] == "1"
    assert (into / NAME).read_bytes() == b"x" * 100_000
    assert made.stat().st_mode & 0o777 == 0o600


def test_a_backup_cut_short_is_refused(made, into):
    content = made.read_bytes()
    made.write_bytes(content[: len(content) // 2])
    with pytest.raises(archive.ArchiveFault, match=r"不完整|损坏|没有清单"):
        archive.unpack(made, into)


def repacked(made, change):
    """The same archive with its members passed through `change`."""
    with tarfile.open(made) as tar:
        members = {member.name: tar.extractfile(member).read() for member in tar}
    change(members)
    with tarfile.open(made, "w:gz") as tar:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))


def test_a_single_changed_byte_is_refused_by_name(made, into):
    repacked(made, lambda members: members.update({NAME: b"y" + members[NAME][1:]}))
    with pytest.raises(archive.ArchiveFault, match=NAME):
        archive.unpack(made, into)


def test_a_missing_file_is_refused_by_name(made, into):
    repacked(made, lambda members: members.pop(NAME))
    with pytest.raises(archive.ArchiveFault, match=NAME):
        archive.unpack(made, into)


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "files/ab/cd/../../x", "extra"])
def test_a_name_that_leads_elsewhere_is_refused(made, into, name):
    repacked(made, lambda members: members.update({name: b""}))
    with pytest.raises(archive.ArchiveFault, match="不是政通的备份"):
        archive.unpack(made, into)


def test_another_format_is_refused(made, into):
    def change(members):
        members[archive.MANIFEST] = json.dumps(
            {**json.loads(members[archive.MANIFEST]), "format": archive.FORMAT + 1}
        ).encode()

    repacked(made, change)
    with pytest.raises(archive.ArchiveFault, match="格式"):
        archive.unpack(made, into)


def test_a_backup_never_overwrites_and_a_failed_one_leaves_nothing(tmp_path):
    path = tmp_path / "b.tar"
    path.write_bytes(b"older")
    with pytest.raises(archive.ArchiveFault, match="已经存在"), archive.writing(path, AT):
        pass
    with pytest.raises(ZeroDivisionError), archive.writing(tmp_path / "c.tar", AT):
        raise ZeroDivisionError
    assert [found.name for found in tmp_path.iterdir()] == ["b.tar"]
    assert path.read_bytes() == b"older"


@pytest.mark.parametrize(
    ("name", "is_kept"),
    [
        (NAME, True),
        ("media/documents/救助名单 (1).pdf", True),
        ("videos/made/SP-1/hls/720.m3u8", True),
        ("media/images/bridge.max-1200x900.jpg", False),
        ("videos/public/token", False),
        ("media/documents/../../secret.key", False),
        ("media/documents/", False),
        ("media/documents/a/b/c/d/e.pdf", False),
        ("/media/documents/a.pdf", False),
    ],
)
def test_a_backup_holds_what_cannot_be_made_again_and_nothing_from_elsewhere(name, is_kept):
    assert archive.is_kept(name) == is_kept
