from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("supervision", "0002_due_process")]

    operations = [
        migrations.AddField(
            model_name="ruleversion",
            name="returned_for",
            field=models.CharField(
                blank=True, db_default="", help_text="what the second person asked to be changed", max_length=300
            ),
        ),
    ]
