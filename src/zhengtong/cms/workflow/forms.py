from django import forms
from wagtail.forms import TaskStateCommentForm

from .rules import LONGEST_COMMENT, LONGEST_REASON


class OpinionForm(TaskStateCommentForm):
    """What a reviewer may say when passing an article on."""

    comment = forms.CharField(
        label="审核意见（可以不填）", required=False, max_length=LONGEST_COMMENT, widget=forms.Textarea({"rows": 2})
    )


class ReturnForm(TaskStateCommentForm):
    """What a reviewer must say when sending an article back."""

    comment = forms.CharField(
        label="退回理由",
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "请写明退回的理由，撰稿人据此修改。"},
    )
