"""A small file in SQuAD format: invented places, questions on them, some in English too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

# title -> paragraphs, each with (id, question, answer); no answer: the paragraph does not say.
ARTICLES: dict[str, list[tuple[str, list[tuple[str, str, str]]]]] = {
    "Phare_de_Corvezan": [
        (
            "Le phare de Corvezan se dresse sur un îlot de granit. Sa construction s’achève en "
            "1874 après neuf ans de travaux. La tour mesure 41 mètres de haut.",
            [
                ("c1", "Quand la construction du phare de Corvezan s’achève-t-elle ?", "1874"),
                ("c2", "Combien mesure la tour du phare de Corvezan ?", "41 mètres"),
                ("c3", "Combien de gardiens logent dans le phare de Corvezan ?", ""),
            ],
        ),
        (
            "La lanterne éclaire le chenal depuis son électrification. Les bateaux de pêche "
            "l’aperçoivent à 30 milles par temps clair.",
            [("c4", "À quelle distance les bateaux de pêche aperçoivent-ils la lanterne ?", "30")],
        ),
    ],
    "Fromagerie de Miralp": [
        (
            "La fromagerie de Miralp fabrique une tomme de brebis. Elle emploie 27 personnes. "
            "Son lait vient de la vallée de l’Ourse.",
            [
                ("m1", "Combien de personnes la fromagerie de Miralp emploie-t-elle ?", "27"),
                ("m2", "D’où vient le lait de la fromagerie ?", "la vallée de l’Ourse"),
            ],
        ),
    ],
    "Tramway de Besançourt": [
        (
            "Le tramway de Besançourt relie la gare au port. La ligne compte 18 stations. "
            "Un trajet complet dure 27 minutes.",
            [
                ("t1", "Combien de stations compte la ligne du tramway de Besançourt ?", "18"),
                ("t2", "Combien de temps dure un trajet complet en tramway ?", "27 minutes"),
                ("t3", "Quel est le prix d’un billet du tramway de Besançourt ?", ""),
            ],
        ),
    ],
    "Sans question": [("La forêt de Lantelle couvre 300 hectares de hêtres et de sapins.", [])],
}
ENGLISH = {
    "c1": "When was the construction of the Corvezan lighthouse finished?",
    "m1": "How many people does the Miralp cheese factory employ?",
    "t1": "How many stations does the Besançourt tramway line have?",
}


def content() -> dict[str, Any]:
    """What the file holds, as it is parsed."""
    return {
        "version": "1.1",
        "data": [
            {
                "title": title,
                "paragraphs": [
                    {"context": text, "qas": [_qa(text, *one) for one in asked]}
                    for text, asked in paragraphs
                ],
            }
            for title, paragraphs in ARTICLES.items()
        ],
    }


def _qa(text: str, id_: str, question: str, answer: str) -> dict[str, Any]:
    answers = [{"text": answer, "answer_start": text.index(answer)}] if answer else []
    return {"id": id_, "question": question, "is_impossible": not answer, "answers": answers}


def write(path: Path, data: dict[str, Any] | None = None) -> Path:
    """Write the file, or another with this content; returns its path."""
    path.write_text(json.dumps(data or content(), ensure_ascii=False), encoding="utf-8")
    return path


def english(path: Path) -> Path:
    """Write the file with the questions that there are in English, and those alone."""
    data = content()
    for article in data["data"]:
        for paragraph in article["paragraphs"]:
            kept = [qa for qa in paragraph["qas"] if qa["id"] in ENGLISH]
            paragraph["qas"] = [{**qa, "question": ENGLISH[qa["id"]]} for qa in kept]
    return write(path, data)
