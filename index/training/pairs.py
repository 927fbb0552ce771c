"""The texts that the static embedder learns from, two that belong together at a time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from index.lexicon import thesaurus
from index.sentences import split_sentences
from index.training import sources

# (text, text that belongs to it, group): texts of one group are no counter-examples to each other.
Pairs = list[tuple[str, str, int]]


# Of each source, in the text that the tokenizer is fitted on.
NEWS, LAWS = 8_000, 25_000
AROUND = 600  # characters of a long text before its answer, and from it on


def pairs_by_source(data: Path) -> tuple[dict[str, Pairs], list[list[str]]]:
    """Pairs of texts that belong together, by source, and the news articles' sentences."""
    articles: list[list[str]] = []
    titles: Pairs = []
    for number, row in enumerate(sources.news(data)):
        text = row["heading"] + "\n\n" + row["article"]
        sentences = [text[s.start : s.end] for s in split_sentences(text)]
        articles.append(sentences)
        body = " ".join(sentences[1:9])
        titles += [(row["title"], body, number), (row["heading"], body, number)]
    paired = {
        name: [(*pair, number) for number, pair in enumerate(rows)]
        for name, rows in sources.parallel(data).items()
    }
    return {
        "title": titles,
        "question": questions(data),
        "synonyms": synonyms(),
        **paired,
    }, articles


def synonyms() -> Pairs:
    """Words of one group of the thesaurus, two by two."""
    return [
        (one, other, number)
        for number, group in enumerate(thesaurus())
        for one in group
        for other in group
        if one != other
    ]


def questions(data: Path) -> Pairs:
    """Questions of the public sets, each with what answers it.

    Those of PIAF are left to the weights and the reader, which must see vectors as they are for
    questions that no training has seen: a static embedder learns so few questions by heart.
    """
    answers: dict[str, int] = {}
    pairs: Pairs = [
        (question, answer, -1 - answers.setdefault(answer, len(answers)))
        for question, answer in sources.covid_faq(data)
    ]
    paragraphs = sources.afriqa(data) + sources.squad(data)
    return pairs + [
        (question.text, around(paragraph.text, question.answers[0]), number)
        for number, paragraph in enumerate(paragraphs)
        for question in paragraph.questions
        if question.answers
    ]


def around(text: str, answer: str) -> str:
    """The part of a long text that holds the answer."""
    middle = max(text.find(answer), 0)
    return text[max(0, middle - AROUND) : middle + AROUND]


def corpus(data: Path) -> Iterator[str]:
    """Text to fit the tokenizer on: news, and the parallel pairs.

    English other than everyday English counts twice, as there is no English news to go with the
    French.
    """
    rows = [
        row["title"] + " " + row["heading"] + " " + row["article"] for row in sources.news(data)
    ]
    random.Random(0).shuffle(rows)
    yield from rows[:NEWS]
    for name, pairs in sources.parallel(data).items():
        chosen = pairs if name != "law" else random.Random(0).sample(pairs, LAWS)
        for english, french in chosen:
            yield from (english, french) if name == "everyday" else (english, english, french)
