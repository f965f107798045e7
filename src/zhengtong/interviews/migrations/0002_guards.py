from django.db import migrations

# What was published as the transcript stays as it was published, whatever role connects.
GUARD = """
CREATE SEQUENCE interview_question_serial MINVALUE 1;
CREATE FUNCTION interviews_refuse_v1() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM interviews_interview
        WHERE id = coalesce(NEW.interview_id, OLD.interview_id) AND published_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION '已发布的实录不得改动：% 被拒绝', TG_OP USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER interviews_transcript_guard BEFORE INSERT OR UPDATE OR DELETE ON interviews_transcriptentry
    FOR EACH ROW EXECUTE FUNCTION interviews_refuse_v1();
"""
UNGUARD = """
DROP TRIGGER interviews_transcript_guard ON interviews_transcriptentry;
DROP FUNCTION interviews_refuse_v1();
DROP SEQUENCE interview_question_serial;
"""


class Migration(migrations.Migration):
    dependencies = [("interviews", "0001_initial")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]
