"""What the pages of capture ask for."""

from typing import Any

from django import forms

from zhengtong.capture.choices import RuleKind, SourceKind
from zhengtong.capture.models import CaptureSource
from zhengtong.capture.rules.sources import LONGEST_MINUTES, MOST_NEW, SHORTEST_MINUTES, Wanted

Groups = list[tuple[str, list[tuple[int, str]]]]
INTERVALS = (
    (30, "每30分钟"),
    (60, "每小时"),
    (180, "每3小时"),
    (360, "每6小时"),
    (720, "每12小时"),
    (1440, "每天"),
    (10080, "每周"),
)


class PlaceField(forms.TypedChoiceField):
    """A column, chosen from those one may write for."""

    def __init__(self, groups: Groups = (), **how: Any) -> None:  # type: ignore[assignment]
        super().__init__(coerce=int, label="草稿放入栏目", **how)
        self.choices = [("", "请选择"), *groups]


class SourceForm(forms.Form):
    """采集来源."""

    name = forms.CharField(
        label="来源名称", max_length=60, help_text="写全称，例如“江西省民政厅”；网页没有注明来源时，稿件用它"
    )
    kind = forms.ChoiceField(label="类型", choices=SourceKind.choices)
    address = forms.CharField(
        label="网址", max_length=1000, help_text="订阅、站点地图或列表网页的网址；主机须在采集白名单内"
    )
    rule_kind = forms.ChoiceField(label="链接规则", choices=RuleKind.choices)
    rule = forms.CharField(
        label="规则内容",
        max_length=200,
        required=False,
        help_text="网址通配用“*”代表任意字符，例如“*/art/2026/*.html”；CSS选择器例如“.news-list a”。订阅和站点地图可以不填，列表网页必须填",
    )
    place = PlaceField()
    since = forms.DateField(
        label="起始日期",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="这一天以前发布的不采集",
    )
    minutes = forms.TypedChoiceField(label="采集间隔", choices=INTERVALS, coerce=int, initial=360)
    most = forms.IntegerField(label="每轮最多篇数", min_value=1, max_value=MOST_NEW, initial=20)
    takes_pictures = forms.BooleanField(
        label="采集正文图片", required=False, help_text="图片存入本站图片库；不选则正文不带图片"
    )

    def __init__(self, *args: Any, groups: Groups, source: CaptureSource | None = None, **how: Any) -> None:
        super().__init__(*args, **how)
        self.fields["place"].choices = [("", "请选择"), *groups]
        minutes = source.minutes if source else None
        if minutes and minutes not in dict(INTERVALS) and SHORTEST_MINUTES <= minutes <= LONGEST_MINUTES:
            self.fields["minutes"].choices = [(minutes, f"每{minutes}分钟"), *INTERVALS]

    def wanted(self) -> Wanted:
        said = dict(self.cleaned_data)
        said.pop("place")
        return Wanted(**said)


class PageForm(forms.Form):
    """采集一个网址."""

    address = forms.CharField(
        label="网页地址", max_length=1000, help_text="粘贴文章所在网页的网址；主机须在采集白名单内"
    )
    place = PlaceField()
    takes_pictures = forms.BooleanField(label="采集正文图片", required=False, initial=True)

    def __init__(self, *args: Any, groups: Groups, **how: Any) -> None:
        super().__init__(*args, **how)
        self.fields["place"].choices = [("", "请选择"), *groups]


class HostForm(forms.Form):
    """加入白名单."""

    host = forms.CharField(label="主机", max_length=253, help_text="例如“www.jiangxi.gov.cn”，不带“http://”和路径")
    port = forms.IntegerField(
        label="端口", required=False, min_value=1, max_value=65535, help_text="一般不填，即80和443"
    )
    note = forms.CharField(label="哪个单位的网站", max_length=100)
    with_subdomains = forms.BooleanField(label="包含它的下级域名", required=False)
    is_internal = forms.BooleanField(
        label="允许指向内部网络", required=False, help_text="只在采集本单位内网或本机的网站时选择；一般网站不要选"
    )
