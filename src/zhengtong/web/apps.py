from django.apps import AppConfig


class WebConfig(AppConfig):
    """The doors."""

    name = "zhengtong.web"
    label = "web"
    verbose_name = "各类入口"

    def ready(self) -> None:
        from . import consulting, public_texts

        public_texts.register()
        consulting.register()
