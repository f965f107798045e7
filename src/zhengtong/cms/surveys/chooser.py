"""Choosing a survey or an e-form for an article: what is public, and one's own before it is."""

from django.db.models import Model, QuerySet
from django.urls import reverse
from wagtail.admin.ui.tables import Column

from zhengtong.org.queries import staff_of
from zhengtong.surveys import queries
from zhengtong.surveys.models import Survey

from ..choosing import Offer, OfferChooser


class Surveys(Offer):
    """Only what one may put into an article."""

    facts = [
        Column("kind", label="种类", accessor=lambda survey: survey.get_kind_display()),
        Column("unit", label="单位", accessor=lambda survey: survey.unit.short_name),
        Column("state", label="状态", accessor=lambda survey: survey.get_state_display()),
        Column("closes_on", label="截止日期", accessor=lambda survey: survey.closes_on or "—"),
    ]

    def offered(self) -> QuerySet[Survey]:
        return queries.choosable_by(staff_of(self.request.user))  # type: ignore[attr-defined]

    def url_of(self, instance: Model) -> str:
        """The desk's page for who edits or reviews it, else the public's."""
        staff = staff_of(self.request.user)  # type: ignore[attr-defined]
        is_own = staff is not None and queries.surveys_for_desk(staff).filter(pk=instance.pk).exists()
        return reverse("desk:survey" if is_own else "citizen:survey", args=[instance.slug])


class SurveyChooser(OfferChooser):
    model = "surveys.Survey"
    offer = Surveys
    icon = "form"
    choose_one_text = "选择调查或表单"
    choose_another_text = "换一个"
    edit_item_text = "查看这项调查或表单"


chooser = SurveyChooser("cms_survey_chooser", url_prefix="survey-chooser")
SurveyChooserBlock = chooser.get_block_class(name="SurveyChooserBlock", module_path="zhengtong.cms.surveys.chooser")
