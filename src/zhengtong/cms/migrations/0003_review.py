import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# The worker asks every second what has come to its end; of the pages, few ever have one.
ENDING = "CREATE INDEX page_ending ON wagtailcore_page (expire_at) WHERE expire_at IS NOT NULL"


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0002_column_leads_to"),
        ("org", "0002_one_phone_one_person"),
        ("timers", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="articlepage",
            name="validity_basis",
            field=models.CharField(blank=True, editable=False, max_length=200, verbose_name="有效性依据"),
        ),
        migrations.AddField(
            model_name="articlepage", name="withdrawn_at", field=models.DateTimeField(editable=False, null=True)
        ),
        migrations.CreateModel(
            name="ReviewTask",
            fields=[
                ("task_ptr", models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to="wagtailcore.task")),
                ("level", models.CharField(choices=[("first", "初审"), ("second", "复审"), ("final", "终审签发")], max_length=8, unique=True, verbose_name="审级")),
                ("working_days", models.PositiveSmallIntegerField(default=1, verbose_name="审核时限（工作日）")),
            ],
            options={"verbose_name": "审级"},
            bases=("wagtailcore.task",),
        ),
        migrations.CreateModel(
            name="ReviewState",
            fields=[
                ("taskstate_ptr", models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to="wagtailcore.taskstate")),
                ("matter", models.CharField(max_length=40, verbose_name="送审编号")),
                ("level", models.CharField(choices=[("first", "初审"), ("second", "复审"), ("final", "终审签发")], max_length=8, verbose_name="审级")),
                ("barred", django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ("due_at", models.DateTimeField(db_index=True, null=True, verbose_name="审核期限")),
                ("clock", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="timers.clock")),
                ("page", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.WAGTAIL_PAGE_MODEL)),
                ("unit", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit", verbose_name="责任单位")),
            ],
            options={"verbose_name": "审稿"},
            bases=("wagtailcore.taskstate",),
        ),
        migrations.CreateModel(
            name="LegacyItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=200, verbose_name="原编号")),
                ("imported_at", models.DateTimeField()),
                ("page", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cms.articlepage")),
                ("site", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cms.sitepage")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("site", "key"), name="legacy_item_once")],
            },
        ),
        migrations.RunSQL(ENDING, "DROP INDEX page_ending"),
    ]
