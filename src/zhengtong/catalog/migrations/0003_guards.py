from django.db import migrations

# 已发布的版本永不改变 (DESIGN, facts §1.5): a case points to its version for life, so the database itself refuses.
# Only the step from published to superseded remains, and the search text, which is derived.
GUARD = """
CREATE FUNCTION catalog_version_frozen_v1() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION '已发布的事项版本不能删除（%第%版）', OLD.name, OLD.number USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF (to_jsonb(NEW) - 'state' - 'search_text') IS DISTINCT FROM (to_jsonb(OLD) - 'state' - 'search_text')
       OR NOT (NEW.state = OLD.state OR (OLD.state = 'published' AND NEW.state = 'superseded')) THEN
        RAISE EXCEPTION '已发布的事项版本不能更改（%第%版）', OLD.name, OLD.number USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER catalog_version_frozen BEFORE UPDATE OR DELETE ON catalog_itemversion
    FOR EACH ROW WHEN (OLD.state IN ('published', 'superseded')) EXECUTE FUNCTION catalog_version_frozen_v1();

CREATE FUNCTION catalog_opinion_kept_v1() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '审核意见只增不改：% 被拒绝', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER catalog_opinion_kept BEFORE UPDATE OR DELETE ON catalog_opinion
    FOR EACH ROW EXECUTE FUNCTION catalog_opinion_kept_v1();
"""
UNGUARD = """
DROP TRIGGER catalog_opinion_kept ON catalog_opinion;
DROP FUNCTION catalog_opinion_kept_v1();
DROP TRIGGER catalog_version_frozen ON catalog_itemversion;
DROP FUNCTION catalog_version_frozen_v1();
"""


class Migration(migrations.Migration):
    dependencies = [("catalog", "0002_initial")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]
