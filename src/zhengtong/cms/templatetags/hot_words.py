from django import template
from django.utils.safestring import SafeString, mark_safe

from zhengtong.cms import hotwords

register = template.Library()


@register.filter
def hot_words(markup: str) -> SafeString:
    """The rendered text of an article with its hot words linked."""
    return mark_safe(hotwords.linked(markup))
