from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [
        migrations.AddIndex(model_name="posting", index=models.Index(fields=["-quality"], name="posting_quality")),
        migrations.AddIndex(model_name="posting", index=models.Index(fields=["-day"], name="posting_day")),
    ]
