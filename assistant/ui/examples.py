"""Questions to try: fixed ones for the two shipped articles, else made from titles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.phrases import load
from index.types import ArticleInfo, Language

SHIPPED = frozenset(
    {
        "xiaomi-baic-production-voitures-electriques.txt",
        "xiaomi-usine-300-000-voitures-par-an.txt",
    }
)
_FOR_SHIPPED: Mapping[Language, tuple[str, ...]] = {
    "fr": (
        "Combien de véhicules l’usine produira-t-elle par an ?",
        "Combien Xiaomi va-t-il investir ?",
        "Combien la voiture coûtera-t-elle ?",
    ),
    "en": (
        "When does Xiaomi plan to start production?",
        "How many cars will the factory make a year?",
        "How much will the car cost?",
    ),
}
MOST = 3


def examples(articles: Sequence[ArticleInfo], language: Language) -> list[str]:
    """At most three questions that fit the folder, in the page's language."""
    if articles and {info.source for info in articles} == SHIPPED:
        return list(_FOR_SHIPPED[language])
    texts = load("page", language)
    titles = dict.fromkeys(info.title for info in articles)
    return [texts.say("about", title=title) for title in list(titles)[:MOST]]
