"""`zhengtong interview`: from a line of standard input to a line on the timeline."""

import io
import json
from contextlib import contextmanager

import pytest

from tests.interviews.conftest import SLUG
from zhengtong.foundation.errors import Unknown
from zhengtong.interviews import queries
from zhengtong.live import queries as timeline
from zhengtong.project import ready
from zhengtong.project.commands import interview, main


@pytest.fixture
def machine(county, monkeypatch):
    """The platform is ready already."""

    @contextmanager
    def platform(*_: object, **__: object):
        yield

    monkeypatch.setattr(ready, "platform", platform)
    return county


@pytest.fixture
def running(machine):
    assert (
        main(
            [
                "interview",
                "new",
                SLUG,
                "--title",
                "老年助餐怎么办得更好",
                "--unit",
                "MZ",
                "--guest",
                "刘建民,县民政局局长",
            ]
        )
        == 0
    )
    assert main(["interview", "start", SLUG]) == 0
    return queries.interview_by_slug(SLUG)


def said(interview) -> list[tuple[str, str]]:
    return [(entry.who.name, entry.html) for entry in timeline.timeline(interview.channel) if entry.who]


def publish(text: str | bytes, speaker: str = "host", to: str = "") -> int:
    return interview.publish(io.BytesIO(text if isinstance(text, bytes) else text.encode()), SLUG, speaker, to)


def test_every_line_is_published_at_once_and_its_number_is_told(running, capsys):
    capsys.readouterr()
    assert publish("各位网友好\n\n今天谈助餐\r\n没有换行的最后一行") == 0
    assert capsys.readouterr().out.split() == ["2", "3", "4"]
    assert [html for _, html in said(running)] == [
        "<p>各位网友好</p>",
        "<p>今天谈助餐</p>",
        "<p>没有换行的最后一行</p>",
    ]


def test_lines_come_out_before_the_next_is_read(running):
    class Stenographer(io.RawIOBase):
        """Writes the second line only once the first stands on the timeline."""

        def __init__(self) -> None:
            self.turn = 0

        def readline(self, size: int = -1) -> bytes:
            self.turn += 1
            assert len(said(running)) == self.turn - 1
            return f"第{self.turn}句\n".encode() if self.turn <= 3 else b""

    assert interview.publish(Stenographer(), SLUG, "guest") == 0
    assert said(running) == [("刘建民", f"<p>第{n}句</p>") for n in (1, 2, 3)]


def test_a_bad_line_is_refused_with_a_sentence_and_the_others_are_published(running, capsys):
    capsys.readouterr()
    assert publish("一\n".encode() + "长".encode() * 2000 + b"\n\xff\xfe\n" + b"x" * (3 << 20) + "\n二\n".encode()) == 1
    told = capsys.readouterr()
    assert [html for _, html in said(running)] == ["<p>一</p>", "<p>二</p>"]
    assert told.out.split() == ["2", "3"]
    first, second, third = told.err.splitlines()
    assert first.startswith("第2行：这一条太长")
    assert second.startswith("第3行：不是UTF-8")
    assert third.startswith("第4行：不是UTF-8")


def test_after_the_end_nothing_is_read_any_more(running, capsys):
    assert main(["interview", "end", SLUG]) == 0
    capsys.readouterr()
    assert publish("一\n二\n") == 1
    assert capsys.readouterr().err.count("直播期间才能发布内容") == 1


def test_nobody_interviews_what_is_not_there(machine, capsys):
    for command in (["start", "nothing"], ["end", "nothing"], ["info", "nothing"], ["stats", "nothing", "--json"]):
        assert main(["interview", *command]) == 1
    assert capsys.readouterr().err.splitlines() == ["没有找到这场访谈。"] * 4


def test_a_sudden_interview_says_so_to_the_public(running):
    assert running.short_notice == "由管理员在服务器上临时开设，未能提前预告"


def test_one_that_is_planned_soon_needs_a_reason_of_its_own(machine, capsys):
    asked = ["interview", "new", SLUG, "--title", "老年助餐怎么办得更好", "--starts", "2099-01-01T15:00"]
    assert main(asked) == 0
    soon = [*asked[:2], "other", *asked[3:5], "--starts", "2000-01-01T15:00", "--minutes", "60"]
    assert main(soon) == 1
    assert "时间已经过去" in capsys.readouterr().err
    with pytest.raises(Unknown):
        queries.interview_by_slug("other")


def test_info_tells_the_stream_and_the_hubs(running, capsys, settings):
    settings.LIVE_URL = "https://live.example.gov.cn"
    from zhengtong.live.models import Hub

    at = running.announced_at
    Hub.objects.create(name="hub-1", pid=4711, address="127.0.0.1:8010", started_at=at, at=at.replace(year=2100))
    capsys.readouterr()
    assert main(["interview", "info", SLUG, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["stream"] == f"https://live.example.gov.cn/live/{running.channel}/stream"
    assert (told["state"], told["last"], told["online"]) == ("live", 1, 0)
    assert [(hub["name"], hub["pid"], hub["address"]) for hub in told["hubs"]] == [("hub-1", 4711, "127.0.0.1:8010")]
    assert main(["interview", "info", SLUG]) == 0
    assert "pid 4711" in capsys.readouterr().out


def test_stats_tell_every_figure_with_its_definition(running, capsys):
    capsys.readouterr()
    assert main(["interview", "stats", SLUG, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["participants"], told["questions"], told["replies"]) == (0, 0, 0)
    assert told["definitions"]["participants"].startswith("参与人数：")
    assert main(["interview", "stats", SLUG]) == 0
    assert "提问数 0" in capsys.readouterr().out


@pytest.mark.parametrize(
    "asked", [["interview"], ["interview", "sing"], ["interview", "new", "x"], ["interview", "say"]]
)
def test_what_makes_no_sense_is_answered_with_how_to_ask(asked):
    with pytest.raises(SystemExit) as ended:
        main(asked)
    assert ended.value.code == 2
