"""Follow-up questions: made stand-alone by rule or by a model that is not trusted; history trimmed.

Four fixed sets: `conversations` over the shipped articles, `conversations-news` about anything
else in the news, so that the rule is not fitted to one subject, `conversations-blind`, measured
when the rule was done, `conversations-second` over the articles again: corrections, times, places,
persons, the other language. A turn says which words its stand-alone question must hold and lack,
and how a person would have asked it (`alone`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.conversation import standalone
from assistant.conversation.follow_ups.rule import standalone_by_rule
from assistant.evaluation import normalize
from assistant.phrases import load
from assistant.reader.folding import fold
from assistant.types import Message
from index.questions import question_language
from index.types import Language

QUESTIONS = Path(__file__).parent / "questions"
SETS = ("conversations", "conversations-news", "conversations-blind", "conversations-second")
# Follow-ups understood, of all: first those with an even id, which the rules were written on, then
# those with an odd one. At first sight 31 of the odd 35 of `conversations` and 23 of the 24 of
# `conversations-blind` were.
# All of `conversations-second` were, which was written with the rules that it asks for.
FLOORS = {
    ("conversations", 0): (36, 37),
    ("conversations", 1): (34, 35),
    ("conversations-news", 0): (43, 44),
    ("conversations-news", 1): (43, 44),
    ("conversations-blind", 0): (11, 12),
    ("conversations-blind", 1): (11, 12),
    ("conversations-second", 0): (11, 11),
    ("conversations-second", 1): (12, 12),
}
# Of all answerable follow-ups over the articles: those whose first quote is that of the question
# as a person would have asked it, and those with a right one among their quotes.
# Reached: 48 and 34 of 55; the whole questions find 40, follow-ups without their history 23.
SAME_EVIDENCE, RIGHT = 46, 32


@dataclass(frozen=True)
class Turn:
    """One question of a conversation, and what is expected of it."""

    question: str
    answers: tuple[str, ...]
    answerable: bool
    holds: tuple[str, ...]
    lacks: tuple[str, ...]
    alone: str
    reply: str


@dataclass(frozen=True)
class Conversation:
    """A fixed conversation."""

    id: str
    language: Language
    turns: tuple[Turn, ...]

    def follow_ups(self) -> Iterator[tuple[Turn, tuple[Turn, ...]]]:
        """Each turn but the first, with those before it."""
        for number in range(1, len(self.turns)):
            yield self.turns[number], self.turns[:number]


@cache
def conversations(name: str) -> tuple[Conversation, ...]:
    lines = (QUESTIONS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(_conversation(json.loads(line)) for line in lines)


def _conversation(row: dict[str, object]) -> Conversation:
    turns = row["turns"]
    assert isinstance(turns, list)
    return Conversation(
        str(row["id"]),
        "fr" if row["language"] == "fr" else "en",
        tuple(
            Turn(
                turn["question"],
                tuple(turn["answers"]),
                turn["answerable"],
                tuple(turn["standalone"]),
                tuple(turn["without"]),
                turn["alone"],
                turn.get("reply", ""),
            )
            for turn in turns
        ),
    )


def history_of(turns: Sequence[Turn]) -> list[Message]:
    """The messages of a page: an answer quotes, or is silent."""
    messages = []
    for turn in turns:
        language = question_language(turn.question)
        phrases = load("answer", language)
        said = turn.reply or " ".join(turn.answers[:1])
        text = (
            phrases.say("one_article", title="Un article", quote=said, marks="[1]")
            if said
            else phrases.say("silent")
        )
        messages += [Message("user", turn.question), Message("assistant", text)]
    return messages


def understood(turn: Turn, before: Sequence[Turn]) -> str:
    language = question_language(turn.question)
    return standalone(turn.question, history_of(before), language, None)


def faults(turn: Turn, text: str) -> list[str]:
    """Words that a stand-alone question lacks or drags along, and a needless change."""
    folded = fold(text)
    found = {*re.findall(r"\w+", folded), *re.findall(r"\w+(?:-\w+)+", folded)}
    missing = [f"no {word}" for word in turn.holds if fold(word) not in found]
    dragged = [word for word in turn.lacks if fold(word) in found]
    changed = ["changed"] if turn.alone == turn.question and text != turn.question else []
    return missing + dragged + changed


@pytest.mark.parametrize(("name", "half"), FLOORS)
def test_follow_ups_are_understood_by_rule(name: str, half: int) -> None:
    results = {
        f"{conversation.id}: {turn.question} -> {text}": faults(turn, text)
        for conversation in conversations(name)
        if int(conversation.id[1:]) % 2 == half
        for turn, before in conversation.follow_ups()
        for text in [understood(turn, before)]
    }
    floor, every = FLOORS[name, half]
    wrong = {question: found for question, found in results.items() if found}
    assert len(results) == every
    assert every - len(wrong) >= floor, wrong


@pytest.mark.parametrize("name", SETS)
def test_a_first_question_is_left_as_it_is(name: str) -> None:
    for conversation in conversations(name):
        first = conversation.turns[0]
        assert understood(first, []) == first.question
        assert not faults(first, first.question), conversation.id


@pytest.mark.parametrize("name", SETS)
def test_sets_are_well_formed(name: str) -> None:
    every = conversations(name)
    assert len({conversation.id for conversation in every}) == len(every)
    assert all(2 <= len(conversation.turns) <= 3 for conversation in every)
    for conversation in every:
        for turn in conversation.turns:
            assert not faults(turn, turn.alone) or turn.alone != turn.question, conversation.id


@pytest.mark.parametrize(("name", "least"), [("conversations", 40), ("conversations-second", 12)])
def test_every_answer_stands_in_an_article(name: str, least: int, seeds: Path) -> None:
    every = conversations(name)
    assert len(every) >= least
    languages = [conversation.language for conversation in every]
    assert abs(languages.count("fr") - languages.count("en")) <= len(every) / 5
    texts = [normalize(path.read_text(encoding="utf-8")) for path in seeds.glob("*.txt")]
    for conversation in every:
        for turn in conversation.turns:
            assert turn.answerable == bool(turn.answers)
            for answer in turn.answers:
                assert any(normalize(answer) in text for text in texts), (conversation.id, answer)


@pytest.mark.parametrize(
    ("language", "questions", "expected"),
    [
        ("fr", ["Où est l'usine de Xiaomi ?", "Et celle de Hyundai ?"],
         "Où est l'usine de Hyundai ?"),
        ("fr", ["Quand Xiaomi démarre-t-il la production ?", "Et combien va-t-il investir ?"],
         "Combien Xiaomi va-t-il investir ?"),
        ("en", ["Who leads O'Hara Bank?", "And who founded it?"],
         "Who founded O'Hara Bank?"),
        ("fr", ["Qui est Loïc Kerc’hoat ?", "Combien emploie-t-il de marins ?"],
         "Combien Loïc Kerc’hoat emploie-t-il de marins ?"),
        ("fr", ["Qui dirige la banque Lazard ?", "Et O'Hara ?"],
         "Qui dirige la banque O'Hara ?"),
        ("fr", ["Qui dirige L'Oréal ?", "Où est-elle installée ?"],
         "Où L'Oréal est-elle installée ?"),
        ("en", ["What does L’Oréal make?", "Where is it based?"], "Where is L’Oréal based?"),
        ("fr", ["Combien la ferme élève-t-elle de vaches ?", "Et combien de chèvres ?"],
         "Combien de chèvres la ferme élève-t-elle ?"),
        ("fr", ["Combien a-t-il vendu de vaches à Rodez ?", "Et combien de chèvres ?"],
         "Combien de chèvres a-t-il vendu à Rodez ?"),
        ("fr", ["Combien coûte le billet de train ?", "Et combien de places ?"],
         "Combien de places coûte le billet de train ?"),
        ("fr", ["Quelqu'un a-t-il protesté ?", "Et pourquoi ?"],
         "Pourquoi quelqu'un a-t-il protesté ?"),
        ("fr", ["Quel est le prix du gaz ?", "Il faut un permis pour pêcher ?"],
         "Il faut un permis pour pêcher ?"),
        ("fr", ["Que fait Airbus ?", "Y a-t-il des moustiques à Nice ?"],
         "Y a-t-il des moustiques à Nice ?"),
        ("fr", ["Que fait Airbus ?", "Combien de voitures Renault produit-il dans son usine ?"],
         "Combien de voitures Renault produit-il dans son usine ?"),
        ("fr", ["Quand la gare de Nantes ouvrira-t-elle ?", "Qui l'a construite ?"],
         "Qui a construit la gare de Nantes ?"),
        ("fr", ["Qui dirige Renault ?", "Est-ce qu'il est vrai que Nissan va partir ?"],
         "Est-ce qu'il est vrai que Nissan va partir ?"),
        ("fr", ["En combien de phases la première tranche se fait-elle ?", "Et la deuxième ?"],
         "En combien de phases la deuxième tranche se fait-elle ?"),
        ("fr", ["Qui a repeint le phare ?", "Et que transportait le cargo ?"],
         "Que transportait le cargo (le phare) ?"),
        ("fr", ["Qui a repeint le phare ?", "Et quel âge avait le gardien ?"],
         "Quel âge avait le gardien (le phare) ?"),
        ("fr", ["Quel âge a Paul Roy ?", "A-t-il accepté un poste ?"],
         "Paul Roy a-t-il accepté un poste ?"),
        ("fr", ["Quel métier exerce Paul Roy ?", "Où vit-il ?"], "Où Paul Roy vit-il ?"),
        ("fr", ["Quel est le rôle de Paul Roy ?", "Où vit-il ?"], "Où Paul Roy vit-il ?"),
        ("fr", ["Qui a repeint le phare ?", "Et quelle est la hauteur ?"],
         "Quelle est la hauteur (le phare) ?"),
        ("fr", ["Qui a repeint le phare ?", "Et le pont, pourquoi est-il fermé ?"],
         "Le pont, pourquoi est-il fermé ?"),
        ("fr", ["Qui a repeint le phare ?", "Et Armor-Lux, qui l'a fondé ?"],
         "Armor-Lux, qui l'a fondé ?"),
        ("fr", ["Qui a repeint le phare ?", "Et la chapelle, qui la restaure ?"],
         "La chapelle, qui la restaure ?"),
        ("fr", ["Qui a repeint le phare ?", "Et le préfet, qu'en dit-il ?"],
         "Le préfet, qu'en dit-il (le phare) ?"),
        ("fr", ["Combien la région a-t-elle investi ?", "Et les ports ?"],
         "Combien les ports ont-ils investi ?"),
        ("fr", ["Combien l'État a-t-il investi ?", "Et les régions ?"],
         "Combien les régions ont-elles investi ?"),
        ("fr", ["Les archives seront-elles prêtes ?", "Et la bibliothèque ?"],
         "La bibliothèque sera-t-elle prêtes ?"),
        ("fr", ["Combien les boulangers emploient-ils d'apprentis ?", "Et la laiterie ?"],
         "Combien la laiterie emploie-t-elle d'apprentis ?"),
        ("fr", ["Quand l'école de Brest ouvrira-t-elle ?", "Et les Halles ?"],
         "Quand les Halles ouvriront-elles ?"),
        ("fr", ["Quel est le prix de la C3 ?", "Et les dimensions ?"],
         "Quelles sont les dimensions de la C3 ?"),
        ("en", ["What is the price of the C3?", "And the dimensions?"],
         "What are the dimensions of the C3?"),
        ("fr", ["Qui est le père de Molière ?", "Et ses obsèques ?"],
         "Les obsèques de Molière ?"),
        ("fr", ["Où est né l'accusé ?", "Que demande l'avocate générale ?", "Qui le défend ?"],
         "Qui défend l'accusé ?"),
        ("fr", ["Où est né Jules Verne ?", "Où l'association est-elle installée ?"],
         "Où l'association est-elle installée (Jules Verne) ?"),
        ("en", ["How much has the region paid?", "And the towns?"],
         "How much have the towns paid?"),
        ("fr", ["Qui dirige Nio ?", "Qu'a-t-il dit ?"], "Que Nio a-t-il dit ?"),
        ("fr", ["Combien coûte le plan vélo ?", "Et qui le paie ?"], "Qui paie le plan vélo ?"),
        ("fr", ["Quand commencent les travaux du plan vélo ?", "Et de l'usine ?"],
         "Quand commencent les travaux de l'usine ?"),
        ("fr", ["Où l'usine du groupe ferme ?", "Et de la banque ?"],
         "Où l'usine de la banque ferme ?"),
        ("fr", ["qui est le maire de quimper ?", "et de saint-malo ?"],
         "Qui est le maire de saint-malo ?"),
        ("fr", ["Qui est le maire de Quimper ?", "ET DE SAINT-MALO ?"],
         "Qui est le maire de SAINT-MALO ?"),
        ("fr", ["QUI EST LE MAIRE DE QUIMPER ?", "et celui de saint-malo ?"],
         "QUI EST LE MAIRE de saint-malo ?"),
        ("fr", ["qui est le maire de quimper ?", "et saint-malo ?"],
         "Qui est le maire de saint-malo ?"),
        ("fr", ["Comment va-t-on à Brest ?", "et en voiture ?"],
         "Comment va-t-on à Brest en voiture ?"),
        ("fr", ["Combien d'élèves y a-t-il à Lannion ?", "et de professeurs ?"],
         "Combien de professeurs y a-t-il à Lannion ?"),
        ("fr", ["Que vend Nio à Brest ?", "et en hiver ?"], "Que vend Nio à Brest en hiver ?"),
        ("fr", ["où est l'usine de nio ?", "et pour byd ?"], "Pour byd (l'usine de nio) ?"),
        ("en", ["how many people live in nantes?", "and in rennes?"],
         "How many people live in rennes?"),
        ("en", ["What is the price for adults?", "and for children?"],
         "What is the price for children?"),
        ("fr", ["Parle-moi de la gare", "Qui la dirige ?"], "Qui dirige la gare ?"),
        ("fr", ["Qui a repeint le phare ?", "Parle-moi de la gare"], "Parle-moi de la gare"),
        ("fr", ["Parle-moi de la gare", "Où ?"], "Où (de la gare) ?"),
        ("en", ["How much does the bridge cost?", "And who will pay the extra cost?"],
         "Who will pay the extra cost (the bridge)?"),
        ("en", ["When will the ferry sail?", "And the dam, why is it closed?"],
         "The dam, why is it closed?"),
        ("en", ["When will the ferry sail?", "And how old was the keeper?"],
         "How old was the keeper (the ferry)?"),
        ("en", ["When will Nio open its plant?", "And where?"], "Where will Nio open its plant?"),
        ("en", ["When will Nio open its plant?", "Is it true that Paris is sinking?"],
         "Is it true that Paris is sinking?"),
        ("en", ["Who owns BAIC?", "What about Nio?"], "Who owns Nio?"),
        ("en", ["Who owns BAIC?", "Are there wolves in France?"], "Are there wolves in France?"),
        ("en", ["What is the price of gold?", "Why did it rise?"],
         "Why did the price of gold rise?"),
        ("en", ["Où est l'usine de Nio ?", "How many people does it employ?"],
         "How many people does it employ (l'usine de Nio)?"),
        ("en", ["Where does Ada Roy live?", "And her brother?"],
         "Where does Ada Roy's brother live?"),
        ("fr", ["Quel âge a Luc Roy ?", "Et sa femme ?"], "Quel âge a la femme de Luc Roy ?"),
        ("en", ["How many wolves are left in France?", "And ten years ago?"],
         "How many wolves are left in France ten years ago?"),
        ("fr", ["Combien de loups reste-t-il en France ?", "Et il y a dix ans ?"],
         "Combien de loups reste-t-il en France il y a dix ans ?"),
        ("fr", ["Qui a acheté Nio ?", "Et son prix ?"], "Le prix de Nio ?"),
        ("fr", ["Combien de loups y avait-il en 2019 ?", "Et il y a dix ans ?"],
         "Combien de loups y avait-il il y a dix ans ?"),
        ("fr", ["Qui a annoncé la hausse ?", "Qui l'a démenti ?"], "Qui a démenti la hausse ?"),
        ("fr", ["Où l'ouragan Ida a-t-il frappé ?", "Qui l'a annoncé ?"],
         "Qui l'a annoncé (l'ouragan Ida a-t-il frappé) ?"),
        # what came of it, to whom
        ("fr", ["Où l'ouragan Ida a-t-il frappé ?", "Combien ont été tués ?"],
         "Combien ont été tués (l'ouragan Ida) ?"),
        ("fr", ["Où l'ouragan Ida a-t-il frappé ?", "Combien de morts ?"],
         "Combien de morts (l'ouragan Ida) ?"),
        ("fr", ["Où l'ouragan Ida a-t-il frappé ?", "Que s'est-il passé ?"],
         "Que s'est-il passé (l'ouragan Ida) ?"),
        ("fr", ["Où l'ouragan Ida a-t-il frappé ?", "Des blessés ?"],
         "Des blessés (l'ouragan Ida a-t-il frappé) ?"),
        ("fr", ["Où l'ouragan Ida a-t-il frappé ?", "Combien de moutons compte la France ?"],
         "Combien de moutons compte la France ?"),
        ("fr", ["Quelle est la population de l'Italie ?", "Et l'Espagne ?"],
         "Quelle est la population de l'Espagne ?"),
        ("en", ["What is the population of the Netherlands?", "And the UK?"],
         "What is the population of the UK?"),
        ("fr", ["Quel est le prix de la Clio à Paris ?", "Et la Mégane ?"],
         "Quel est le prix de la Mégane ?"),
        ("fr", ["Quel est le prix du Koleos ?", "Et la Clio ?"], "Quel est le prix de la Clio ?"),
        ("fr", ["Quel est le prix de la Renault 5 ?", "Et la Renault 4 ?"],
         "Quel est le prix de la Renault 4 ?"),
        ("fr", ["Quel est le prix du kit m400R ?", "Et le kit m400X ?"],
         "Quel est le prix du kit m400X ?"),
        ("fr", ["Qui est le maire de Lyon ?", "Et le préfet du Rhône ?"],
         "Qui est le préfet du Rhône ?"),
        ("fr", ["Qui est Ada Roy ?", "Que lui est-il arrivé ?"],
         "Que lui est-il arrivé (Ada Roy) ?"),
        ("fr", ["Qui est Ada Roy ?", "Qui lui a succédé ?"], "Qui lui a succédé (Ada Roy) ?"),
        ("en", ["Where did hurricane Ida hit land?", "How many people were killed?"],
         "How many people were killed (Ida)?"),
        ("en", ["Where did hurricane Ida hit land?", "How many died?"], "How many died (Ida)?"),
        ("en", ["Where did hurricane Ida hit land?", "Was anyone hurt?"], "Was anyone hurt (Ida)?"),
        ("en", ["How many soldiers fought in Mali?", "What did they obtain?"],
         "What did the soldiers obtain (Mali)?"),
    ],
)  # fmt: skip
def test_the_question_reads_well(language: Language, questions: list[str], expected: str) -> None:
    history = [Message("user", question) for question in questions[:-1]]
    assert standalone(questions[-1], history, language, None) == expected


@pytest.mark.parametrize(
    ("language", "questions", "expected"),
    [
        ("fr", ["Combien la Chine a-t-elle investi en 2022 ?", "Non, je parle du Japon."],
         "Combien le Japon a-t-il investi en 2022 ?"),
        ("fr", ["Combien la Chine a-t-elle investi en 2022 ?", "Pardon, je voulais dire en 2023."],
         "Combien la Chine a-t-elle investi en 2023 ?"),
        ("fr", ["Combien la Chine a-t-elle investi en 2022 ?", "pas en 2022, en 2023"],
         "Combien la Chine a-t-elle investi en 2023 ?"),
        ("fr", ["Combien Nio a-t-il investi ?", "Mais je parlais d'Alpine !"],
         "Combien Alpine a-t-il investi ?"),
        ("fr", ["Combien Nio a-t-il investi ?", "Plutôt Alpine ?"],
         "Combien Alpine a-t-il investi ?"),
        ("fr", ["Combien Nio a-t-il investi ?", "Quid du Japon ?"],
         "Combien le Japon a-t-il investi ?"),
        ("fr", ["Combien Nio a-t-il investi ?", "Je voulais dire : qui dirige Alpine ?"],
         "Qui dirige Alpine ?"),
        ("fr", ["Combien Nio a-t-il investi ?", "En fait, comment fait-on du pain ?"],
         "Comment fait-on du pain ?"),
        ("fr", ["Combien Nio a-t-il investi ?", "Plutôt que d'investir, que fait Alpine ?"],
         "Plutôt que d'investir, que fait Alpine ?"),
        ("fr", ["Combien la Chine a-t-elle investi ?", "Non je pensais au Japon"],
         "Combien le Japon a-t-il investi ?"),
        ("fr", ["Combien Nio a-t-il investi ?", "BYD, pas Nio"], "Combien BYD a-t-il investi ?"),
        ("fr", ["Combien Nio a-t-il investi en 2022 ?", "Non, au Japon !"],
         "Combien Nio a-t-il investi en 2022 au Japon ?"),
        ("fr", ["Combien Nio a-t-il investi ?", "Alpine vend-il des voitures, pas des motos ?"],
         "Alpine vend-il des voitures, pas des motos ?"),
        ("fr", ["Combien Nio a-t-il investi ?", "Pas de blessés, à Paris ?"],
         "Pas de blessés, à Paris ?"),
        ("fr", ["Combien Nio a-t-il investi ?", "Pas en France, n'est-ce pas ?"],
         "Pas en France, n'est-ce pas ?"),
        ("en", ["How much did Nio invest in China?", "No, I meant in Brazil."],
         "How much did Nio invest in Brazil?"),
        ("en", ["How much did Nio invest in China?", "Not Nio, BYD."],
         "How much did BYD invest in China?"),
        ("en", ["How much did Nio invest in 2022?", "no I was thinking of BYD"],
         "How much did BYD invest in 2022?"),
        ("en", ["How much did Nio invest in 2022?", "I meant BYD, not Nio"],
         "How much did BYD invest in 2022?"),
        ("en", ["How much did Nio invest in 2022?", "No, in Japan"],
         "How much did Nio invest in 2022 in Japan?"),
        ("en", ["How much did Nio invest in China?", "Does BYD sell cars instead?"],
         "Does BYD sell cars instead?"),
        ("en", ["How much did Nio invest in China?", "Actually, in Spain?"],
         "How much did Nio invest in Spain?"),
        ("en", ["How much did Nio invest in China?", "I mean how much did it sell?"],
         "How much did Nio sell?"),
        ("en", ["How much did Nio invest in China?", "Actually, how do you bake bread?"],
         "How do you bake bread?"),
        ("en", ["How much did Nio invest in China?", "Rather than Nio, who invests in Spain?"],
         "Rather than Nio, who invests in Spain?"),
        # remarks, and a question that says "not"
        ("fr", ["Combien Nio a-t-il investi ?", "En fait je n'ai rien compris"],
         "En fait je n'ai rien compris"),
        ("fr", ["Combien Nio a-t-il investi ?", "Je voulais dire que BYD investit"],
         "Je voulais dire que BYD investit"),
        ("fr", ["Combien Nio a-t-il investi ?", "En fait BYD l'a-t-il fait"],
         "BYD l'a-t-il fait (Nio) ?"),
        ("fr", ["Combien Nio a-t-il investi ?", "Pourquoi Nio, pas BYD ?"],
         "Pourquoi Nio, pas BYD ?"),
        ("en", ["How much did Nio invest in China?", "Actually BYD invests more"],
         "Actually BYD invests more"),
        ("en", ["How much did Nio invest in China?", "I'm talking about Paris, Texas"],
         "I'm talking about Paris, Texas"),
        ("en", ["How much did Nio invest in China?", "Actually did it sell cars"],
         "Did Nio sell cars?"),
        ("en", ["How much did Nio invest in China?", "Rather interesting"], "Rather interesting"),
        ("en", ["How much did Nio invest in China?", "Or rather BYD"],
         "How much did BYD invest in China?"),
    ],
)  # fmt: skip
def test_a_correction_takes_the_place_of_what_was_asked(
    language: Language, questions: list[str], expected: str
) -> None:
    history = [Message("user", question) for question in questions[:-1]]
    assert standalone(questions[-1], history, language, None) == expected


@pytest.mark.parametrize(
    ("language", "asked", "follow_up", "expected"),
    [
        ("fr", "Combien de motards roulent sur l'A126 ?", "Et ces quatre dernières semaines ?",
         "Combien de motards roulent sur l'A126 ces quatre dernières semaines ?"),
        ("fr", "Combien de motards roulent sur l'A126 ?", "Et hier ?",
         "Combien de motards roulent sur l'A126 hier ?"),
        ("fr", "Que vend Nio cette année ?", "Et l'an dernier ?", "Que vend Nio l'an dernier ?"),
        ("fr", "Que vend Nio en 2021 ?", "Et l'an dernier ?", "Que vend Nio l'an dernier ?"),
        ("fr", "Quelles sont les ventes en 2021 ?", "Et les ventes en 2022 ?",
         "Quelles sont les ventes en 2022 ?"),
        ("fr", "Quelles sont les ventes en 2021 ?", "Et le bénéfice en 2022 ?",
         "Le bénéfice en 2022 (les ventes en 2021) ?"),
        ("fr", "Combien de motards roulent sur l'A126 ?", "Et sur l'A6 ?",
         "Combien de motards roulent sur l'A6 ?"),
        ("en", "How many bikers ride on the A126?", "And in the last four weeks?",
         "How many bikers ride on the A126 in the last four weeks?"),
        ("en", "How many bikers ride on the A126?", "And last year?",
         "How many bikers ride on the A126 last year?"),
        ("en", "How many bikers ride on the A126 this year?", "And last year?",
         "How many bikers ride on the A126 last year?"),
        ("en", "How many bikers ride on the A126?", "And on the A6?",
         "How many bikers ride on the A6?"),
        ("en", "What were the sales in 2021?", "And the profit in 2022?",
         "The profit in 2022 (the sales in 2021)?"),
        # not what stands before it
        ("fr", "Que s'est-il passé en mars ?", "Et hier ?", "Que s'est-il passé hier ?"),
        ("fr", "Que vend Nio l'an passé ?", "Et hier ?", "Que vend Nio hier ?"),
        ("en", "Who came first this year?", "And last year?", "Who came first last year?"),
        ("fr", "Que vend Nio ?", "Les nouvelles du jour", "Les nouvelles du jour (Nio) ?"),
        # a whole date that of another
        ("fr", "Que s'est-il passé le 1er mai 2015 à Nice ?", "Et le 14 juillet 2016 ?",
         "Que s'est-il passé le 14 juillet 2016 à Nice ?"),
        ("fr", "Que s'est-il passé le 3 mai 2015 ?", "Et le 14 juillet ?",
         "Que s'est-il passé le 14 juillet 2015 ?"),
        ("fr", "Que s'est-il passé en mai 2015 ?", "Et le 14 juillet 2016 ?",
         "Que s'est-il passé le 14 juillet 2016 ?"),
        ("fr", "Que vend Nio en mars 2021 ?", "Et en avril ?", "Que vend Nio en avril 2021 ?"),
        ("fr", "Que vend Nio en mars 2021 ?", "Et en 2022 ?", "Que vend Nio en mars 2022 ?"),
        ("fr", "Que vend Nio en mars ?", "Et en avril 2022 ?", "Que vend Nio en avril 2022 ?"),
        ("fr", "Que vend Nio en 2021 ?", "Et en avril 2022 ?", "Que vend Nio en avril 2022 ?"),
        ("fr", "Que vend Nio entre 2020 et 2022 ?", "Et en 2025 ?", "Que vend Nio en 2025 ?"),
        ("fr", "Quelles sont les ventes de Nio en mars 2021 ?", "Et les ventes en avril 2022 ?",
         "Quelles sont les ventes de Nio en avril 2022 ?"),
        ("en", "What happened on March 3, 2015?", "And on July 14, 2016?",
         "What happened on July 14, 2016?"),
        ("en", "What does Nio sell from 2020 to 2022?", "And in 2025?",
         "What does Nio sell in 2025?"),
    ],
)  # fmt: skip
def test_a_time_takes_no_place_but_a_times(
    language: Language, asked: str, follow_up: str, expected: str
) -> None:
    assert standalone(follow_up, [Message("user", asked)], language, None) == expected


@pytest.mark.parametrize(
    ("language", "asked", "follow_up", "expected"),
    [
        # behind the preposition that it wants, with the article that it has
        ("fr", "Combien de voitures vend-on en France ?", "Et le Japon ?",
         "Combien de voitures vend-on au Japon ?"),
        ("fr", "Combien de voitures vend-on au Japon ?", "Et la France ?",
         "Combien de voitures vend-on en France ?"),
        ("fr", "Qui est le président du Japon ?", "Et Toyota ?",
         "Qui est le président de Toyota ?"),
        ("fr", "La France a-t-elle signé l'accord ?", "Et Nio ?", "Nio a-t-elle signé l'accord ?"),
        ("fr", "Qui travaille à la ferme ?", "Et l'usine de Nio ?",
         "Qui travaille à l'usine de Nio ?"),
        ("en", "Why are the United States ranked first?", "And France?",
         "Why is France ranked first?"),
        ("fr", "Que demande l'Union européenne ?", "Et Nio ?", "Que demande Nio ?"),
        ("fr", "Que vend-on à Paris ?", "Et d'autres villes ?",
         "D'autres villes (vend-on à Paris) ?"),
        ("en", "Why are French doctors on strike?", "And in Japan?",
         "Why are French doctors on strike in Japan?"),
        ("en", "Why are doctors on strike?", "And the nurses?", "Why are the nurses on strike?"),
        # all of a name
        ("fr", "Que reproche-t-on à Luc Roy ?", "Et Ada Le Gall ?",
         "Que reproche-t-on à Ada Le Gall ?"),
        ("fr", "Que reproche-t-on à Ada Le Gall ?", "Et à Luc Roy ?",
         "Que reproche-t-on à Luc Roy ?"),
        ("fr", "Que dit Ada Le Gall ?", "Quand le train est-il parti ?",
         "Quand le train est-il parti ?"),
        # a name takes the place of somebody, of no other noun
        ("fr", "Le président américain a-t-il signé ?", "Et Merkel ?", "Merkel a-t-il signé ?"),
        ("fr", "L'usine a-t-elle ouvert ?", "Et Nio ?", "Nio (L'usine a-t-elle ouvert) ?"),
        ("fr", "Quel pays est premier au classement ?", "Et la France ?",
         "La France (pays est premier au classement) ?"),
        ("en", "Did the French president sign?", "And Merkel?", "Did Merkel sign?"),
        ("en", "Did the French president sign?", "And the Italian one?",
         "Did the Italian president sign?"),
        ("en", "Did the Munich plant open?", "And Metz?", "Did the Metz plant open?"),
        ("en", "Did the plant open?", "And Nio?", "Nio (the plant open)?"),
        ("en", "Where does Julian live?", "And Ada?", "Where does Ada live?"),
        ("en", "What did Brian say?", "And Ada?", "What did Ada say?"),
        # what is counted, or had
        ("fr", "Combien de motos roulent à l'Ordre des ingénieurs ?", "Et de voitures ?",
         "Combien de voitures roulent à l'Ordre des ingénieurs ?"),
        ("fr", "Combien de motos roulent à Metz ?", "Et les voitures ?",
         "Combien de voitures roulent à Metz ?"),
        ("fr", "Combien de motards sont morts ?", "Et les blessés ?",
         "Les blessés (motards sont morts) ?"),
        ("fr", "Combien de motos produit l'usine ?", "Et les ouvriers ?",
         "Combien de motos produit les ouvriers ?"),
        ("en", "How many bikes run in Metz?", "And cars?", "How many cars run in Metz?"),
        ("en", "How many people died?", "And injuries?", "Injuries (people died)?"),
        ("fr", "Quelle usine Xiaomi construit-il ?", "Et celle de Nio ?",
         "Quelle usine Nio construit-il ?"),
        ("fr", "Où est l'usine ?", "Et celle de Nio ?", "Où est l'usine de Nio ?"),
        ("fr", "Quand Nio a-t-il voté le budget ?", "Et celui de l'école ?",
         "Quand Nio a-t-il voté le budget de l'école ?"),
        ("fr", "De combien la fortune des riches augmente-t-elle ?", "Et leur nombre ?",
         "Le nombre des riches ?"),
        # another kind of the same, of the same
        ("fr", "Quel est le taux de chômage des jeunes en France ?", "Et le taux d'emploi ?",
         "Quel est le taux d'emploi des jeunes en France ?"),
        ("fr", "Quel est le taux de chômage en France ?", "Et le taux des jeunes ?",
         "Quel est le taux des jeunes (France) ?"),
        ("fr", "Quel est le prix de l'usine de Nio ?", "Et l'usine de BYD ?",
         "Quel est le prix de l'usine de BYD ?"),
        ("en", "What is the death rate of the virus in Spain?", "And the birth rate?",
         "What is the birth rate of the virus in Spain?"),
        ("en", "What is the price of Nio's car?", "And BYD's price?", "What is BYD's price?"),
        ("en", "What is the death rate in Spain?", "And the rate in Italy?",
         "What is the rate in Italy?"),
        # in the other language
        ("fr", "How much did sales rise in France?", "Et en Ukraine ?",
         "How much did sales rise in Ukraine ?"),
        ("fr", "How much did sales rise in France?", "Et l'Ukraine ?",
         "How much did sales rise in Ukraine ?"),
        ("fr", "Who runs Oxfam?", "Et celui de l'Unicef ?", "Who runs Unicef ?"),
        ("en", "Combien de voitures vend-on à Paris ?", "And in London?",
         "Combien de voitures vend-on à London?"),
        ("en", "Combien de voitures vend-on ?", "And in London?",
         "Combien de voitures vend-on en London?"),
        ("en", "Qui dirige l'Unicef ?", "And Oxfam?", "Qui dirige Oxfam?"),
    ],
)  # fmt: skip
def test_what_is_asked_of_instead_stands_where_its_like_stood(
    language: Language, asked: str, follow_up: str, expected: str
) -> None:
    assert standalone(follow_up, [Message("user", asked)], language, None) == expected


@pytest.mark.parametrize("pasted", ["Nio " + "5\t" * 990, "Ada " + "Le " * 660])
def test_a_row_of_what_may_belong_to_a_name_is_read(pasted: str) -> None:
    assert standalone(pasted, [Message("user", "Où est Nio ?")], "fr", None)


def test_what_is_in_parentheses_in_another_language_stays() -> None:
    history = [Message("user", "Où est l'usine de Nio ?"), Message("user", "Whom does it employ?")]
    found = standalone("And in Spain?", history, "en", None)
    assert found == "Whom does it employ in Spain (l'usine de Nio)?"


@pytest.mark.parametrize(
    ("language", "questions", "expected"),
    [
        # "it" is nobody, and no name that was somebody's
        ("en", ["Who is Ada Roy?", "What did she buy?", "Where is it?"],
         "Where is it (Ada Roy buy)?"),
        ("en", ["What did Nio buy?", "Where is it?"], "Where is Nio?"),
        ("en", ["Who owns the plant?", "How old is he?", "Where is it?"], "Where is the plant?"),
        ("en", ["Who is the owner of the plant?", "Where is it?"], "Where is the plant?"),
        ("en", ["Who is the owner of the plant?", "Where is he?"],
         "Where is the owner of the plant?"),
        ("en", ["Where was the surgeon born?", "When did the board report him?"],
         "When did the board report him (the surgeon)?"),
        ("en", ["Quel économiste soutient Ada Roy ?", "What does she say?"],
         "What does Ada Roy say?"),
        ("en", ["How did the team play?", "Were they tired?"], "Were the team tired?"),
        # gender and number, by the ending and by what the verb repeats
        ("fr", ["Qui retire les affiches ?", "Sont-elles chères ?"],
         "Les affiches sont-elles chères ?"),
        ("fr", ["Qui retire les affiches de Nio ?", "Sont-ils contents ?"],
         "Sont-ils contents (Nio) ?"),
        ("fr", ["Que veulent les motards ?", "Combien d'amendes paient-ils ?",
                "Combien d'infractions voit-on ?", "Que risquent-ils ?"],
         "Que les motards risquent-ils ?"),
        ("fr", ["Combien d'emplois Nio crée-t-il ?", "Sont-ils stables ?"],
         "Les emplois sont-ils stables (Nio) ?"),
        ("fr", ["Combien de maisons Nio loue-t-il ?", "Sont-elles chères ?"],
         "Les maisons sont-elles chères (Nio) ?"),
        ("fr", ["Que dit le ministre ?", "Où est-il né ?"], "Où le ministre est-il né ?"),
        ("fr", ["Que fait Nio ?", "D'autres marques l'ont-elles suivi ?"],
         "D'autres marques l'ont-elles suivi (Nio) ?"),
        # no names to pair
        ("en", ["How many French children live in Syrian Kurdistan?", "How old are they?",
                "Are they ill?"],
         "Are the French children ill (Syrian Kurdistan)?"),
        ("fr", ["Où est le Temps des Cerises ?", "Sont-ils ouverts ?"],
         "Sont-ils ouverts (Temps) ?"),
        ("fr", ["Que font Renault et Nissan ?", "Où vendent-ils ?"],
         "Où Renault et Nissan vendent-ils ?"),
        # "there" is the place that was said last
        ("en", ["How many cases are there in Spain?", "And deaths?", "Is a strike possible there?"],
         "Is a strike possible in Spain?"),
        ("en", ["How many cases are there in Spain?", "Is there a strike?"],
         "Is there a strike?"),
        ("en", ["What did Nio say on Monday?", "What happened there?"],
         "What happened there (Nio)?"),
        ("fr", ["Combien de cas compte-t-on en Espagne ?", "Le virus recule-t-il là-bas ?"],
         "Le virus recule-t-il en Espagne ?"),
        ("fr", ["How many cases are there in Spain?", "Le virus recule-t-il là-bas ?"],
         "Le virus recule-t-il là-bas (in Spain) ?"),
    ],
)  # fmt: skip
def test_a_pronoun_stands_for_what_it_may_mean(
    language: Language, questions: list[str], expected: str
) -> None:
    history = [Message("user", question) for question in questions[:-1]]
    assert standalone(questions[-1], history, language, None) == expected


def test_silence_carries_nothing_and_an_answer_its_name() -> None:
    asked = Message("user", "Qui a gagné la course ?")
    told = Message("assistant", "Eliud Kipchoge. Dans « Le marathon » : « Il a gagné. »")
    silent = Message("assistant", load("answer", "fr").say("silent") + "\n\n« Marie Dupont »")
    follow_up = "Quel âge a-t-il ?"
    assert "Kipchoge" in standalone(follow_up, [asked, told], "fr", None)
    found = standalone(follow_up, [asked, silent], "fr", None)
    assert "course" in found
    assert "Dupont" not in found


def test_the_words_that_introduce_a_quote_are_no_name() -> None:
    told = Message("assistant", "In “Le marathon”: « La course a été gagnée par Paul Martin. » [1]")
    found = standalone("How old is he?", [Message("user", "Qui a gagné ?"), told], "en", None)
    assert "Martin" in found
    assert "In" not in found


def test_politeness_carries_nothing() -> None:
    asked = Message("user", "Pourriez-vous me dire qui a gagné la course ?")
    told = Message("assistant", "Eliud Kipchoge. Dans « Le marathon » : « Il a gagné. »")
    thanks = [Message("user", "Merci beaucoup !"), Message("assistant", "Paul Martin vous salue.")]
    assert "Kipchoge" in standalone("Quel âge a-t-il ?", [asked, told, *thanks], "fr", None)
    assert standalone("Où ?", thanks, "fr", None) == "Où ?"


def test_the_question_itself_is_no_history() -> None:
    history = [Message("user", "Qui possède BAIC ?"), Message("user", "Pourquoi ?")]
    assert "BAIC" in standalone("Pourquoi ?", history, "fr", None)
    assert standalone("Pourquoi ?", history[1:], "fr", None) == "Pourquoi ?"
    assert standalone("Pourquoi ?", [Message("assistant", "Bonjour")], "fr", None) == "Pourquoi ?"


WORDS = [
    *"et and pourquoi why où il elle it its son sa ses le la l'usine y en that there".split(),
    *"va-t-il est-ce que qu'il combien de d' ? , ( ) . ' 2024 Xiaomi Xiaomi's BAIC 小米 👍".split(),
]  # fmt: skip
ROWS = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)
TEXTS = st.one_of(st.text(max_size=60), ROWS)


@settings(max_examples=300, deadline=None)
@given(question=TEXTS, earlier=st.lists(TEXTS, max_size=3), language=st.sampled_from(["fr", "en"]))
def test_nothing_makes_the_rule_fail(question: str, earlier: list[str], language: Language) -> None:
    text = standalone_by_rule(question, earlier, language, "BAIC a dit oui.")
    assert bool(text.strip()) or not question.strip()


@pytest.mark.parametrize(
    ("language", "asked", "follow_up", "expected"),
    [
        ("fr", "Qui a sculpté la statue de Metz ?", "Quel âge a-t-il ?",
         "Quel âge Ada Roy a-t-il ?"),
        ("fr", "Qui a sculpté la statue de Metz ?", "Qui est-elle ?", "Qui est Ada Roy ?"),
        ("fr", "Qui a bâti le phare ?", "Quand est-il ouvert ?", "Quand le phare est-il ouvert ?"),
        ("fr", "Qui fabrique la SU7 ?", "D'où vient-elle ?", "D'où la SU7 vient-elle ?"),
        ("fr", "Qui accuse Luc Mo ?", "Où vit-elle ?", "Où vit-elle (Ada Roy, Luc Mo) ?"),
        ("en", "Who lost the race in Metz?", "How old is she?", "How old is Ada Roy?"),
        ("en", "Who replaced Luc Mo?", "When was she elected?",
         "When was she elected (Ada Roy, Luc Mo)?"),
    ],
)  # fmt: skip
def test_behind_who_a_person_is_the_one_who_was_the_answer(
    language: Language, asked: str, follow_up: str, expected: str
) -> None:
    told = Message("assistant", "Ada Roy. Dans « Le sel » : « C’est Ada Roy qui le dit. »")
    assert standalone(follow_up, [Message("user", asked), told], language, None) == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            "Léonard de Vinci. Dans « Le sel » : « C’est lui. »",
            "Quel âge Léonard de Vinci a-t-il ?",
        ),
        ("M. Roy. Dans « Le sel » : « C’est M. Roy. »", "Quel âge Roy a-t-il ?"),
        ("Dans « Le Sel » : « C’est Ada Roy. »", "Quel âge le mur a-t-il ?"),
    ],
)
def test_a_person_is_the_answer_if_it_is_a_name_alone(told: str, expected: str) -> None:
    history = [Message("user", "Qui a peint le mur ?"), Message("assistant", told)]
    assert standalone("Quel âge a-t-il ?", history, "fr", None) == expected
