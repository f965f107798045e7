"""For templates that show more than their models tell: {% shows "below" column.path %}, {% keeps 60 %}."""

from django import template

from zhengtong.cms.pagecache import notes

register = template.Library()


@register.simple_tag
def shows(kind: str, key: object) -> str:
    notes.note(kind, key)
    return ""


@register.simple_tag
def keeps(seconds: int) -> str:
    notes.keep(seconds)
    return ""
