from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("timers", "0002_calendarversion_officeseason_and_more")]
    operations = [
        migrations.AddField("calendarday", "source", models.CharField(max_length=160, default=""), preserve_default=False),
        migrations.AlterField("holidaynotice", "source", models.CharField(max_length=160)),
    ]
