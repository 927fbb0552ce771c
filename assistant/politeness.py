"""A question without the politeness around it.

"Bonjour, pouvez-vous me dire où sera l'usine, s'il vous plaît ?" asks "Où sera l'usine ?".
"""

from __future__ import annotations

import re

from assistant.patterns import lines, words

_IF_YOU_PLEASE = r"(?:s['’]il (?:vous|te) pla[iî]t|svp|stp|please)"
_THANKS = lines(
    r"""
    merci(?: (?:beaucoup|bien|infiniment|encore|d['’]avance|à (?:vous|toi)))*
    (?:thanks|thank you)(?: (?:a lot|so much|very much|again|in advance))?
    """
)
# What may stand by itself and asks nothing.
# The longer of two that begin alike stands first: what is taken is not given back.
_COURTESY = lines(
    rf"""
    merci (?:beaucoup )?pour tout|thanks a bunch|(?:thanks|thank you) for (?:that|everything)
    merci (?:beaucoup )?(?:pour|de) (?:l['’]|la |les |cette |ces |ta |tes |votre |vos )\w+
    (?:thanks|thank you) for (?:the|this|that|your) \w+
    {_THANKS}|(?:un )?(?:grand|mille) merci
    {_IF_YOU_PLEASE}
    (?:bonjour|bonsoir|salut|coucou)(?: (?:madame|monsieur|à (?:tous|toutes|vous)))?
    (?:hello|hi|hey)(?: (?:there|all|everyone))?|good (?:morning|afternoon|evening|night)
    au revoir|à bientôt|bonne (?:journée|soirée|nuit)|(?:good ?)?bye
    ok(?:ay)?|oui|non|d['’]accord|c['’]est (?:noté|compris|parfait|bien)|je vois
    yes|no|sure|all right|alright|got it|i (?:see|understand)
    parfait|super|génial|excellent|très bien|bravo|cool|ça marche|ça va|perfect|great|(?:very )?good
    je (?:vous|te) remercie(?: beaucoup)?|how are you|cheers
    pardon|désolée?|excuse[sz]?[- ]moi|sorry|excuse me
    (?:j['’]ai )?une (?:petite |autre )?question
    (?:i have )?(?:a|one|another) (?:quick )?question
    """
)

# With what a clause begins that somebody is asked, "si" and "ce que" too.
_PREPOSITION = words("à de en pour avec dans par sur chez depuis in at on of for with by from to")
_INTERROGATIVE = words(
    r"""
    qu(?:i|oi|and|els?|elles?)\b lequel\b laquelle\b lesquel(?:le)?s\b où\b ou\b(?!\snon\b)
    combien\b comment\b pourquoi\b qu['’]est-ce\b est-ce\b ce(?=\squ) si\b s['’](?=ils?\b)
    who(?:m|se)?\b what\b which\b where\b when\b why\b how\b if\b whether\b
    """
)
_ASKING = rf"(?:{_PREPOSITION} |d['’])?{_INTERROGATIVE}"

# Who asks, or is asked, before the clause that is the question.
_PLEASE = rf"(?:,? (?:{_IF_YOU_PLEASE}|kindly|possibly),?)?"
_CAN = words("peux pouvez pourrais pourriez")
_ME = "(?:me |nous |m['’])"
_TELL = words("dire préciser indiquer expliquer rappeler apprendre")
_FRENCH_FRAME = lines(
    rf"""
    (?:{_CAN}-(?:tu|vous)|(?:est-ce que )?(?:tu|vous) {_CAN}){_PLEASE} {_ME}?{_TELL}
    (?:merci de|veuillez) {_ME}{_TELL}
    (?:peut-on|pourrait-on|puis-je|est-il possible de) savoir
    (?:dis|dites|indique[sz]?|précise[sz]?|explique[sz]?|rappelle[sz]?|rappelez)-(?:moi|nous)
    (?:je|on) (?:voudrais|voudrait|veux|souhaite|souhaiterais|voulais)(?: bien)? (?:savoir|demander)
    j['’]aimerais(?: bien)? (?:savoir|demander)
    (?:je|on) cherche à savoir|j['’]ai besoin de savoir|je me demand(?:e|ais)
    (?:savez-vous|sais-tu|sait-on|(?:est-ce que )?(?:tu sais|vous savez))
    (?:est-ce qu['’])?on sait|quelqu['’]un sait(?:-il)?
    """
)
_ENGLISH_FRAME = lines(
    rf"""
    (?:can|could|would|will) you{_PLEASE} (?:tell|explain to|remind) (?:me|us)
    (?:please )?(?:tell|remind) (?:me|us)|(?:can|could|may) i (?:ask|know)
    i(?:['’]d| would) (?:like|love) to (?:know|find out)
    i (?:want|wanted|need) to (?:know|find out)|i(?:['’]m| am) (?:trying|looking) to find out
    i(?:['’]m| am| was)? wonder(?:ing)?
    (?:do (?:you|we)|would you)(?: happen to)? know|does any(?:one|body) know
    """
)

_IGNORE = re.IGNORECASE
_JOINT = r"(?:et|mais|alors|donc|and|but|so)\b,?\s+"  # a follow-up's, before its frame
_NOTHING = re.compile(rf"[\W_]*+(?:{_COURTESY}\b[\W_]*+(?:(?:et|and)\b[\W_]*+)?)++", _IGNORE)
_BEFORE = re.compile(
    rf"(?:{_COURTESY}\b(?:\s*[,.;:!…)]+\s*|\s+[-–—]\s+|\s+(?="
    rf"{_JOINT}|{_FRENCH_FRAME}|{_ENGLISH_FRAME}|{_INTERROGATIVE}|{_COURTESY}\b)))++",
    _IGNORE,
)
_BEHIND = re.compile(
    rf"(?:(?:\s*,\s*|(?<=[?.!…])\s*){_THANKS}[\s.!]*|,?\s+{_IF_YOU_PLEASE})(?=[\s.!?]*$)", _IGNORE
)
_FRAMED = re.compile(
    rf"(?P<joint>{_JOINT})?(?:{_FRENCH_FRAME}|(?P<english>{_ENGLISH_FRAME}))\b{_PLEASE}\s*[,:]?\s+"
    rf"(?={_ASKING})(?P<asked>.+)",
    _IGNORE | re.DOTALL,
)
_DIRECT = (
    (re.compile("^ce (?=qu)", _IGNORE), "qu'est-ce "),
    (re.compile(r"^(?:si (?=[aeiouyéèêœ])|s['’](?=ils?\b))", _IGNORE), "est-ce qu'"),
    (re.compile("^si ", _IGNORE), "est-ce que "),
)


def plain(message: str) -> str:
    """What a message asks, without greeting, thanks and "can you tell me"; "" when nothing.

    A clause that is left keeps the order of its words: "Combien il pèse ?". A message without any
    politeness is left as it is.
    """
    message = " ".join(message.split())
    if _NOTHING.fullmatch(message):
        return ""
    before = _BEFORE.match(message)
    question = _BEHIND.sub("", message[before.end() if before else 0 :])
    if framed := _FRAMED.match(question):
        mark = "?" if framed["english"] else " ?"
        question = (framed["joint"] or "") + _asked(framed["asked"]) + mark
    return question if question == message else question[:1].upper() + question[1:]


def _asked(clause: str) -> str:
    """An indirect question as one that is asked: "si elle ferme" is "est-ce qu'elle ferme"."""
    for indirect, direct in _DIRECT:
        clause = indirect.sub(direct, clause)
    return clause.rstrip(" \t\n\u00a0\u202f.!?")
