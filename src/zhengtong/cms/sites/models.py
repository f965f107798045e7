from django.db import models

from zhengtong.cms.models import SitePage


class Absence(models.Model):
    """临时下线 — until when a site is away."""

    site = models.OneToOneField(SitePage, on_delete=models.CASCADE, primary_key=True, related_name="absence")
    until = models.DateTimeField("恢复时间")

    def __str__(self) -> str:
        return f"{self.site_id} {self.until:%F}"
