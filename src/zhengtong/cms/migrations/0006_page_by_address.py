from django.db import migrations


class Migration(migrations.Migration):
    """Every page is found by its address, which Wagtail does not index; by hash, as addresses have no greatest length."""

    dependencies = [("cms", "0005_video_part"), ("wagtailcore", "0098_apitoken")]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX cms_page_by_address ON wagtailcore_page USING hash (url_path)",
            "DROP INDEX cms_page_by_address",
        )
    ]
