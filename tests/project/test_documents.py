"""What the documents promise is what the code knows."""

import re
from pathlib import Path

import yaml

from zhengtong.project import env
from zhengtong.project.accounts import PASSWORD

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "configuration.md").read_text()


def test_every_setting_has_a_heading_and_every_heading_a_setting():
    assert re.findall(r"^## `(\w+)`$", PAGE, re.MULTILINE) == [variable.name for variable in env.VARIABLES]


def test_every_setting_is_documented_with_its_default():
    for variable in env.VARIABLES:
        section = PAGE.split(f"## `{variable.name}`")[1].split("\n## ")[0]
        assert f"Default: `{variable.default}`" in section or not variable.default, variable.name


def test_code_reads_no_setting_that_is_not_documented():
    names = {variable.name for variable in env.VARIABLES}
    for path in (ROOT / "src" / "zhengtong").rglob("*.py"):
        for name in re.findall(r"os\.environ(?:\.get)?[\[(]\s*\"([A-Z_]+)\"", path.read_text()):
            assert name in names | {"DJANGO_SETTINGS_MODULE"}, f"{path}: {name}"


def test_both_readmes_name_the_demo_password():
    for name in ("README.md", "README.zh-CN.md"):
        text = (ROOT / name).read_text()
        assert PASSWORD in text and "make run" in text and "make test" in text


def test_the_readmes_name_accounts_that_exist_with_their_names():
    folder = ROOT / "data" / "anfu"
    people = yaml.safe_load((folder / "staff.yaml").read_text())["staff"]
    public = yaml.safe_load((folder / "citizens.yaml").read_text())
    names = {row["username"]: row["name"] for row in [*people, *public["natural"], *public["legal"]]}
    for readme in ("README.md", "README.zh-CN.md"):
        rows = re.findall(r"^\| (\S+) \| `([\w-]+)` \|", (ROOT / readme).read_text(), re.MULTILINE)
        assert len(rows) > 10
        for name, username in rows:
            assert names.get(username) == name, f"{readme}: {username}"
