from django.db import migrations


class Migration(migrations.Migration):
    """Wagtail indexes neither the address, by which every page is found (by hash: addresses have no greatest length),
    nor the depth, by which menus are made."""

    dependencies = [("cms", "0005_video_part"), ("wagtailcore", "0098_apitoken")]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX cms_page_by_address ON wagtailcore_page USING hash (url_path)",
            "DROP INDEX cms_page_by_address",
        ),
        migrations.RunSQL(
            "CREATE INDEX cms_page_by_depth ON wagtailcore_page (depth, path text_pattern_ops)",
            "DROP INDEX cms_page_by_depth",
        ),
    ]
