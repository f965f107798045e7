import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cms", "0003_review")]

    operations = [
        migrations.CreateModel(
            name="ColumnDuty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("updated_at", models.DateTimeField(null=True)),
                ("due_at", models.DateTimeField()),
                (
                    "column",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="duty", to="cms.columnpage"
                    ),
                ),
            ],
        ),
    ]
