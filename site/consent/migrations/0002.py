from django.db import migrations

from consent.first_health_words import FIRST_HEALTH_WORDS


def add_words(apps, schema_editor):
    HealthWord = apps.get_model("consent", "HealthWord")
    for language_code, words in FIRST_HEALTH_WORDS.items():
        HealthWord.objects.bulk_create(HealthWord(language_code=language_code, word=word) for word in words)


class Migration(migrations.Migration):

    dependencies = [("consent", "0001_initial")]

    operations = [migrations.RunPython(add_words, migrations.RunPython.noop)]
