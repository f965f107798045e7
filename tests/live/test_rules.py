"""What a line may be and what stands after many; no database."""

from datetime import UTC, datetime, timedelta

import orjson
import pytest

from zhengtong.foundation.errors import Refusal
from zhengtong.live import rules

AT = datetime(2026, 11, 23, 1, 30, 0, 123456, tzinfo=UTC)
HOST = {"name": "邹雨桐", "post": "县融媒体中心主持人", "role": "host"}


def lines(*told: tuple[str, dict]) -> list[tuple[int, str]]:
    return [
        (number, rules.compose(kind, payload, AT + timedelta(seconds=number)))
        for number, (kind, payload) in enumerate(told, 1)
    ]


def said(words: str, **more) -> tuple[str, dict]:
    return "say", {"who": HOST, "html": rules.as_html(words), **more}


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("各位网友，大家好！", "<p>各位网友，大家好！</p>"),
        ("第一段\n\n  第二段\r\n", "<p>第一段</p><p>第二段</p>"),
        ("如果 1 < 2 & 3 > 2", "<p>如果 1 &lt; 2 &amp; 3 &gt; 2</p>"),
        ("好<script>alert(1)</script>的", "<p>好的</p>"),
        ("<img src=x onerror=alert(1)>您好", "<p>您好</p>"),
        ("<b onclick=alert(1)>重要</b>通知", "<p><strong>重要</strong>通知</p>"),
        ("<a href='java\nscript:alert(1)'>点这里</a>", "<p>点这里</p>"),
        ("<a href='//evil.example/'>点这里</a>", "<p>点这里</p>"),
        (
            '<p>见<a href="/disclosure/">公开目录</a></p>',
            '<p>见<a href="/disclosure/" rel="nofollow noopener">公开目录</a></p>',
        ),
        ("<style>p{display:none}</style><div>一<br>二</div><svg><p>三</p></svg>", "<p>一</p><p>二</p>"),
        ("甲<!-- 乙 -->丙<?php echo 1 ?>", "<p>甲丙</p>"),
        ("<p></p>", ""),
        ("\u202e反\u0000向", "<p>反向</p>"),
    ],
)
def test_a_line_keeps_its_words_and_loses_what_could_run(typed, html):
    assert rules.as_html(typed) == html


def test_what_is_clean_stays_as_it_is():
    once = rules.as_html('<p>一 < 二</p><p><strong>三</strong><a href="https://www.gov.cn/?a=1&amp;b=2">四</a></p>')
    assert rules.as_html(once) == once


def test_the_words_of_a_line_can_be_had_without_its_tags():
    assert rules.as_text("<p>一 &lt; 二</p><p><strong>三</strong></p>") == "一 < 二\n三"


def test_a_line_begins_with_its_moment_in_nanoseconds_and_its_kind():
    text = rules.compose(*said("您好"), AT)
    assert text.startswith('{"at":1795397400123456000,"k":"say","who":')
    assert "\n" not in text
    assert rules.read(text)["html"] == "<p>您好</p>"


def test_a_line_longer_than_4_kb_is_refused_with_a_sentence():
    with pytest.raises(Refusal, match="每条不超过4KB") as refused:
        rules.compose(*said("长" * 1400), AT)
    assert refused.value.code == "line-too-long"


def test_a_line_that_says_nothing_is_refused_unless_it_shows_a_picture():
    with pytest.raises(Refusal, match="没有内容"):
        rules.compose(*said(" \n "), AT)
    rules.compose(*said("", picture={"url": "/interviews/p/1.jpg", "w": 800, "h": 600, "alt": "现场"}), AT)


@pytest.mark.parametrize(
    ("kind", "payload"),
    [("shout", {}), ("say", {"html": "<p>无名</p>"}), ("gone", {"of": 1, "k": "say"}), ("withdrawn", {})],
)
def test_no_caller_can_send_what_is_no_line(kind, payload):
    with pytest.raises(ValueError, match="a line of kind"):
        rules.compose(kind, payload, AT)


def test_a_correction_takes_the_place_of_what_was_said_and_a_withdrawal_leaves_nothing():
    stands = rules.fold(
        lines(said("十二点"), said("多说了"), ("fix", {"of": 1, "html": "<p>十一点</p>"}), ("gone", {"of": 2}))
    )
    [entry] = stands.entries
    assert (entry.number, entry.html, entry.fixed_at) == (1, "<p>十一点</p>", AT + timedelta(seconds=3))
    assert stands.last == 4


def test_a_question_is_asked_put_voted_for_and_answered():
    stands = rules.fold(
        lines(
            ("ask", {"ref": "q1", "name": "张**", "text": "助餐点何时开到横龙？", "votes": 0}),
            ("votes", {"counts": {"q1": 17, "unknown": 3}}),
            ("put", {"ref": "q1"}),
            said("明年三月。", to="q1"),
            ("answered", {"ref": "q1", "of": [4]}),
        )
    )
    question, answer = stands.entries
    assert (question.votes, question.is_put, question.answers) == (17, True, (4,))
    assert answer.to == "q1"


def test_notice_poll_state_and_video_stand_as_they_were_told_last():
    choices = [{"ref": "a", "text": "满意"}, {"ref": "b", "text": "一般"}]
    stands = rules.fold(
        lines(
            ("pin", {"html": "<p>信号调试中</p>"}), ("unpin", {}), ("pin", {"html": "<p>访谈延长十分钟</p>"}),
            ("poll", {"ref": "p1", "title": "满意吗", "choices": choices, "is_open": True}),
            ("poll", {"ref": "p1", "title": "满意吗", "choices": choices, "is_open": False, "counts": {"a": 5}}),
            ("state", {"state": "live", "text": "访谈开始"}),
            ("video", {"state": "on", "url": "/x.m3u8"}), ("video", {"state": "interrupted"}),
        )
    )  # fmt: skip
    assert stands.pinned == "<p>访谈延长十分钟</p>"
    [poll] = stands.polls
    assert not poll.is_open
    assert [choice.count for choice in poll.choices] == [5, 0]
    assert (stands.state, stands.video, stands.video_url) == ("live", "interrupted", "/x.m3u8")
    assert [entry.text for entry in stands.entries] == ["访谈开始"]


def test_what_speaks_of_a_line_that_is_not_there_changes_nothing():
    stands = rules.fold(
        lines(said("您好"), ("gone", {"of": 77}), ("fix", {"of": 78, "html": "<p>x</p>"}), ("put", {"ref": "nobody"}))
    )
    assert [entry.html for entry in stands.entries] == ["<p>您好</p>"]


def test_an_erased_line_tells_only_that_there_was_one():
    text = rules.compose(*said("张某某的身份证号"), AT)
    assert orjson.loads(rules.erased(text)) == {"at": 1795397400123456000, "k": "withdrawn"}
    assert rules.fold([(1, rules.erased(text))]).entries == []
