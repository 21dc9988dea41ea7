"""A KPI may be answered for in part: one question now, the other later."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('coaching', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='mapping',
            name='movable',
            field=models.BooleanField(null=True),
        ),
        migrations.AlterField(
            model_name='mapping',
            name='final',
            field=models.BooleanField(null=True),
        ),
    ]
