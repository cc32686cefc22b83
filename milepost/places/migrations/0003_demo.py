from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0002_code"),
    ]

    operations = [
        migrations.AddField(
            model_name="country",
            name="demo",
            field=models.BooleanField(default=False),
        ),
    ]
