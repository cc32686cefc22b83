import uuid

from django.conf import settings
from django.db import migrations, models


def name_the_case(apps, schema_editor):
    """A draft of before belongs to a case, and to the sitting without a token."""
    apps.get_model("cases", "Draft").objects.update(about=models.F("case_id"))


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0003_case_entered_at'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name='draft', name='cases_draft_once'),
        migrations.AlterField(
            model_name='draft',
            name='case',
            field=models.ForeignKey(blank=True, null=True, on_delete=models.deletion.PROTECT, related_name='drafts', to='cases.case'),
        ),
        migrations.AddField(model_name='draft', name='about', field=models.UUIDField(default=uuid.UUID(int=0))),
        migrations.AddField(model_name='draft', name='token', field=models.UUIDField(default=uuid.UUID(int=0))),
        migrations.AddField(model_name='draft', name='page', field=models.UUIDField(default=uuid.UUID(int=0))),
        migrations.AddField(model_name='draft', name='number', field=models.PositiveIntegerField(default=0)),
        migrations.RunPython(name_the_case, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.UniqueConstraint(models.F('country'), models.F('person'), models.F('verb'), models.F('about'), models.F('token'), name='cases_draft_once'),
        ),
    ]
