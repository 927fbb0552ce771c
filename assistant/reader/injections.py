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
    "ignore[zr] oubliez dis dites réponds répondez écris écrivez affirmez citez ajoutez "
    "prétends prétendez annoncez révélez affichez répétez"
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
_START_FR = r"(?:^|[:—–-]\s*|\b(?:merci de|veuillez|tu dois|vous devez)\s+)"
_START_EN = r"(?:^|[:—–-]\s*|\b(?:please|you must|you should|now|instead)\s+)"
_SPEAKS = re.compile(
    lines(
        rf"""
        # ignore what stands above, forget your instructions
        (?:\b(?:ignorez|oubliez|disregard|forget)|(?:^|[:—–-])\W*(?:ignore|oublie))\b.{{0,60}}\b(?:{_BEFORE}|{_MACHINE})\b
        # an order to say something, to a machine that is named
        \b{_MACHINE}\b.{{0,80}}\b(?:{_ORDERS_FR}|{_ORDERS_EN})\b
        \b(?:{_ORDERS_FR}|{_ORDERS_EN})\b.{{0,80}}\b(?:{_MACHINE})\b
        # an order at the sentence's beginning, or after a colon or a dash
        {_START_FR}{_ORDERS_FR}\s+{_WHAT_FR}
        {_START_EN}{_ORDERS_EN}\s+{_WHAT_EN}
        # a new role, or the turn of another speaker
        \b(?:tu es|vous êtes)\s(?:désormais|maintenant)\s(?:une?|le|la|mon)\b
        \b(?:you are|act) (?:now|as)\b
        ^\W*(?:system|système|assistant|user|utilisateur|human|inst|im_start|im_end)\W*[:|\]>]
        # what its answers must say
        \b(?:tu dois|vous devez)\s(?:répondre|dire|écrire|citer|affirmer)\s(?:que|qu[’'])
        \b(?:chaque|toute|ta|vos)\sréponses?\sdoi(?:t|vent)\b
        \b(?:each|every|your)\s(?:answer|reply|response)\smust\b
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


@lru_cache(maxsize=20_000)
def instructs(sentence: str) -> bool:
    """Whether the sentence gives orders to whatever machine reads it."""
    sentence = seen(sentence)
    folded = sentence.lower()
    if not any(trigger in folded for trigger in _TRIGGERS):
        return False
    return bool(_SPEAKS.search(" ".join(sentence.split())))
