"""The timeline. livehub reads and writes these tables by plain SQL: their names and columns are a contract with it."""

from django.db import models


class Channel(models.Model):
    """直播通道 — one timeline of numbered lines, of an interview or whatever else is told live."""

    name = models.CharField(max_length=60, unique=True)
    last = models.IntegerField(
        db_default=0, help_text="number of the newest line: rows of one channel queue at this one"
    )
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class Line(models.Model):
    """直播条目 — one line as every listener gets it; never changed and never removed, corrections are new lines."""

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="lines")
    number = models.IntegerField(help_text="from 1, without gaps")
    text = models.TextField(
        help_text="one line of compact JSON: at (ns since 1970), k (kind), and what the kind carries"
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "number"], name="line_number")]

    def __str__(self) -> str:
        return f"{self.channel} {self.number}"


class Presence(models.Model):
    """在线心跳 — how many listen to a channel at one hub; written by the hub every few seconds, meaningless when old."""

    pk = models.CompositePrimaryKey("hub", "channel")
    hub = models.CharField(max_length=80)
    channel = models.CharField(max_length=60)
    listeners = models.IntegerField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.hub} {self.channel} {self.listeners}"


class Hub(models.Model):
    """分发进程 — one process that hands lines to listeners; it writes its own row and keeps it fresh."""

    name = models.CharField(max_length=80, primary_key=True)
    pid = models.IntegerField()
    address = models.CharField(max_length=120)
    started_at = models.DateTimeField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Sample(models.Model):
    """在线采样 — the most that listened to a channel at once within one minute."""

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="samples")
    at = models.DateTimeField(help_text="the minute's beginning")
    online = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "at"], name="sample_of_minute")]

    def __str__(self) -> str:
        return f"{self.channel} {self.at} {self.online}"
