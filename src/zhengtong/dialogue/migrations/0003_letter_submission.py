from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dialogue", "0002_initial")]
    operations = [
        migrations.AddField(
            model_name="letter",
            name="submission",
            field=models.CharField(
                help_text="token of the page it was sent from: sent once", max_length=32, unique=True
            ),
        ),
    ]
