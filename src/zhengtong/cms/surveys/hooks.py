"""Where the choice of surveys stands in the editors' door (imported by wagtail_hooks)."""

from wagtail import hooks

from .chooser import SurveyChooser, chooser


@hooks.register("register_admin_viewset")
def choosing() -> SurveyChooser:
    return chooser
