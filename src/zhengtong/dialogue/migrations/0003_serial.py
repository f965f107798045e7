from django.db import migrations

# The serial of 咨询编号 comes from a sequence: no row to queue behind, gaps are allowed.
MAKE = "CREATE SEQUENCE letter_serial MINVALUE 1"
DROP = "DROP SEQUENCE letter_serial"


class Migration(migrations.Migration):
    dependencies = [("dialogue", "0002_initial")]
    operations = [migrations.RunSQL(MAKE, DROP)]
