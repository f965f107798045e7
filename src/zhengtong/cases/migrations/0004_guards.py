from django.db import migrations

# The serial of 办件编号 comes from a sequence: no row to queue behind, gaps are allowed.
MAKE = "CREATE SEQUENCE case_serial MINVALUE 1"
DROP = "DROP SEQUENCE case_serial"


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_initial")]
    operations = [migrations.RunSQL(MAKE, DROP)]
