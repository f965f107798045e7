"""Who comes in here, and what every page of one survey shows of it."""

from datetime import datetime
from typing import Any

from zhengtong.org.choices import Permission
from zhengtong.org.models import Staff
from zhengtong.org.queries import names_of
from zhengtong.surveys import queries, rules
from zhengtong.surveys.choices import SurveyKind, SurveyState
from zhengtong.surveys.models import Survey
from zhengtong.web.desk.door import desk

THOSE = (Permission.SURVEY_EDIT, *queries.REVIEWING)
enter = desk(*THOSE)
editing = desk(Permission.SURVEY_EDIT)


def facts(survey: Survey, staff: Staff, at: datetime) -> dict[str, Any]:
    """The survey as the pages of the desk show it."""
    standing = queries.standing(survey, at)
    is_form = survey.kind == SurveyKind.FORM
    mine = f"staff:{staff.code}"
    codes = [who.removeprefix("staff:") for who in (survey.edited_by, survey.opened_by, survey.published_by) if who]
    names = names_of(codes)
    may_review = queries.may_review(staff, survey.unit)
    return {
        "survey": survey,
        "standing": standing,
        "standing_words": rules.CAST_WORDS[standing]
        if survey.state == SurveyState.OPEN
        else survey.get_state_display(),
        "is_form": is_form,
        "noun": "表单" if is_form else "问卷",
        "may_edit": queries.may_edit(staff, survey.unit),
        "may_review": may_review and mine not in (survey.edited_by, survey.submitted_by),
        "is_own_review": may_review and mine in (survey.edited_by, survey.submitted_by),
        "may_publish": may_review and survey.summary_by != mine,
        "may_read_entries": is_form and queries.may_read_entries(staff, survey),
        "editor": names.get(survey.edited_by.removeprefix("staff:"), ""),
        "opener": names.get(survey.opened_by.removeprefix("staff:"), ""),
        "participants": queries.participated(survey),
    }
