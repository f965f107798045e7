from django.db import migrations

# What people answered to is what they were asked, and an answer stays as it was given, whatever role connects. Rows of
# the box may go: they are written anew, mixed with others (actions/answering.py).
GUARD = """
CREATE SEQUENCE form_entry_serial MINVALUE 1;
CREATE FUNCTION surveys_refuse_v1() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '已开放的问题和已提交的答卷不得改动：% 被拒绝（%）', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER surveys_question_guard BEFORE UPDATE ON surveys_survey
    FOR EACH ROW WHEN (OLD.state IN ('open', 'closed', 'published') AND NEW.definition IS DISTINCT FROM OLD.definition)
    EXECUTE FUNCTION surveys_refuse_v1();
CREATE TRIGGER surveys_survey_guard BEFORE DELETE ON surveys_survey
    FOR EACH ROW WHEN (OLD.opened_at IS NOT NULL) EXECUTE FUNCTION surveys_refuse_v1();
CREATE TRIGGER surveys_answer_guard BEFORE UPDATE ON surveys_surveyanswer
    FOR EACH ROW EXECUTE FUNCTION surveys_refuse_v1();
CREATE TRIGGER surveys_envelope_guard BEFORE UPDATE ON surveys_envelope
    FOR EACH ROW EXECUTE FUNCTION surveys_refuse_v1();
"""
UNGUARD = """
DROP TRIGGER surveys_question_guard ON surveys_survey;
DROP TRIGGER surveys_survey_guard ON surveys_survey;
DROP TRIGGER surveys_answer_guard ON surveys_surveyanswer;
DROP TRIGGER surveys_envelope_guard ON surveys_envelope;
DROP FUNCTION surveys_refuse_v1();
DROP SEQUENCE form_entry_serial;
"""


class Migration(migrations.Migration):
    dependencies = [("surveys", "0001_initial")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]
