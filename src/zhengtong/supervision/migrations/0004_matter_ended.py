from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("supervision", "0003_rule_returned")]

    operations = [
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", False)), fields=["ended_at"], name="matter_ended"
            ),
        ),
    ]
