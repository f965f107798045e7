"""样式指南: every part of the pages with real words, so that one look shows what a change does."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import segno
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from legalclock import Budget, Clock, china_calendar
from zhengtong.cases.choices import State
from zhengtong.supervision.choices import CardState, Level, Light

from .context import Me
from .icons import ICONS
from .navigation import Entry
from .oversight import navigation as oversight_navigation

LOCAL = ZoneInfo("Asia/Shanghai")
REF = "360829012XK20261123000017"

SWATCHES = (
    ("accent", "主色", "#1B5FAA"),
    ("accent-deep", "深蓝", "#123F73"),
    ("accent-wash", "浅蓝底", "#EDF3FA"),
    ("ink", "正文", "#1C2733"),
    ("ink-soft", "次要文字", "#4B5866"),
    ("line", "分隔线", "#D9DFE6"),
    ("ground", "页面底", "#F7F6F3"),
    ("success", "办成", "#1D6B42"),
    ("warn", "提醒", "#855300"),
    ("error", "出错", "#B3261E"),
)
REGIONS = [
    ("平都镇", [("360829100001", "东门社区"), ("360829100002", "北门社区")]),
    ("横龙镇", [("360829104200", "石溪村"), ("360829104201", "盆形村")]),
]
RECEIVING = [
    ("window", "到窗口领取"),
    ("mail", "邮寄到家（邮费到付）"),
    ("electronic", "下载电子文件"),
]
SERVICES = (
    ("取水许可", "县水利局", "20个工作日", "承诺10个工作日", "不收费"),
    ("林木采伐许可", "县林业局", "20个工作日", "承诺7个工作日", "不收费"),
    ("内资企业设立登记", "县市场监督管理局", "5个工作日", "承诺1个工作日", "不收费"),
)
TABS = [
    ("guide", "办事指南", "#tabs"),
    ("forms", "表格下载", "#tabs", 3),
    ("ask", "网上咨询", "#tabs"),
    ("apply", "网上申请", "#tabs"),
    ("results", "结果反馈", "#tabs"),
]
COURSE = (
    {
        "title": "网上提交申请",
        "at": datetime(2026, 11, 23, 9, 12, tzinfo=LOCAL),
        "by": "张*英",
        "text": "提交材料4件。",
    },
    {"title": "窗口收件", "at": datetime(2026, 11, 23, 10, 5, tzinfo=LOCAL), "by": "县政务服务中心3号窗口"},
    {
        "title": "受理",
        "at": datetime(2026, 11, 23, 15, 40, tzinfo=LOCAL),
        "by": "县水利局",
        "text": "材料齐全、符合法定形式，自11月24日起计算办理时限。",
    },
    {"title": "审查", "by": "县水利局水政水资源股", "state": "current", "text": "正在审查水资源论证材料。"},
    {"title": "决定", "state": "next"},
    {"title": "送达", "state": "next"},
)
HALTED = (
    {"title": "受理", "at": datetime(2026, 9, 7, 9, 0, tzinfo=LOCAL), "by": "县林业局"},
    {
        "title": "特别程序：专家评审",
        "at": datetime(2026, 9, 14, 16, 20, tzinfo=LOCAL),
        "state": "paused",
        "text": "依据《行政许可法》第四十五条，专家评审所需时间不计入办理时限。",
    },
    {
        "title": "申请人撤回",
        "at": datetime(2026, 9, 21, 11, 0, tzinfo=LOCAL),
        "by": "李*明",
        "state": "stopped",
    },
)
FACTS = (
    ("事项类型", "行政许可"),
    ("实施机关", "安福县水利局"),
    ("服务对象", "自然人、企业法人"),
    ("法定办结时限", "20个工作日"),
    ("承诺办结时限", "10个工作日"),
    ("收费", "不收费"),
)
RECEIPT_FACTS = (
    ("申请事项", "取水许可"),
    ("申请人", "张*英"),
    ("受理机关", "安福县水利局"),
    ("提交时间", "2026年11月23日 09:12"),
)
STATS = (
    ("今日收件", 37, "件", "#stats"),
    ("正在办理", 412, "件", "#stats"),
    ("三日内到期", 9, "件", "#stats"),
    ("本月按时办结率", "99.2", "%", ""),
)
ROWS = (
    (2, REF, "取水许可", "张*英", State.REVIEWING, date(2026, 11, 23), "remaining-soon", "triangle"),
    (0, "360829021XK20261109000032", "林木采伐许可", "李*明", State.SUSPENDED, date(2026, 11, 9), "", "pause"),
    (-1, "360829033BM20261102000208", "高龄补贴申领", "周*", State.ACCEPTED, date(2026, 11, 2), "remaining-late", ""),
    (
        7,
        "360829012QR20261120000151",
        "水土保持方案审批",
        "安福县泸水建材有限公司",
        State.CORRECTING,
        date(2026, 11, 20),
        "",
        "",
    ),
)
BADGES = (
    *((level, CardState.ISSUED) for level in Level.values),
    (Level.YELLOW, CardState.PENDING),
    (Level.RED, CardState.WITHDRAWN),
    (Level.YELLOW, CardState.CLOSED),
)
DESK_ENTRIES = (
    Entry("收件箱", "", icon="inbox", url="#", is_current=True),
    Entry("窗口收件", "", icon="window", url="#"),
    Entry("办件查询", "", icon="search", url="#"),
    Entry("事项管理", "", icon="list", url="#"),
    Entry("表单设计", "", icon="form", url="#"),
    Entry("咨询答复", "", icon="message", url="#"),
    Entry("机构人员", "", icon="people", url="#"),
    Entry("工作日历", "", icon="calendar", url="#"),
    Entry("流水", "", icon="book", url="#"),
)


@require_safe
def citizen(request: HttpRequest) -> HttpResponse:
    qr = segno.make(f"https://example.gov.cn/p/{REF}", error="m").svg_inline(scale=4, border=0, omitsize=True)
    return render(
        request,
        "styleguide/citizen.html",
        {
            "swatches": SWATCHES,
            "icons": sorted(ICONS),
            "regions": REGIONS,
            "receiving": RECEIVING,
            "errors": {
                "phone": "手机号码应为11位数字，以1开头，请核对。",
                "id_number": "身份证号码的校验位不正确，请逐位核对。",
            },
            "notify": [("sms", "发短信给我"), ("site", "在“我的办件”里提醒")],
            "kept": [{"token": "sample", "name": "取水口位置图.jpg"}],
            "notified": ["sms"],
            "services": SERVICES,
            "tabs": TABS,
            "states": State.choices,
            "course": COURSE,
            "halted": HALTED,
            "due": date(2026, 12, 7),
            "statutory_due": date(2026, 12, 21),
            "provisional_due": date(2027, 1, 26),
            "explanation": Clock(date(2025, 9, 26), statutory=Budget.parse("5wd")).explain(
                "statutory", china_calendar()
            ),
            "facts": FACTS,
            "receipt_facts": RECEIPT_FACTS,
            "stats": STATS,
            "step_labels": [("填写信息", "#steps"), ("上传材料", "#steps"), "核对确认", "提交"],
            "page": Paginator(range(486), 20).get_page(request.GET.get("page", 4)),
            "ref": REF,
            "qr": mark_safe(qr),
        },
    )


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "styleguide/desk.html",
        {
            "me": Me("李晓芳", is_staff=True, unit_name="县政务服务中心"),
            "desk_entries": DESK_ENTRIES,
            "desk_search_url": "#",
            "stats": STATS,
            "rows": [(*row[:4], row[4].value, row[4].label, *row[5:]) for row in ROWS],
            "states": State.choices,
            "course": COURSE,
            "due": date(2026, 12, 7),
            "facts": FACTS,
            "page": Paginator(range(486), 20).get_page(request.GET.get("page", 2)),
            "follows": (
                "办件终止，不能恢复；申请人会收到短信通知。",
                "已上传的材料保留在流水中，可供审计查看。",
                "理由会写入告知书，申请人可以看到。",
            ),
        },
    )


@require_safe
def oversight(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "styleguide/oversight.html",
        {
            "me": Me("林正初", is_staff=True, unit_name="县监委"),
            "oversight_entries": [
                replace(entry, url="#", is_current=entry.is_root) for entry in oversight_navigation.ENTRIES
            ],
            "oversight_url": "#",
            "lights": Light.values,
            "light_choices": Light.choices,
            "badges": BADGES,
            "rows": [
                (light, ref, item, "县水利局", received)
                for light, (_, ref, item, _, _, received, *_) in zip(Light.values[1:], ROWS, strict=True)
            ],
            "split": {"office": 3 * 86400, "applicant": 86400 + 7200, "third_party": 40000, "special": 5 * 86400},
            "page": Paginator(range(486), 20).get_page(request.GET.get("page", 2)),
            "follows": (
                "这张黄牌不再计入统计和绩效评估，但保留在页面上，标明已撤销。",
                "理由写入流水，被监察单位可以看到。",
            ),
        },
    )


urls = [
    path("", citizen, name="citizen"),
    path("oversight/", oversight, name="oversight"),
    path("desk/", desk, name="desk"),
]
