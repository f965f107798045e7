from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from .choices import Kind


class FacetSet(models.Model):
    """分面组合 — one combination of what results are narrowed by; a row is made once and never changed.

    A county has a few thousand of them: counting results by this one number counts all facets at once.
    """

    kind = models.CharField(max_length=16, choices=Kind)
    site = models.CharField(max_length=80, blank=True)
    column = models.CharField(max_length=255, blank=True)
    organ = models.CharField(max_length=80, blank=True)
    year = models.SmallIntegerField(default=0)
    validity = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "site", "column", "organ", "year", "validity"], name="facet_set_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.site} {self.column} {self.year or ''}".strip()


class Listing(models.Model):
    """检索条目 — one public thing as a result shows it; what is no longer public has no row."""

    kind = models.CharField(max_length=16, choices=Kind)
    ref = models.CharField(max_length=120)
    url = models.CharField(max_length=500)
    title = models.CharField(max_length=300)
    keywords = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)
    document_number = models.CharField(max_length=80, blank=True)
    index_number = models.CharField(max_length=80, blank=True)
    published_at = models.DateTimeField(null=True)
    stamp = models.CharField(max_length=80, blank=True, help_text="the state that was indexed, for whoever compares")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "ref"], name="listing_once")]

    def __str__(self) -> str:
        return self.title


class Posting(models.Model):
    """检索词表 — the words of one listing, and what results are counted and first ordered by.

    A row is narrow: its words are kept outside (see migration 0001), so counting a hundred thousand reads a few pages.
    """

    listing = models.OneToOneField(Listing, primary_key=True, on_delete=models.CASCADE, related_name="posting")
    facets = models.ForeignKey(FacetSet, on_delete=models.PROTECT, db_index=False, related_name="+")
    day = models.IntegerField(help_text="day of publication, in days since 1970")
    quality = models.IntegerField(
        help_text="weight and freshness as one number: days since 1970, later for what weighs more"
    )
    lexemes = SearchVectorField()

    class Meta:
        indexes = [
            GinIndex(fields=["lexemes"], name="posting_lexemes", fastupdate=False),
            models.Index(fields=["-quality"], name="posting_quality"),
            models.Index(fields=["-day"], name="posting_day"),
        ]

    def __str__(self) -> str:
        return str(self.listing_id)


class SearchWord(models.Model):
    """搜索词 — how often a question was asked on a day, and by how many visitors; nobody's name, no address."""

    word = models.CharField(max_length=30)
    day = models.DateField()
    times = models.PositiveIntegerField(default=1)
    visitors = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "word"], name="search_word_once")]

    def __str__(self) -> str:
        return f"{self.word} {self.day:%Y-%m-%d} {self.times}"
