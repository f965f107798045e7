from django.db import migrations

# Evidence is the database's job: whatever role connects, a written entry, link or checkpoint stays as it is.
# TRUNCATE is left to privileges (the application's role has none): a TRUNCATE trigger would break test flushes.
GUARD = """
CREATE FUNCTION journal_refuse_v1() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '流水只增不改：% 被拒绝（%）', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER journal_entry_guard BEFORE UPDATE OR DELETE ON journal_entry
    FOR EACH ROW EXECUTE FUNCTION journal_refuse_v1();
CREATE TRIGGER journal_link_guard BEFORE UPDATE OR DELETE ON journal_link
    FOR EACH ROW EXECUTE FUNCTION journal_refuse_v1();
CREATE TRIGGER journal_checkpoint_guard BEFORE UPDATE OR DELETE ON journal_checkpoint
    FOR EACH ROW EXECUTE FUNCTION journal_refuse_v1();
CREATE TRIGGER journal_look_guard BEFORE UPDATE OR DELETE ON journal_look
    FOR EACH ROW EXECUTE FUNCTION journal_refuse_v1();
"""
UNGUARD = """
DROP TRIGGER journal_entry_guard ON journal_entry;
DROP TRIGGER journal_link_guard ON journal_link;
DROP TRIGGER journal_checkpoint_guard ON journal_checkpoint;
DROP TRIGGER journal_look_guard ON journal_look;
DROP FUNCTION journal_refuse_v1();
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]
