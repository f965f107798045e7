"""What site management asks for."""

from typing import Any

from django import forms

from zhengtong.cms.models import SitePage
from zhengtong.org.models import Unit


class OpenForm(forms.Form):
    """开设站点."""

    title = forms.CharField(label="站点名称", max_length=60, help_text="例如“安福县民政局”")
    unit = forms.ModelChoiceField(Unit.objects.none(), label="主办单位", empty_label="请选择")
    slug = forms.CharField(label="地址名", max_length=40, help_text="网址中的一段，例如“mz”，网址即为“/mz/”")

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units


class AddressForm(forms.Form):
    """变更域名."""

    hostname = forms.CharField(
        label="独立域名", max_length=253, required=False, help_text="例如“mz.anfu.gov.cn”；留空则只用门户下的路径"
    )


class OfflineForm(forms.Form):
    """临时下线."""

    notice = forms.CharField(
        label="下线公告",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="写明原因、时间和替代的办事渠道，公众访问本站任何网页都会看到",
    )
    until = forms.DateTimeField(
        label="恢复时间", widget=forms.DateTimeInput(attrs={"type": "datetime-local"}), help_text="最长30天"
    )


class MergeForm(forms.Form):
    """整合迁移."""

    into = forms.ModelChoiceField(SitePage.objects.none(), label="整合到", empty_label="请选择")
    sure = forms.BooleanField(label="我确认：本站所有网页移入所选站点，原网址永久跳转，不能自动撤销")

    def __init__(self, *args: Any, sites: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = sites


class SureForm(forms.Form):
    """恢复上线、永久下线."""

    sure = forms.BooleanField(label="我确认")
