from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only")]

    operations = [
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("begun", models.DateTimeField()),
                ("through", models.BigIntegerField()),
                ("count", models.BigIntegerField()),
                ("hash", models.CharField(max_length=64)),
                ("broken", models.BigIntegerField(null=True)),
                ("done", models.BooleanField()),
            ],
            options={"ordering": ["id"]},
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(models.F("country"), models.F("verb"), models.F("id"), name="audit_country_verb"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(models.F("at"), models.F("id"), name="audit_at"),
        ),
    ]
