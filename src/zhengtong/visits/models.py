from django.db import models


class PageDay(models.Model):
    """页面日访问 — how often one page was shown on one day."""

    day = models.DateField()
    host = models.CharField(max_length=120)
    path = models.CharField(max_length=500)
    views = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "host", "path"], name="page_day_once")]
        indexes = [
            models.Index(fields=["path", "day"], name="page_day_path", opclasses=["varchar_pattern_ops", "date_ops"])
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.path} {self.views}"


class SiteDay(models.Model):
    """站点日访问 — how many people came to one host on one day; they are told apart within the day only."""

    day = models.DateField()
    host = models.CharField(max_length=120)
    visitors = models.PositiveIntegerField()
    sources = models.JSONField(default=dict, help_text="where they came from → pages shown")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "host"], name="site_day_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.host} {self.visitors}"


class VisitorToday(models.Model):
    """当日访客标记 — an unlinkable token of somebody who came today; gone when the day is counted."""

    day = models.DateField()
    host = models.CharField(max_length=120)
    token = models.CharField(max_length=24)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "host", "token"], name="visitor_today_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.token[:6]}"


class ReadUpTo(models.Model):
    """日志读取位置 — how far a file of the visit log was counted, moved in the transaction that counts."""

    name = models.CharField(max_length=120, primary_key=True)
    offset = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} {self.offset}"
