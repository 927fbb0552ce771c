"""Who somebody is: what asks for it, and the words beside a name that say it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import Assistant
from assistant.reader.identification.identities import identity
from assistant.reader.questions import read_question


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Qui est Luc Roy ?", "luc roy"),
        ("Et qui était Charles de Gaulle ?", "charles de gaulle"),
        ("Luc Roy, c’est qui ?", "luc roy"),
        ("Que fait Luc Roy dans la vie ?", "luc roy"),
        ("What was Ada Gil's job?", "ada gil"),
        ("What is the mayor's role?", ""),
        ("What is Xiaomi's price?", ""),
        ("C’est qui Luc Roy ?", "luc roy"),
        ("qui est luc roy", "luc roy"),
        ("Qui est Mme Roy, d’après l’article ?", "roy"),
        ("Quelle est la fonction d’Ada Gil ?", "ada gil"),
        ("Who is Jean-Luc Roy exactly?", "jean luc roy"),
        ("Who's Ada Gil?", "ada gil"),
        ("What is the role of Ada Gil?", "ada gil"),
        ("Qui est Luc Roy\u202f?", "luc roy"),
        ("Qui est « Luc Roy » ?", "luc roy"),
        ("Qui est le docteur Roy ?", "roy"),
        ("Qui est l’abbé Pierre ?", "pierre"),
        ("qui est mme roy", "roy"),
        ("Qui est Moon Jae-in ?", "moon jae in"),
        ("Qui est Jean d’Ormesson ?", "jean d ormesson"),
        ("Qui est José Bové ?", "jose bove"),
        # somebody is looked for, not somebody's trade
        ("Qui est le maire de Brest ?", ""),
        ("Qui est responsable ?", ""),
        ("Qui est mort ?", ""),
        ("Who is the mayor of Brest?", ""),
        ("Qui est Luc Roy et que veut-il ?", ""),
        ("Qui a rencontré Luc Roy ?", ""),
        ("Qui est Président de la République ?", ""),
        ("qui est premier ministre", ""),
        ("qui est mort hier", ""),
        ("who is behind xiaomi", ""),
        ("Qui est vraiment responsable ?", ""),
        ("Qui est actuellement président ?", ""),
        ("qui est antoine roy", "antoine roy"),
        ("qui est ahmed ali", "ahmed ali"),
        ("Quel est le rôle de la France ?", ""),
        ("Quel est le rôle de la mairie ?", ""),
    ],
)
def test_a_question_who_somebody_is(question: str, name: str) -> None:
    read = read_question(question, "fr")
    assert " ".join(read.identity) == name
    assert not name or read.kind == "other"


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Luc Roy, maire de Brest, a signé.", "maire de Brest"),
        ("« Non », répond Luc Roy, le maire de Brest.", "le maire de Brest"),
        ("Luc Roy (PS), 54 ans, adjoint au maire, part.", "54 ans, adjoint au maire"),
        ("Luc Roy, un pêcheur aux mains noires, part.", "un pêcheur aux mains noires"),
        ("Luc Roy, chercheur au CNRS qui l’a lue, s’en émeut.", "chercheur au CNRS"),
        ("Le maire socialiste de Brest, Luc Roy, a signé.", "Le maire socialiste de Brest"),
        ("Selon le ministre de l’Éducation nationale Luc Roy, rien ne presse.",
         "le ministre de l’Éducation nationale"),
        ("L’ancienne patronne et la secrétaire générale adjointe du parti, Me Luc Roy.",
         "la secrétaire générale adjointe du parti"),
        ("Le secrétaire d’État auprès du ministre de la Mer Luc Roy part.",
         "Le secrétaire d’État auprès du ministre de la Mer"),
        ("Ainsi parle l’avocat de la victime, Luc Roy.", "l’avocat de la victime"),
        ("Il vise le proche du terroriste Luc Roy.", "terroriste"),
        ("Luc Roy est le fondateur de la marque.", "le fondateur de la marque"),
        ("Luc Roy a été nommé directeur du port.", "directeur du port"),
        ("« Non », répond Luc Roy, le médecin qui l’a soigné.", "le médecin"),
        ("Luc Roy, un coach napolitain qui l’a lue, part.", "un coach napolitain"),
        ("Luc Roy, l’un des principaux auteurs de la loi, part.",
         "l’un des principaux auteurs de la loi"),
        ("La secrétaire d’État à l’égalité entre les femmes et les hommes, Luc Roy, part.",
         "La secrétaire d’État à l’égalité entre les femmes et les hommes"),
        ("Le chef de la diplomatie uruguayenne Luc Roy part.",
         "Le chef de la diplomatie uruguayenne"),
        ("Luc Roy, figure des « gilets jaunes », part.", "figure des « gilets jaunes »"),
        # of somebody else, of nobody, or only said of his going
        ("Selon Luc Roy, le maire qui a signé part.", None),
        ("Dans l’émission de Luc Roy, la journaliste qui part fait le bilan.", None),
        ("Luc Roy, la présidente de la région, Ada Gil, et le préfet y vont.", None),
        ("Luc Roy, le président Jean Gil et Ada Gil y vont.", None),
        ("Pour Luc Roy, le maire de Brest doit partir.", None),
        ("Pour Luc Roy, le maire « ment ».", None),
        ("Selon l’avocat de la famille, Luc Roy, mis en examen, se tait.", None),
        ("Le président a rencontré Luc Roy.", None),
        ("Le maire soutient Luc Roy.", None),
        ("Le maire a accusé Luc Roy.", None),
        ("« Ce n’est rien », juge Luc Roy.", None),
        ("Il en parle au juge Luc Roy.", "juge"),
        ("C’est l’avocat de Luc Roy.", None),
        ("L’avocat de la petite Luc Roy se tait.", None),
        ("Son président Jean Gil, Luc Roy et les autres se taisent.", None),
        ("Luc Roy n’est pas le maire de Brest.", None),
        ("Luc Roy, interrogé hier, se tait.", None),
        ("Luc Roy, accusé de vol, se tait.", None),
        ("Devant le juge, Luc Roy, 54 ans, a nié.", None),
        ("Après avoir tué son épouse, Luc Roy, 54 ans, a fui.", None),
        ("Si Luc Roy est maire, rien ne va.", None),
        ("À Brest, le maire, Luc Roy, a dit oui.", "le maire"),
        ("Luc Roy, alors fondateur et PDG du port, part.", "alors fondateur et PDG du port"),
        ("Luc Roy (maire de Brest) part.", "maire de Brest"),
        ("Le fils de Luc Roy est avocat.", None),
        ("Le bras droit de Luc Roy, président du port, se tait.", None),
        ("Il l’a dit à la femme du président, Luc Roy.", None),
        ("L’une des avocates de la victime, une élue, Luc Roy.", "une élue"),
        ("Ada Gil, le célèbre psychiatre, Luc Roy et les autres.", None),
        ("Face à Luc Roy, le maire, ému, se tait.", None),
        ("Le directeur de l’hôpital Luc Roy se tait.", None),
        ("La statue représentant Luc Roy.", None),
        ("Bruno Le Maire, Luc Roy et les autres.", None),
        ("Le directeur de cabinet du premier ministre, Luc Roy, part.",
         "Le directeur de cabinet du premier ministre"),
        ("Il cite le chef du Parti socialiste, Luc Roy.", "le chef du Parti socialiste"),
        ("Le PDG du port Luc Roy part.", "Le PDG du port"),
        ("Selon le rapporteur général Luc Roy.", "le rapporteur général"),
        ("Selon le gouverneur général Luc Roy.", "le gouverneur général"),
        ("Selon le greffier de l’état-major général Luc Roy.", None),
        ("Le député européen (PS) Luc Roy part.", "Le député européen (PS)"),
        ("Luc Roy, un plombier qui plaide pour une trêve, part.", None),
        ("Luc Roy, interprète de « La mer », part.", "interprète de « La mer »"),
        ("Mme Roy, maire de Brest, se tait.", None),
    ],
)  # fmt: skip
def test_the_words_beside_a_name_that_say_who_it_is(sentence: str, said: str | None) -> None:
    span = identity(sentence, ("luc", "roy"))
    assert (span and sentence[span.start : span.end]) == said


def test_a_last_name_alone_stands_with_the_first_before_it() -> None:
    sentence = "Le ministre de la Mer Luc Le Roy part, dit Jean-Luc Mo, maire de Brest."
    for name, said in (("roy", "Le ministre de la Mer"), ("mo", "maire de Brest")):
        span = identity(sentence, (name,))
        assert (span and sentence[span.start : span.end]) == said


def test_the_first_of_three_names_is_no_role() -> None:
    sentence = "Le président turc Recep Tayyip Erdogan part."
    span = identity(sentence, ("erdogan",))
    assert span
    assert sentence[span.start : span.end] == "Le président turc"


def test_a_long_line_is_not_looked_through() -> None:
    assert identity("président-" * 200_000 + "Luc Roy, maire", ("luc", "roy")) is None


ARTICLE = """Le port de Brest va doubler

Luc Roy a signé lundi le contrat avec la chaudronnerie. « Le port va doubler », a promis devant la
presse le maire de Brest, Luc Roy, aux côtés de son amie Ada Gil.

Claude Mo, qui dirige le port, a refusé de répondre. Le chantier durera trois ans.
"""


@pytest.fixture
def port(tmp_path: Path) -> Assistant:
    (tmp_path / "port.txt").write_text(ARTICLE, encoding="utf-8")
    return Assistant.open(tmp_path)


@pytest.mark.parametrize("question", ["Qui est Luc Roy ?", "Who is Luc Roy?"])
def test_the_sentence_that_says_who_comes_first(port: Assistant, question: str) -> None:
    answer = port.ask(question)
    assert (answer.answered, answer.doubtful) == (True, False)
    assert answer.quotes[0].text.startswith("« Le port va doubler »")
    assert answer.quotes[0].answer == "le maire de Brest"


def test_of_somebody_whom_no_article_names_nothing_is_said(port: Assistant) -> None:
    answer = port.ask("Qui est Luc Martin ?")
    assert not answer.answered
    assert answer.confidence == 0


def test_no_other_name_says_who_somebody_is(port: Assistant) -> None:
    answer = port.ask("Qui est Claude Mo ?")
    assert answer.answered or answer.closest
    assert all(quote.answer is None for quote in answer.quotes)


def test_what_hangs_on_a_name_has_no_capital(tmp_path: Path) -> None:
    text = "Le port\n\nLe président coréen Moon Jae-in a proposé hier une trêve de trois mois.\n"
    (tmp_path / "port.txt").write_text(text, encoding="utf-8")
    answer = Assistant.open(tmp_path).ask("Qui est Moon Jae-in ?")
    assert answer.quotes[0].answer == "Le président coréen"


def test_one_person_with_a_title_is_not_several(tmp_path: Path) -> None:
    text = "Le port\n\nAda Roy, maire de Brest, a signé. « Il doublera », a dit hier Mme Roy.\n"
    (tmp_path / "port.txt").write_text(text, encoding="utf-8")
    answer = Assistant.open(tmp_path).ask("Qui est Roy ?")
    assert (answer.quotes[0].answer, answer.doubtful) == ("maire de Brest", False)


def test_a_last_name_of_several_is_answered_with_a_doubt(tmp_path: Path) -> None:
    text = "Le port\n\nLuc Roy, maire de Brest, a signé. Ada Roy, sa fille, dirige le port.\n"
    (tmp_path / "port.txt").write_text(text, encoding="utf-8")
    opened = Assistant.open(tmp_path)
    assert opened.ask("Qui est Ada Roy ?").quotes[0].answer == "sa fille"
    answer = opened.ask("Qui est Roy ?")
    assert answer.doubtful or not answer.answered


PIECES = [
    *"Luc Roy Ada Gil maire président ancien le la l’ de du des au , . ( ) « » - ex- est".split(),
    *"qui PS 54 ans auprès ministre Mme M. socialiste général adjoint Brest pour selon".split(),
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=25).map(" ".join))
def test_what_says_who_it_is_stands_in_whole_words_beside_the_name(sentence: str) -> None:
    span = identity(sentence, ("luc", "roy"))
    if span:
        said = sentence[span.start : span.end]
        assert said == said.strip()
        assert "Luc Roy" not in said
        around = sentence[: span.start][-1:] + sentence[span.end :][:1]
        assert not any(map(str.isalnum, around))
