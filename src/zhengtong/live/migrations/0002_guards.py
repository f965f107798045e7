from django.db import migrations

# What was said stays said, whatever role connects. A line's words may be removed where the law wants that, the line not.
GUARD = """
CREATE FUNCTION live_refuse_v1() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '直播条目只增不改：% 被拒绝', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER live_line_kept BEFORE DELETE ON live_line FOR EACH ROW EXECUTE FUNCTION live_refuse_v1();
CREATE TRIGGER live_line_unchanged BEFORE UPDATE ON live_line
    FOR EACH ROW WHEN (
        (NEW.id, NEW.channel_id, NEW.number, NEW.at) IS DISTINCT FROM (OLD.id, OLD.channel_id, OLD.number, OLD.at)
        OR NEW.text !~ '^\\{"at":[0-9]{19},"k":"withdrawn"\\}$'
    ) EXECUTE FUNCTION live_refuse_v1();
"""
UNGUARD = """
DROP TRIGGER live_line_kept ON live_line;
DROP TRIGGER live_line_unchanged ON live_line;
DROP FUNCTION live_refuse_v1();
"""


class Migration(migrations.Migration):
    dependencies = [("live", "0001_initial")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]
