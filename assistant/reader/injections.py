"""Sentences of an article that speak to a machine instead of a reader.

Such a sentence asserts nothing, and a chat model could obey it: it is never evidence. It stays in
the article, where a person can read it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from assistant.patterns import lines, words

_ORDERS_FR = words(
    r"ignore[zr] oubliez dis dites(?!\sd[’']|-vous) réponds répondez écris écrivez affirmez citez "
    r"ajoutez prétends prétendez annoncez révélez affichez répétez"
)
_ORDERS_EN = words(
    "ignore disregard forget say answer reply respond write state claim cite add pretend reveal "
    "print output repeat tell"
)
_MACHINE = words(
    r"""
    (?:l[’']|cher\s|dear\s)assistant chatbot prompts? instructions?\sprécédentes consignes?
    (?-i:Assistant|IA|AI|LLM|GPT\S*) (?:language\s)?model modèle\sde\slang(?:age|ue)
    (?:previous|prior|your|all)\sinstructions? instructions?\sci-dessus
    """
)
_BEFORE = lines(
    r"""
    ce qui précède
    tout ce qui précède
    ci-dessus
    (?:le|la|les|toutes les) (?:\w+ )?(?:précédente?s?|ci-dessus)
    (?:tes|vos) (?:consignes|instructions|règles)
    (?:all |everything |the |any )?(?:above|previous|preceding|prior)
    (?:your|these|those) (?:instructions|rules)
    """
)
_WHAT_FR = lines(
    """
    que
    qu[’']
    par
    à
    simplement
    seulement
    uniquement
    exactement
    ceci
    :
    """
)
_WHAT_EN = lines(
    """
    that
    only
    exactly
    this
    the following
    instead
    with
    in
    :
    [«“"']
    """
)
_TOOLS = words(
    r"""
    (?:outils?|logiciels?|systèmes?|moteurs?|programmes?)\sde\s(?:résumé|synthèse)
    lecteurs?\sautomatiques? machines?\squi\slit machines?\squi\slisent
    """
)
_TO_SAY = words("répondre dire indiquer mentionner affirmer conclure déclarer")
_ASKS_FR = r"(?:où|quand|qui|combien|comment|pourquoi|si|quel\w*|ce\squ)\b"
_ASKS_EN = r"(?:where|when|who|how|what|which|why|whether|if)\b"
# Not what somebody is told to have said: "« Il faut répondre que non », a lancé le maire."
_NOT_QUOTED = r"(?!.*[»”\"]\s?,)"
# Where an order may begin; in "les puces dites d'IA" and "experts say that AI …" none does.
_BEGINS = (
    r"(?:^\W*|[:;,.!?—–-]\W{0,9}"
    r"|\b(?:please|must|should|you will|(?:are|is) (?:\w+ )?to|always|only|now|instead|then|and)\s"
    r"|\b(?:(?:merci|prière|prie|priés?) d(?:e\s|[’'])|(?:veuillez|et|puis|alors|toujours)\s))"
)
_START_FR = r"(?:^|[:—–-]\s*|\b(?:merci de|veuillez|tu dois|vous devez|et)\s+)"
_START_EN = r"(?:^|[:—–-]\s*|\b(?:please|you must|you should|now|instead)\s+)"
_SPEAKS = re.compile(
    lines(
        rf"""
        # ignore what stands above, forget your instructions
        (?:\b(?:ignorez|oubliez|disregard|forget)|(?:^|[:—–-])\W{{0,9}}(?:ignore|oublie))\b.{{0,60}}\b(?:{_BEFORE}|{_MACHINE})\b
        # an order to say something, to a machine that is named
        \b{_MACHINE}\b.{{0,80}}{_BEGINS}(?:{_ORDERS_FR}|{_ORDERS_EN})\b
        {_BEGINS}(?:{_ORDERS_FR}|{_ORDERS_EN})\b.{{0,80}}\b(?:{_MACHINE})\b
        # an order at the sentence's beginning, or after a colon or a dash
        {_START_FR}{_ORDERS_FR}\s+{_WHAT_FR}
        {_START_EN}{_ORDERS_EN}\s+{_WHAT_EN}
        # a new role, or the turn of another speaker
        \b(?:tu es|vous êtes)\s(?:désormais|maintenant)\s(?:une?|le|la|mon)\b
        \byou are now\s(?:an?|the|my|in|(?-i:[A-Z]\w*))\b
        {_START_EN}act (?:now )?as\b
        ^\W*(?:system|système|assistant|user|utilisateur|human|inst|im_start|im_end)\W*[:|\]>]
        # what its answers must say
        \b(?:tu dois|vous devez)\s(?:répondre|dire|écrire|citer|affirmer)\s(?:que|qu[’'])
        \b(?:chaque|toute|ta|vos)\sréponses?\sdoi(?:t|vent)\b
        \b(?:each|every|your)\s(?:answer|reply|response)\smust\b
        # what tools must say, and what the answer is to be
        \b(?:{_TOOLS})\b.{{0,40}}\b(?:doi(?:t|vent)|devr(?:a|ont)|priée?s?)\b.{{0,30}}\b(?:{_TO_SAY})\s(?:que\b|qu[’']|[:«])
        \b(?:quiconque|qui)\srésume(?:ra)?\s(?:cet\sarticle|ce\stexte|cette\spage|ce\sdocument)\sd(?:oit|evra)\b
        \bréponse\s(?:correcte|exacte|attendue|admise|valide)\s(?:à\s(?:la|cette)\squestion\b.{{0,100}}\best\b|est\s?:|:)
        \bréponse\s(?:correcte|exacte|valide)\sest\b
        \b(?:seule|bonne)\sréponse\s(?:admise|valide|correcte)\W*\Z
        \bsi\s(?:on|l[’']on)\s(?:te|vous)\sdemande\s{_ASKS_FR}.{{0,100}}\bréponse\s(?:est|sera|doit)\b
        \b(?:if|when)\s(?:you\sare\s)?asked\s{_ASKS_EN}.{{0,100}}\b(?:the|your)\sanswer\sis\b
        \byour\s(?:only\svalid|only|valid)\s(?:output|answer|reply)\sis\b
        \bbegin\syour\s(?:answer|reply|response)\swith\s(?:the\swords?\s?)?[:«“"']
        \bthe\suser\swants\s(?:to\s(?:hear|read)|you\sto)\b
        ^\W*(?:new\stask|nouvelle\stâche|instructions?|consignes?)\s?:\W*(?:{_ORDERS_FR}|{_ORDERS_EN}|{_TO_SAY}|report)\b
        ^\W*(?:prière\sde|il\sfaut|on\s(?:te|vous)\sdemande\sde)\s(?:toujours\s)?(?:répondre|conclure|déclarer|affirmer)\s(?:que|qu[’']){_NOT_QUOTED}
        ^\W*(?:tu\srépondras|vous\srépondrez|répondez)\s(?:que|qu[’']|:){_NOT_QUOTED}
        # not what is said of such an answer: "Répondre que tout va bien ne suffit plus"
        ^\W*(?:répondre|conclure)\s(?:que|qu[’']|:)(?!.*\b(?:suffi\w*|serait|revient|reviendrait|relève|erreur)\b){_NOT_QUOTED}
        \bremplacez?\stoute\smention\b
        ^\W*(?:n\.?\s?b\.?|note|avis|message)\s(?:pour|aux?|to|for)\s(?:\w+\s){{0,2}}(?:l[’'])?(?-i:IA|LLM|AI|GPT)\b
        \bassistant\s+to=
        "role"\s*:\s*"(?:system|assistant)"
        # the marks of a prompt
        <\||\|>|\[/?INST\]|</?(?:s|system|user|assistant|instructions?)>
        """
    ),
    re.IGNORECASE,
)


# One of these stands in every sentence that _SPEAKS finds: looked for first, as it is fast.
_TRIGGERS = (
    *"ignor oubliez disregard forget assistant chatbot prompt consigne instruction llm gpt".split(),
    *"prétend affirmez citez ajoutez annoncez révélez affichez répétez dites écrivez".split(),
    *"réponds répondez reveal system human inst] im_ <| |> </ <s>".split(),
    *("oublie ", "modèle de lang", "language model", "dis ", "écris ", "you are ", "act as "),
    *("chaque réponse", "toute réponse", "ta réponse", "vos réponses", "tu dois ", "vous devez "),
    *("réponse ", "résume", "outil", "logiciel", "automatique", "machine", "moteur", "asked"),
    *("your ", "user wants", "new task", "nouvelle tâche", "prière de", "il faut "),
    *("on te demande", "on vous demande", "répondr", "conclure", "remplace", "n.b", "nb "),
    *("note", "avis", "message"),
    *("each answer", "every answer", "your answer", "each reply", "every reply", "your reply"),
    *("response must", "act now", "tu es ", "vous êtes ", "système:", "système :"),
    *("say ", "answer ", "reply ", "respond ", "write ", "state ", "claim ", "cite ", "pretend "),
    *(
        "add ",
        "print ",
        "output ",
        "repeat ",
        "tell ",
        "user:",
        "utilisateur",
        "user]",
        "user|",
        "user>",
    ),
)


class _Seen(dict[int, int | None]):
    """Of each character code, the same, or None where nothing is seen of it; filled as needed."""

    def __missing__(self, code: int) -> int | None:
        unseen = unicodedata.category(chr(code))[0] == "C" and not chr(code).isspace()
        self[code] = None if unseen else code
        return self[code]


_SEEN = _Seen()


def seen(text: str) -> str:
    """The text without the characters that are not seen, and would hide words from a rule."""
    return text if text.isprintable() else text.translate(_SEEN)


# Letters of other scripts that look like Latin ones.
_LOOKALIKES = str.maketrans(
    "АВЕІЈКМНОРСТХЅаеіјорсухѕԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοιν",
    "ABEIJKMHOPCTXSaeijopcyxsdqwABEZHIKMNOPTYXoiv",
)
_SPACED = re.compile(r"(?<!\S)(?:[^\W\d_]\s){3,}[^\W\d_](?!\S)")


def _plain(sentence: str) -> str:
    """The sentence in plain Latin letters: no wide ones, none that only look so, none set apart."""
    if not sentence.isascii():
        sentence = unicodedata.normalize("NFKC", sentence).translate(_LOOKALIKES)
    return _SPACED.sub(lambda spaced: "".join(spaced[0].split()), sentence)


@lru_cache(maxsize=20_000)
def instructs(sentence: str) -> bool:
    """Whether the sentence gives orders to whatever machine reads it."""
    sentence = _plain(seen(sentence))
    folded = sentence.lower()
    if not any(trigger in folded for trigger in _TRIGGERS):
        return False
    return bool(_SPEAKS.search(" ".join(sentence.split())))
