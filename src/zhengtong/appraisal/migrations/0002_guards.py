from django.db import migrations

# A score is never edited: every change is a revision beside the one before it, whatever role connects. An approved
# indicator or scheme says for ever what it said when months were computed by it.
# TRUNCATE is left to privileges (the application's role has none): a TRUNCATE trigger would break test flushes.
GUARD = """
CREATE FUNCTION appraisal_kept_v1() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '得分记录只增不改：%（%）被拒绝', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER appraisal_revision_kept BEFORE UPDATE OR DELETE ON appraisal_scorerevision
    FOR EACH ROW EXECUTE FUNCTION appraisal_kept_v1();
CREATE TRIGGER appraisal_line_kept BEFORE UPDATE OR DELETE ON appraisal_scoreline
    FOR EACH ROW EXECUTE FUNCTION appraisal_kept_v1();
CREATE TRIGGER appraisal_mark_kept BEFORE UPDATE OR DELETE ON appraisal_scoremark
    FOR EACH ROW EXECUTE FUNCTION appraisal_kept_v1();
CREATE TRIGGER appraisal_score_kept BEFORE UPDATE OR DELETE ON appraisal_score
    FOR EACH ROW EXECUTE FUNCTION appraisal_kept_v1();
CREATE TRIGGER appraisal_objection_kept BEFORE DELETE ON appraisal_scoreobjection
    FOR EACH ROW EXECUTE FUNCTION appraisal_kept_v1();

CREATE FUNCTION appraisal_rules_frozen_v1() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    free text[] := ARRAY['is_chosen', 'approved_by', 'approved_at'];
BEGIN
    IF TG_OP = 'DELETE' OR (to_jsonb(NEW) - free) IS DISTINCT FROM (to_jsonb(OLD) - free) THEN
        RAISE EXCEPTION '已批准的指标和方案不能更改（%）', OLD.name USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER appraisal_scheme_frozen BEFORE UPDATE OR DELETE ON appraisal_scheme
    FOR EACH ROW WHEN (OLD.state = 'approved') EXECUTE FUNCTION appraisal_rules_frozen_v1();
CREATE TRIGGER appraisal_indicator_frozen BEFORE UPDATE OR DELETE ON appraisal_indicator
    FOR EACH ROW WHEN (OLD.state = 'approved') EXECUTE FUNCTION appraisal_rules_frozen_v1();
"""
UNGUARD = """
DROP TRIGGER appraisal_indicator_frozen ON appraisal_indicator;
DROP TRIGGER appraisal_scheme_frozen ON appraisal_scheme;
DROP FUNCTION appraisal_rules_frozen_v1();
DROP TRIGGER appraisal_objection_kept ON appraisal_scoreobjection;
DROP TRIGGER appraisal_score_kept ON appraisal_score;
DROP TRIGGER appraisal_mark_kept ON appraisal_scoremark;
DROP TRIGGER appraisal_line_kept ON appraisal_scoreline;
DROP TRIGGER appraisal_revision_kept ON appraisal_scorerevision;
DROP FUNCTION appraisal_kept_v1();
"""


class Migration(migrations.Migration):
    dependencies = [("appraisal", "0001_initial")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]
