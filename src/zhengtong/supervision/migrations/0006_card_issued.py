from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("supervision", "0005_matter_judged")]

    operations = [
        migrations.AddIndex(model_name="card", index=models.Index(fields=["issued_at"], name="card_issued")),
        migrations.AddIndex(
            model_name="card",
            index=models.Index(condition=models.Q(("state", "pending")), fields=["unit"], name="card_pending"),
        ),
        migrations.AddIndex(
            model_name="card",
            index=models.Index(
                condition=models.Q(("state", "issued"), ("system", "county")),
                fields=["-issued_at", "-id"],
                name="card_issued_here",
            ),
        ),
        migrations.AddIndex(
            model_name="card",
            index=models.Index(
                condition=models.Q(("state", "issued"), models.Q(("system", "county"), _negated=True)),
                fields=["-issued_at", "-id"],
                name="card_issued_outside",
            ),
        ),
    ]
