"""The demo county, loaded in stages at the first start or by `zhengtong demo`; what is there already stays."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from legalclock import china_calendar, load_laws
from zhengtong.appraisal import actions as appraisal
from zhengtong.catalog import actions as catalog
from zhengtong.cms.capturing.loading import load_capture
from zhengtong.cms.inspection.loading import load_site_reports
from zhengtong.cms.loading import load_articles, load_sites
from zhengtong.cms.register.loading import load_documents
from zhengtong.cms.theming.loading import load_looks
from zhengtong.cms.videos.loading import load_videos
from zhengtong.disclosure.loading import load_information
from zhengtong.forms import actions as forms
from zhengtong.guards import actions as guards
from zhengtong.org import loading
from zhengtong.org.models import Unit
from zhengtong.supervision import board
from zhengtong.supervision.actions import watching
from zhengtong.supervision.actions.rulebook import load_rules
from zhengtong.timers import actions as timers
from zhengtong.timers.models import CalendarVersion

from . import accounts, env, screen
from .demo_cases import load_demo_cases, load_disclosures, load_follow_ups, load_interviews, load_outside, load_surveys

BY = "system"
Tell = Callable[[str], None]
"""Told in Chinese what was just loaded."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One part of the county: what the screen calls it and what loads it."""

    label: str
    load: Callable[[Path, datetime, Tell], None]


def load(home: Path, at: datetime) -> None:
    """Run every stage under a progress bar. Each stage may be run again: one broken off is completed the next time."""
    unfinished = marker(home)
    unfinished.touch()
    with screen.progress() as bars:
        bar = bars.add_task("", total=len(STAGES))
        for stage in STAGES:
            bars.update(bar, description=f"载入{stage.label}")
            stage.load(settings.COUNTY_DATA, at, lambda words: bars.console.print(f"  {words}"))
            bars.advance(bar)
        bars.update(bar, description="安福县已载入")
    unfinished.unlink()


def is_empty() -> bool:
    """Whether no county was ever loaded into this database."""
    return not Unit.objects.exists()


def marker(home: Path) -> Path:
    """Stands while a county is being loaded; one that is found at a start tells of a load that was broken off."""
    folder = home / "run"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "county.loading"


def _organisation(folder: Path, at: datetime, tell: Tell) -> None:
    password = accounts.PASSWORD if env.is_demo() else None
    loading.load_county(
        folder, at, demo_password=password, progress=lambda what, count: tell(f"{what} {count}") if count else None
    )


def _calendar(folder: Path, at: datetime, tell: Tell) -> None:
    if not CalendarVersion.objects.exists():
        days = timers.seed_calendar(china_calendar(), _seasons(folder / "office-hours.yaml"), by=BY, at=at)
        tell(f"放假与调休 {days} 天")
    tell(f"法定期限 {timers.load_laws(load_laws())} 项")


def _seasons(path: Path) -> list[dict[str, Any]]:
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [
        {
            "code": season["code"],
            "name": season["name"],
            "first": season["from"],
            "last": season["to"],
            "sessions": ",".join(f"{session['from']}-{session['to']}" for session in season["sessions"]),
        }
        for season in document["seasons"]
    ]


def _forms(folder: Path, at: datetime, tell: Tell) -> None:
    tell(f"表单 {len(forms.load_forms(folder / 'forms', by=BY, at=at))} 张")


def _items(folder: Path, at: datetime, tell: Tell) -> None:
    units = {unit.code: unit for unit in Unit.objects.all()}
    tell(f"事项 {len(catalog.load_items(folder / 'items', units=units, at=at))} 项")


def _sites(folder: Path, at: datetime, tell: Tell) -> None:
    sites, columns = load_sites(folder, at=at)
    tell(f"站点 {sites} 个，栏目 {columns} 个")
    tell(f"稿件 {load_articles(folder, at=at)} 篇")


def _looks(folder: Path, at: datetime, tell: Tell) -> None:
    themes, sites, templates = load_looks(folder, at=at)
    tell(f"主题 {themes} 个，用于 {sites} 个站点；模板 {templates} 个")


def _site_reports(folder: Path, at: datetime, tell: Tell) -> None:
    if env.is_demo():
        tell(f"政府网站年度报表 {load_site_reports(at)} 份")


def _capture(folder: Path, at: datetime, tell: Tell) -> None:
    if env.is_demo():
        tell(f"采集来源 {load_capture(folder, at=at)} 个")


def _videos(folder: Path, at: datetime, tell: Tell) -> None:
    if env.is_demo():
        tell(f"视频 {load_videos(folder, at=at)} 个，启动后转码")


def _register(folder: Path, at: datetime, tell: Tell) -> None:
    if env.is_demo():
        count, reports = load_information(folder, at=at)
        tell(f"政府信息 {count} 条，公开年报 {reports} 份")
        tell(f"公开稿件 {load_documents(at=at)} 篇")


def _appraisal(folder: Path, at: datetime, tell: Tell) -> None:
    indicators, schemes = appraisal.load_seed(folder.parent / "appraisal", by=BY, at=at)
    tell(f"评估指标 {indicators} 个，评估方案 {schemes} 个")


def _words(folder: Path, at: datetime, tell: Tell) -> None:
    tell(f"词语 {guards.load_seed(folder.parent / 'guards', at=at)} 条")


def _rules(folder: Path, at: datetime, tell: Tell) -> None:
    tell(f"监察规则 {load_rules(folder.parent / 'rules', at=at, by=BY)} 条")


def _watch(folder: Path, at: datetime, tell: Tell) -> None:
    watching.catch_up(at)
    tell(f"监察事项 {board.number_watched()} 件")


def _cases(folder: Path, at: datetime, tell: Tell) -> None:
    # A county that goes to work (DEMO=0) begins with empty desks.
    if env.is_demo():
        load_demo_cases(at, tell)


def _requests(folder: Path, at: datetime, tell: Tell) -> None:
    if env.is_demo():
        load_disclosures(at, tell)


def _surveys(folder: Path, at: datetime, tell: Tell) -> None:
    if env.is_demo():
        load_surveys(folder, at, tell)


def _interviews(folder: Path, at: datetime, tell: Tell) -> None:
    if env.is_demo():
        load_interviews(folder, at, tell)


def _outside(folder: Path, at: datetime, tell: Tell) -> None:
    if env.is_demo():
        load_outside(at, tell)


def _follow_ups(folder: Path, at: datetime, tell: Tell) -> None:
    if env.is_demo() and load_follow_ups(at, tell):
        watching.catch_up(at)


STAGES = (
    Stage("区划、机构与人员", _organisation),
    Stage("工作日历与法定期限", _calendar),
    Stage("电子表单", _forms),
    Stage("事项库", _items),
    Stage("门户网站群", _sites),
    Stage("站点的主题和模板", _looks),
    Stage("政府网站年度报表", _site_reports),
    Stage("视频", _videos),
    Stage("敏感词、错词和热词", _words),
    Stage("信息采集", _capture),
    Stage("政府信息", _register),
    Stage("监察规则", _rules),
    Stage("绩效评估指标与方案", _appraisal),
    Stage("示范办件、咨询和投诉", _cases),
    Stage("依申请公开", _requests),
    Stage("调查征集和网页咨询", _surveys),
    Stage("在线访谈", _interviews),
    Stage("外部系统", _outside),
    Stage("电子监察", _watch),
    Stage("发牌后续", _follow_ups),
)
