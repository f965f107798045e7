"""Everything that happens because time passes, one row each. Tasks lock their own rows, so two workers do no harm."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.contrib.sessions.models import Session
from django.utils.timezone import localtime

from zhengtong.api import tasks as api
from zhengtong.appraisal import tasks as appraisal
from zhengtong.broadcasts import tasks as broadcasts
from zhengtong.capture import tasks as capture
from zhengtong.cases import tasks as cases
from zhengtong.cms import hotwords, indexing
from zhengtong.cms.capturing import learning
from zhengtong.cms.capturing import tasks as captured
from zhengtong.cms.duties import tasks as columns
from zhengtong.cms.inspection import tasks as inspection
from zhengtong.cms.pagecache import tasks as pages
from zhengtong.cms.theming import tasks as looks
from zhengtong.cms.videos import showing
from zhengtong.cms.workflow import tasks as articles
from zhengtong.disclosure import duties as disclosure_duties
from zhengtong.disclosure import tasks as disclosure
from zhengtong.exchange.province import tasks as province
from zhengtong.files import tasks as files
from zhengtong.guards import tasks as guards
from zhengtong.interviews import tasks as interviews
from zhengtong.journal import sealing
from zhengtong.live import tasks as live
from zhengtong.notices import tasks as notices
from zhengtong.supervision import duties
from zhengtong.supervision import tasks as supervision
from zhengtong.surveys import tasks as surveys
from zhengtong.videos import tasks as videos
from zhengtong.visits import tasks as visits

from . import handing_over, inspecting, recordings, search_feed

# A little after midnight, so that what happened in the day's last second is linked before the day is signed.
SIGN_AFTER = time(0, 5)


@dataclass(frozen=True, slots=True)
class Task:
    """One row: its stable name, its Chinese label, how often (seconds), what is called with the round's moment.

    A task commits matter by matter in transactions of its own; the worker puts one around it only where `is_atomic`.
    """

    name: str
    label: str
    every: float
    run: Callable[[datetime], int | None]
    is_atomic: bool = False


def sign_yesterday(at: datetime) -> int:
    """Sign the chain's head for the day that is over in China; does nothing when it is signed already."""
    now = localtime(at)
    if now.time() < SIGN_AFTER:
        return 0
    while sealing.seal(at):
        pass
    checkpoint = sealing.sign_checkpoint(now.date() - timedelta(days=1), at)
    return int(checkpoint.signed_at == at)


def forget_sessions(at: datetime) -> int:
    """Remove the sessions that ran out."""
    return Session.objects.filter(expire_date__lt=at).delete()[0]


TASKS: tuple[Task, ...] = (
    Task("journal.seal", "流水封链", 1, sealing.seal),
    Task("notices.send", "发送通知", 2, notices.send_due),
    Task("articles.publish", "定时发布稿件", 1, articles.publish_scheduled),
    Task("pages.refresh", "更新网页缓存", 0.2, pages.refresh),
    Task("pages.hotwords", "热词变动后更新网页", 2, hotwords.follow),
    Task("pages.forget", "清理网页变更记录", 600, pages.forget),
    Task("looks.turn", "灰色悼念的开始和结束", 5, looks.turn),
    Task("cases.wake", "办件期限届满处理", 5, cases.wake),
    Task("disclosure.wake", "依申请公开期限届满处理", 5, disclosure.wake),
    Task("supervision.follow", "监察跟读流水", 0.2, supervision.follow),
    Task("supervision.wake", "监察到时唤醒", 1, supervision.wake),
    Task("supervision.rebase", "按新监察规则重判", 10, supervision.rebase),
    Task("supervision.measure", "监察比率测算", 600, supervision.measure),
    Task("supervision.escalate", "督办逾期升级", 30, duties.escalate),
    Task("timers.rederive", "按新日历重算期限", 60, cases.rederive, is_atomic=True),
    Task("journal.sign", "流水日签封", 60, sign_yesterday),
    Task("province.collect", "收集省级报文", 1, province.collect),
    Task("province.send", "报送省平台", 2, province.send),
    Task("province.reconcile", "与省平台对账", 60, province.reconcile),
    Task("appraisal.replay", "撤牌重算得分", 30, appraisal.replay_withdrawn),
    Task("appraisal.compute", "月度绩效评估", 600, appraisal.compute_last_month),
    Task("disclosure.expire", "文件到期失效", 600, disclosure_duties.expire),
    Task("disclosure.reports", "开启年度报告", 600, disclosure_duties.open_reports),
    Task("guards.rescan", "公开内容复查", 2, guards.rescan),
    Task("surveys.box", "答卷入箱与到期结束", 60, surveys.box),
    Task("surveys.purge", "清除到期的表单内容", 3600, surveys.purge),
    Task("api.forget", "清理接口应答", 3600, api.forget),
    Task("columns.tell", "核对栏目更新期限", 60, columns.tell),
    Task("capture.run", "采集信息", 5, captured.collect),
    Task("capture.draft", "采集内容转为草稿", 2, captured.take_in),
    Task("capture.learn", "登记已发布稿件的文本指纹", 30, learning.learn),
    Task("capture.forget", "清理采集记录", 3600, capture.forget),
    Task("inspection.pages", "网页夜间检查", 2, inspecting.pages),
    Task("inspection.links", "检查外部链接", 2, inspecting.links),
    Task("inspection.sites", "探测站点可用性", 5, inspecting.sites),
    Task("inspection.reports", "开启政府网站年度报表", 600, inspection.open_reports),
    Task("visits.fold", "统计访问量", 30, visits.fold),
    Task("interviews.votes", "公布访谈提问支持数", 1, interviews.tell_votes),
    Task("interviews.hand", "未答提问转信件与答复回填", 5, handing_over.follow),
    Task("interviews.record", "为访谈实录配直播录像", 10, recordings.attach),
    Task("interviews.forget", "清除访谈验证码和来访地址", 3600, interviews.forget),
    Task("live.sample", "统计直播在线人数", 10, live.sample),
    Task("videos.make", "视频转码", 2, videos.make),
    Task("videos.show", "视频随稿件公开", 60, showing.follow),
    Task("videos.sweep", "清理中断的视频上传", 600, videos.sweep),
    Task("broadcasts.follow", "随访谈结束视频直播", 2, broadcasts.follow),
    Task("broadcasts.record", "保存直播录像", 5, broadcasts.record),
    Task("broadcasts.annotate", "为直播录像配章节和字幕", 10, broadcasts.annotate),
    Task("broadcasts.sweep", "清理直播文件", 3600, broadcasts.sweep),
    Task("files.sweep", "清理中断的上传", 3600, files.sweep),
    Task("search.follow", "更新搜索索引", 1, search_feed.follow),
    Task("search.pages", "更新网页索引", 1, indexing.follow),
    Task("search.mend", "核对搜索索引", 600, indexing.mend),
    Task("sessions.forget", "清理过期会话", 3600, forget_sessions),
)
