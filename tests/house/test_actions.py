"""Every act of every room is tried somewhere in this suite, and leaves its entry in the journal."""

import importlib
import pkgutil
import re

import pytest

import zhengtong
from tests.performed import PERFORMED, is_full_run
from zhengtong.journal.actions import ACTIONS
from zhengtong.journal.kinds import KINDS
from zhengtong.project import events


def modules() -> list[str]:
    """Everything the product is made of; an act may live outside `actions`, as the console's do."""
    names = [module.name for module in pkgutil.walk_packages(zhengtong.__path__, "zhengtong.")]
    return [name for name in names if not name.endswith("__main__")]


@pytest.fixture(autouse=True)
def all_is_imported() -> None:
    for name in modules():
        importlib.import_module(name)


def test_every_act_is_registered_with_kinds_that_are_declared():
    # Of the product: other tests try acts and kinds of their own.
    product = [kinds for act, kinds in ACTIONS.items() if act.startswith("zhengtong.")]
    undeclared = {kind for kinds in product for kind in kinds} - set(KINDS)
    assert not undeclared


def test_every_kind_of_entry_has_an_act_that_leaves_it():
    # The page, because other tests declare kinds for trial.
    written = set(re.findall(r"^\| `(.+?)` \|", events.PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    assert not written - {kind for kinds in ACTIONS.values() for kind in kinds}


@pytest.mark.last
def test_every_act_was_performed_and_left_its_entry(request):
    """Runs after everything else (tests/ground.py). An act that leaves no entry, or two, is undone by the journal."""
    if not is_full_run(request.session):
        pytest.skip("only a run of all tests performs every act")
    product = {name for name in ACTIONS if name.startswith("zhengtong.")}
    untried = sorted(product - set(PERFORMED))
    assert not untried, "no test performs " + ", ".join(untried)
