from django.db import migrations, models

# Nothing of the due process is ever deleted: a withdrawn card stays in view as withdrawn, whatever role connects.
# TRUNCATE is left to privileges (the application's role has none): a TRUNCATE trigger would break test flushes.
GUARD = """
CREATE SEQUENCE supervision_card_serial;
CREATE SEQUENCE supervision_order_serial;
CREATE FUNCTION supervision_refuse_delete_v1() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '监察记录不得删除（%）', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER supervision_card_guard BEFORE DELETE ON supervision_card
    FOR EACH ROW EXECUTE FUNCTION supervision_refuse_delete_v1();
CREATE TRIGGER supervision_appeal_guard BEFORE DELETE ON supervision_appeal
    FOR EACH ROW EXECUTE FUNCTION supervision_refuse_delete_v1();
CREATE TRIGGER supervision_order_guard BEFORE DELETE ON supervision_supervisionorder
    FOR EACH ROW EXECUTE FUNCTION supervision_refuse_delete_v1();
CREATE TRIGGER supervision_order_cards_guard BEFORE DELETE ON supervision_supervisionorder_cards
    FOR EACH ROW EXECUTE FUNCTION supervision_refuse_delete_v1();
CREATE TRIGGER supervision_orderstep_guard BEFORE DELETE ON supervision_orderstep
    FOR EACH ROW EXECUTE FUNCTION supervision_refuse_delete_v1();
"""
UNGUARD = """
DROP TRIGGER supervision_card_guard ON supervision_card;
DROP TRIGGER supervision_appeal_guard ON supervision_appeal;
DROP TRIGGER supervision_order_guard ON supervision_supervisionorder;
DROP TRIGGER supervision_order_cards_guard ON supervision_supervisionorder_cards;
DROP TRIGGER supervision_orderstep_guard ON supervision_orderstep;
DROP FUNCTION supervision_refuse_delete_v1();
DROP SEQUENCE supervision_card_serial;
DROP SEQUENCE supervision_order_serial;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('supervision', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='appeal',
            name='supplement_due',
            field=models.DateTimeField(help_text='until when what was asked for may be handed in', null=True),
        ),
        migrations.AddField(
            model_name='card',
            name='issued_by',
            field=models.CharField(blank=True, db_default='', help_text='who issued it by hand; empty: a rule did', max_length=60),
        ),
        migrations.AddField(
            model_name='supervisionorder',
            name='asked_by',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name='supervisionorder',
            name='asked_days',
            field=models.PositiveSmallIntegerField(help_text='working days of an extension not yet answered', null=True),
        ),
        migrations.AddField(
            model_name='supervisionorder',
            name='asked_reason',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='supervisionorder',
            name='escalated_due',
            field=models.DateTimeField(help_text='the missed limit for which the level was last raised', null=True),
        ),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
