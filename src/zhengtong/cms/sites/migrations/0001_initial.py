import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = [("cms", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Absence",
            fields=[
                (
                    "site",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="absence",
                        serialize=False,
                        to="cms.sitepage",
                    ),
                ),
                ("until", models.DateTimeField(verbose_name="恢复时间")),
            ],
        ),
    ]
