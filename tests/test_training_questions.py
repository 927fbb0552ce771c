"""The questions and claims written for the project's models: whole, and split by article."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path

from assistant.training.claims import page_claims
from index.training import sources
from index.training.fusion import ASKED

PARTS: tuple[sources.Part, ...] = ("train", "dev", "report")


def test_no_article_is_in_two_parts() -> None:
    parts = defaultdict(set)
    for row in sources.news_questions(*PARTS):
        parts[row.article].add(row.part)
    assert set(map(len, parts.values())) == {1}
    assert Counter(next(iter(part)) for part in parts.values()).keys() == set(PARTS)


def test_what_is_put_together_is_fitted_on_articles_that_no_encoder_was_taught() -> None:
    first = dict.fromkeys(row.article for row in sources.news_questions(*PARTS))
    fitted_on = set(list(first)[:ASKED]) & set(sources.asked_on("train"))
    assert fitted_on <= set(sources.asked_on("train")[: sources.PUT_TOGETHER])


def test_every_question_is_asked_in_both_languages_once() -> None:
    rows = sources.news_questions(*PARTS)
    assert all(row.fr.strip() and row.en.strip() for row in rows)
    asked = Counter((row.article, row.fr.lower()) for row in rows)
    assert asked.most_common(1)[0][1] == 1


def test_every_answer_says_where_it_stands() -> None:
    for row in sources.news_questions(*PARTS):
        assert len(row.answers) == len(row.starts)
        assert all(answer.strip() for answer in row.answers)
        assert all(start >= 0 for start in row.starts)


def test_a_part_alone_is_what_is_asked_for() -> None:
    rows = sources.news_questions("dev")
    assert {row.part for row in rows} == {"dev"}
    assert 0.3 < sum(not row.answers for row in rows) / len(rows) < 0.5


def test_what_is_asked_on_pages_is_answered_in_them_or_nowhere() -> None:
    articles = Counter[str]()
    for part in PARTS:
        pages = sources.pages(part)
        articles.update(text for one in pages for text in one.articles)
        rows = [(question, one.articles) for one in pages for question in one.questions]
        assert 0.3 < sum(not question.answers for question, _ in rows) / len(rows) < 0.5
        for question, texts in rows:
            assert question.fr.strip()
            assert question.en.strip()
            assert all(any(answer in text for text in texts) for answer in question.answers)
    assert set(articles.values()) == {1}


def test_nothing_asked_on_pages_that_teach_is_asked_of_the_shipped_articles() -> None:
    sets = (Path(__file__).parent / "questions").glob("seeds*.jsonl")
    asked = {json.loads(line)["question"].lower() for path in sets for line in path.open("r")}
    for part in ("train", "dev"):
        for one in sources.pages(part):
            for question in one.questions:
                assert not {question.fr.lower(), question.en.lower()} & asked


def test_claims_are_honest_and_false_in_both_languages() -> None:
    lines = (sources.FOLDER / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    parts = defaultdict(set)
    for row in rows:
        assert row["s"]
        assert row["c"].strip()
        parts[row["a"]].add(row["p"])
    assert set(map(len, parts.values())) == {1}
    for part in PARTS:
        of_part = [row for row in rows if row["p"] == part]
        honest = sum(row["k"] == "honest" for row in of_part)
        assert 0.45 < honest / len(of_part) < 0.55
        assert 0.45 < sum(row["l"] == "fr" for row in of_part) / len(of_part) < 0.55


def test_claims_on_pages_cite_their_sentences() -> None:
    for part in PARTS:
        written = page_claims(part)
        assert 0.45 < sum(claim.honest for claim in written) / len(written) < 0.55
        assert 0.45 < sum(claim.language == "fr" for claim in written) / len(written) < 0.55
        for claim in written:
            assert claim.text.strip()
            assert claim.cited
            assert {*claim.cited} <= {sentence.number for sentence in claim.given}
