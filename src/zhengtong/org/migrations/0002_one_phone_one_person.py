from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("org", "0001_initial")]

    operations = [
        migrations.AddConstraint(
            model_name="citizen",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "natural")), fields=("phone_index",), name="one_phone_one_person"
            ),
        ),
    ]
