"""What template management asks for."""

from typing import Any

from django import forms
from wagtail.models import Page

from zhengtong.foundation.errors import Refusal

from .choices import Corners, Density, Lettering, Masthead, PageKind
from .models import Theme
from .rules.looks import TITLE_LINE

PICTURE_BYTES = 5 * 1024 * 1024


class ColourField(forms.CharField):
    """A colour, chosen or typed."""

    widget = forms.TextInput(attrs={"type": "color", "class": "colour"})


class ThemeForm(forms.Form):
    """主题的各项."""

    name = forms.CharField(label="名称", max_length=20)
    primary = ColourField(label="主色", help_text="导航条、顶部条和徽标的颜色，上面的字是白色")
    accent = ColourField(label="强调色", help_text="链接、版块标题和按钮的颜色")
    background = ColourField(label="页面底色", help_text="正文后面的颜色，一般用白色或很浅的颜色")
    masthead = forms.ChoiceField(label="页眉", choices=Masthead.choices)
    picture = forms.ImageField(
        label="页眉图片", required=False, help_text="页眉选“图片”时使用，宽幅横图，不超过5兆；不选则沿用原来的图片"
    )
    title_line = forms.CharField(
        label="站名下的一行字", max_length=TITLE_LINE, required=False, help_text="不填则用英文站名或者上级网站名称"
    )
    lettering = forms.ChoiceField(label="标题字体", choices=Lettering.choices)
    corners = forms.ChoiceField(label="边角", choices=Corners.choices)
    density = forms.ChoiceField(label="疏密", choices=Density.choices)
    note = forms.CharField(label="修改说明", max_length=100, required=False)

    def clean_picture(self) -> Any:
        picture = self.cleaned_data["picture"]
        if picture and picture.size > PICTURE_BYTES:
            raise forms.ValidationError("图片不能超过5兆。")
        return picture


class NewThemeForm(ThemeForm):
    """新建主题."""

    unit = forms.ModelChoiceField(None, label="所属单位", empty_label="请选择")
    is_shared = forms.BooleanField(label="全县各站点都可以选用", required=False)

    def __init__(self, *args: Any, units: Any, may_share: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units
        if not may_share:
            del self.fields["is_shared"]


class ChooseForm(forms.Form):
    """选用主题."""

    theme = forms.ModelChoiceField(Theme.objects.none(), label="主题", required=False, empty_label="默认外观")

    def __init__(self, *args: Any, themes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = themes


class MourningForm(forms.Form):
    """灰色悼念."""

    reason = forms.CharField(label="事由", max_length=100, help_text="例如“国务院公告：全国哀悼日”")
    begins_at = forms.DateTimeField(label="开始时间", widget=forms.DateTimeInput(attrs={"type": "datetime-local"}))
    ends_at = forms.DateTimeField(label="结束时间", widget=forms.DateTimeInput(attrs={"type": "datetime-local"}))


class NewTemplateForm(forms.Form):
    """新建模板."""

    name = forms.CharField(label="名称", max_length=40)
    unit = forms.ModelChoiceField(None, label="所属单位", empty_label="请选择")
    starter = forms.ChoiceField(label="从哪个样板开始")

    def __init__(self, *args: Any, units: Any, starters: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units
        groups = {label: [] for label in PageKind.labels}
        for starter in starters:
            groups[PageKind(starter.kind).label].append((starter.key, starter.name))
        self.fields["starter"].choices = list(groups.items())


class TextForm(forms.Form):
    """模板内容."""

    text = forms.CharField(
        label="模板内容", strip=False, widget=forms.Textarea(attrs={"rows": 28, "spellcheck": "false"})
    )
    note = forms.CharField(label="修改说明", max_length=100, required=False)


class AssignForm(forms.Form):
    """指定网页."""

    page = forms.ModelChoiceField(Page.objects.none(), label="用在", empty_label="请选择站点或栏目")

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["page"].queryset = places
        self.fields["page"].label_from_instance = lambda page: f"{'　' * max(0, page.depth - 2)}{page.title}"


def blame(form: forms.Form, refusal: Refusal) -> None:
    """Say a refusal beside the field it belongs to."""
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
