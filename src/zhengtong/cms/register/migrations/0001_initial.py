import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [("cms", "0004_column_duty"), ("disclosure", "0002_information")]

    operations = [
        migrations.CreateModel(
            name="DisclosedArticle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="disclosed", to="cms.articlepage"
                    ),
                ),
                (
                    "information",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shown_in",
                        to="disclosure.information",
                    ),
                ),
            ],
        ),
    ]
