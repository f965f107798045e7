from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Func
from django.db.models.functions import Now


class Xid8Field(models.Field):
    """PostgreSQL's 64-bit transaction id."""

    def db_type(self, connection):
        return "xid8"

    def from_db_value(self, value, expression, connection):
        return None if value is None else int(value)


class CurrentTransaction(Func):
    function = "pg_current_xact_id"
    template = "%(function)s()"
    output_field = Xid8Field()


class CachedPage(models.Model):
    """缓存网页 — a page that lies on disk for everybody, and everything it shows."""

    host = models.CharField(max_length=255, help_text="host of a site of its own, else “default”")
    path = models.CharField(max_length=1000)
    page_id = models.BigIntegerField()
    tags = ArrayField(models.CharField(max_length=120))
    etag = models.CharField(max_length=40)
    written_at = models.DateTimeField(db_default=Now())
    stale_at = models.DateTimeField(null=True, help_text="when it is made anew, changed or not")
    is_front = models.BooleanField(default=False, help_text="a home page or a topic: made anew, never just removed")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["host", "path"], name="cached_page_once")]
        indexes = [
            GinIndex(fields=["tags"], name="cached_page_tags", fastupdate=False),
            models.Index(fields=["stale_at"], name="cached_page_stale", condition=models.Q(stale_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.host}{self.path}"


class PageChange(models.Model):
    """网页变更 — something that pages show has changed; written with the change itself, kept until no page in the making
    can have missed it."""

    tags = ArrayField(models.CharField(max_length=120))
    page_id = models.BigIntegerField(null=True, help_text="a page that is now public and should be there at once")
    xid = Xid8Field(db_default=CurrentTransaction())
    told_at = models.DateTimeField(db_default=Now())
    taken_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="page_change_open", condition=models.Q(done_at__isnull=True)),
            models.Index(fields=["xid"], name="page_change_xid"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {'、'.join(self.tags[:5])}"
