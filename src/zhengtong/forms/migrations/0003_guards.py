from django.db import migrations

# What was published is what people answered to, and a final answer is part of a matter: both stay as they are, whatever
# role connects. A draft may change and go.
GUARD = """
CREATE FUNCTION forms_refuse_v1() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '已发布的表单版本和已提交的填报不得改动：% 被拒绝（%）', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER forms_version_guard BEFORE UPDATE OR DELETE ON forms_formversion
    FOR EACH ROW WHEN (OLD.is_published) EXECUTE FUNCTION forms_refuse_v1();
CREATE TRIGGER forms_answer_guard BEFORE UPDATE OR DELETE ON forms_answer
    FOR EACH ROW WHEN (OLD.is_final) EXECUTE FUNCTION forms_refuse_v1();
"""
UNGUARD = """
DROP TRIGGER forms_version_guard ON forms_formversion;
DROP TRIGGER forms_answer_guard ON forms_answer;
DROP FUNCTION forms_refuse_v1();
"""


class Migration(migrations.Migration):
    dependencies = [("forms", "0002_initial")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]
