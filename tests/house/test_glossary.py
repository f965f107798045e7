"""One Chinese term, one English word: every model stands in docs/glossary.md and opens its docstring with its term."""

import re
from pathlib import Path

import pytest
from django.apps import apps

GLOSSARY = Path(__file__).resolve().parents[2] / "docs" / "glossary.md"
# | 中文 | Model | room | what |, below the head of the first table
ROWS = re.findall(r"^\| (\S+) \| (\w+) \| (\w+) \| ", GLOSSARY.read_text(), re.MULTILINE)[1:]
TERMS = {english: (chinese, room) for chinese, english, room in ROWS}
# Tables between two models that Django makes itself have no class of ours.
MODELS = [model for model in apps.get_models() if model.__module__.startswith("zhengtong.")]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_model_has_its_term(model):
    name = model.__name__
    assert name in TERMS, f"{name} is not in docs/glossary.md"
    chinese, room = TERMS[name]
    assert (model.__doc__ or "").startswith(f"{chinese} — "), f"{name}'s docstring should open with “{chinese} — ”"
    assert model._meta.app_label == room


def test_no_term_and_no_word_stands_twice():
    assert len({chinese for chinese, _, _ in ROWS}) == len({english for _, english, _ in ROWS}) == len(ROWS)


def test_no_term_is_left_of_a_model_that_is_gone():
    assert set(TERMS) == {model.__name__ for model in MODELS}
