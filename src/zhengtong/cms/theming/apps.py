from django.apps import AppConfig


class ThemingConfig(AppConfig):
    """模板管理"""

    name = "zhengtong.cms.theming"
    label = "theming"
    verbose_name = "模板管理"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from zhengtong.cms.pagecache import notes

        from . import events, models  # noqa: F401 — declares the journal kinds of themes and templates

        # Whoever changes them tells the page cache which pages they concern (`actions`).
        for model in (models.Theme, models.ThemeVersion, models.SiteLook, models.Template, models.TemplateVersion):
            notes.follow(model._meta.db_table)
        for model in (models.TemplateAssignment, models.Mourning):
            notes.follow(model._meta.db_table)
