"""One entry of the list: write it down, change it, retire it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from zhengtong.guards import actions, queries
from zhengtong.guards.choices import Level, WordKind
from zhengtong.guards.models import Word
from zhengtong.guards.rules import HEAD, read_draft
from zhengtong.org.choices import Permission
from zhengtong.web import one_act

from ..door import desk
from .sections import sections


@desk(Permission.WORDS_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    kind = request.GET.get("kind", "")
    typed = dict.fromkeys(HEAD, "") | {"kind": kind if kind in WordKind else WordKind.SENSITIVE}

    def act(said: one_act.Typed) -> Word:
        return actions.add_word(read_draft(said), by=request.staff, at=timezone.now())

    return _form(request, typed, act, "已添加，马上生效；公开的内容将自动复查。", word=None)


@desk(Permission.WORDS_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    word = queries.word_for_desk(pk)
    typed = {name: getattr(word, name) or "" for name in HEAD}

    def act(said: one_act.Typed) -> Word:
        return actions.change_word(pk, read_draft(said), by=request.staff, at=timezone.now())

    return _form(request, typed, act, "已修改，马上生效；公开的内容将自动复查。", word=word)


def _form(request: HttpRequest, typed: one_act.Typed, act, said: str, *, word: Word | None) -> HttpResponse:
    return one_act.form(
        request,
        "desk/words/edit.html",
        typed,
        act,
        lambda made: (f"“{made.text}”{said}", redirect("desk:words")),
        sections=sections(request.staff),
        word=word,
        kinds=WordKind.choices,
        levels=[("", "按类别（敏感词禁止，领导人复核，其他提示）"), *Level.choices],
    )


@desk(Permission.WORDS_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    word = queries.word_for_desk(pk)
    return one_act.form(
        request,
        "desk/words/retire.html",
        {"reason": ""},
        lambda typed: actions.retire_word(pk, typed["reason"], by=request.staff, at=timezone.now()),
        lambda made: (f"“{made.text}”已停用。", redirect("desk:words")),
        sections=sections(request.staff),
        word=word,
        follows=("检查时不再查找这个词语。", "它以前发现的问题，下一次复查时自动关闭。", "停用写入流水。"),
    )


urls = [
    path("words/new/", add, name="word-new"),
    path("words/<int:pk>/", change, name="word"),
    path("words/<int:pk>/retire/", retire, name="word-retire"),
]
