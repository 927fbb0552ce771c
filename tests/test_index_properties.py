"""What holds for any article: generated ones, with furniture, odd spaces, accents and line ends."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from index.chunking import MIN_BUDGET, chunk
from index.encoding import count_tokens
from index.loading import article_from_bytes
from index.sentences import split_article, split_sentences
from index.types import Article, Sentence, Span
from index.unseen import as_read

WORDS = [
    *["l’usine", "Pékin", "M.", "Mme", "300\u202f000", "3,5", "e\u0301te\u0301", "E\u0301milie"],
    *["œuvre", "2024", "J.-C.", "etc.", "p.", "12", "U.S.A.", "Amazon.Com", "dossier.Cette"],
    *["«", "»", '"', "(", ")", "...", "…", "?", "!", ".", ",", ";", ":", "—", "-", "*", "[1]"],
    *["👩‍👩‍👧‍👦", "🇫🇷", "小米", "www.a.fr", "\u200b", "\ufeff", "a" * 90],
    *["voitures\u00a0électriques", "«\u00a0oui\u00a0!\u00a0»"],
]
FURNITURE = [
    "photo-usine.jpg",
    "Partager sur Facebook",
    "Facebook",
    "Twitter",
    "Rate this post",
    "Laisser un commentaire",
    "Suivez-nous sur Twitter et Facebook !",
    "Retour en haut",
    "—–",
    "Table des matières",
    "Le titre",
    "window.pvp_1 = new Pvp('x', {",
]
SPACES = [" ", " ", " ", "\u00a0", "\u202f", "  ", "\t", ""]
BREAKS = ["\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "\n \u00a0\n", "\u2028", "\x0b", "\n# ", "\n- "]

CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")  # with many of them, a file is no text


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Draw a page: lines of words or furniture, or anything at all."""
    word = st.sampled_from(WORDS) | st.text(max_size=6)
    pieces: list[str] = []
    for _ in range(draw(st.integers(1, 8))):
        if draw(st.integers(0, 2)) == 0:
            pieces.append(draw(st.sampled_from(FURNITURE)))
        else:
            for drawn in draw(st.lists(word, min_size=1, max_size=25)):
                pieces += [drawn, draw(st.sampled_from(SPACES))]
        pieces.append(draw(st.sampled_from(BREAKS)))
    return "".join(pieces)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Draw an article as it comes out of a file's bytes."""
    text = "Le titre\n\nIl pleut. " + CONTROL.sub("", draw(texts()))
    return article_from_bytes(text.encode("utf-8", "replace"), "dossier/a.txt")


def _check_sentences(text: str, sentences: list[Sentence], left_out: tuple[Span, ...]) -> None:
    """Sentences are in order, trimmed, outside what is left out, and leave no word outside."""
    position = 0
    missed = list(text)
    for span in left_out:
        missed[span.start : span.end] = " " * (span.end - span.start)
    for sentence in sentences:
        assert position <= sentence.start < sentence.end <= len(text)
        words = text[sentence.start : sentence.end]
        assert words == words.strip()
        for span in left_out:
            assert sentence.end <= span.start or span.end <= sentence.start
        missed[sentence.start : sentence.end] = " " * len(words)
        position = sentence.end
    assert not any(character.isalnum() for character in missed)


@settings(max_examples=150, deadline=None)
@given(texts())
def test_sentences_hold_every_word_of_any_text_once(text: str) -> None:
    _check_sentences(text, split_sentences(text), ())


@settings(max_examples=100, deadline=None)
@given(texts(), st.data())
def test_sentences_of_a_range_stay_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))

    sentences = split_sentences(text, start, end)

    _check_sentences(text, sentences, (Span(0, start), Span(end, len(text))))


@settings(max_examples=150, deadline=None)
@given(articles())
def test_boilerplate_is_sorted_disjoint_and_never_all_of_a_line_of_words(article: Article) -> None:
    position = -1
    for span in article.boilerplate:
        assert position < span.start < span.end <= len(article.text)
        position = span.end
    first = split_article(article.text, article.boilerplate)[0]
    assert article.text[first.start : first.end] == "Le titre"


@settings(max_examples=200, deadline=None)
@given(articles(), st.sampled_from([MIN_BUDGET, 24, 64, 256]))
def test_passages_are_slices_within_the_budget_and_hold_every_sentence(
    article: Article, budget: int
) -> None:
    passages = chunk(article, budget)

    for passage in passages:
        assert passage.text == article.text[passage.start : passage.end]
        assert passage.tokens == count_tokens(as_read(passage.text)) <= budget
        assert (passage.start, passage.end) == (
            passage.sentences[0].start,
            passage.sentences[-1].end,
        )
        for span in article.boilerplate:
            assert passage.end <= span.start or span.end <= passage.start
    assert len({passage.id for passage in passages}) == len(passages)
    held = [sentence for passage in passages for sentence in passage.sentences]
    _check_sentences(article.text, held, article.boilerplate)
    split = split_article(article.text, article.boilerplate)
    read = {one: as_read(article.text[one.start : one.end]) for one in split}
    whole = [one for one, text in read.items() if count_tokens(text) <= budget]
    assert set(whole) <= set(held)


@settings(max_examples=100, deadline=None)
@given(articles())
def test_the_same_article_is_cut_alike_twice(article: Article) -> None:
    again = article_from_bytes(article.text.encode(), article.source)

    assert again == article
    assert chunk(again) == chunk(article)
