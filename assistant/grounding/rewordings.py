"""What may be the same denial in other words: "reste muet" for "n'a rien dit".

A word that denies by itself, "refuses", may stand for any other denial beside a word that both
share: what is denied is compared by the other checks, and read.

Texts are those of clauses: words, folded, with nothing but spaces between them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from assistant.grounding.claims import Clause
from assistant.grounding.denials import FRAGMENT, Place
from assistant.grounding.matching import NEAR, STRONG, Near
from assistant.grounding.negation import without_idioms
from assistant.grounding.words import Word
from assistant.patterns import any_word


class _Sense(NamedTuple):
    """Something that may be told by a denial or without one."""

    denied: re.Pattern[str]  # what a clause that denies has to hold
    told: re.Pattern[str]  # what a clause that denies nothing has to hold


_SENSES = (
    # Nothing is said of it.
    _Sense(
        any_word(
            r"""
            devoil\w* divulgu\w* communiqu\w* precis\w* revel\w* publi\w* dit dire dise disent
            donn\w+ indiqu\w* chiffr\w* comment\w* rendue?s?\spubli\w+ filtr\w* disclos\w*
            reveal\w* say\w* said given? giv(?:es|ing) gave detail\w* specif\w* mots? words? known
            sai(?:t|s) connue?s?
            """
        ),
        any_word(
            r"""
            (?:secr|confidenti)\w+ muet\w* silen(?:ce|t) motus no\scomment ne\sdisent\srien
            myster\w+ bouches?\s(?:reste\w*\s)?cousues? to\s(?:itself|himself|herself|themselves)
            (?:refus|declin)\w*\s(?:\w+\s){0,4}(?:comment|dire|say|preciser|revel|disclos|donner)\w*
            s\s\w+\sabstenu\w*\sde\s(?:commenter|dire|preciser) (?:unknown|inconnue?s?|ignor\w+)
            """
        ),
    ),
    # It costs nothing.
    _Sense(
        any_word(
            r"""
            cout\w* frais pa[iy]\w* cost\w* charge\w* fees? debours\w+ supplement\w* extra centime
            """
        ),
        any_word(
            r"""
            gratuit\w* gratis sans\sfrais no\s(?:cost|fee|charge) free(?!\s(?:of|from|to)\b)
            free\sof\scharge offerte?s?
            """
        ),
    ),
    # It is still to come.
    _Sense(
        any_word(
            r"""
            encore yet toujours ha(?:s|ve|d)\snot
            """
        ),
        any_word(
            r"""
            doi(?:t|vent)\s(?:encore|toujours|d\sabord)
            still\s(?:ha(?:s|ve)|needs?|must|wait\w*|await\w*) await\w*
            (?:est|sont)\s(?:encore\s|toujours\s)?attendue?s? rest\w*\sà\s\w+(?:er|ir|re)
            remains?\sto\sbe manqu\w+\sencore encore\smanqu\w+ en\s(?:attente|suspens) undecided
            indecise?s? hesit\w*
            """
        ),
    ),
    # It stays as it is.
    _Sense(
        any_word(
            r"""
            chang\w* augment\w* bai(?:sse|sser)\w* boug\w* modifi\w* alter\w* evolu\w* affect\w*
            touch\w* ris(?:e|es|ing) quitt\w* leav\w* perd\w* los(?:e|es|ing) abandon\w* renonc\w*
            effets?
            """
        ),
        any_word(
            r"""
            (?:inchange|unchange|unaffect)\w* rest(?:e|es|ent|era|eront|ait|aient|ee|ees) remain\w*
            stay\w* ke(?:ep|pt)\w* gard\w* conserv\w* mainten\w* maintain\w* epargn\w* stables?
            pareil\w* (?:the|le|la|les)\s(?:same|memes?) (?:gel|froz|freez)\w+ barely
            """
        ),
    ),
    # It was never so before.
    _Sense(
        any_word(
            r"""
            (?:jamais|never|aucune?|no|pas|not)\s(?:\w+\s){0,9}(?:aussi|autant|tant|si|as|so|such|before|previously|auparavant|encore|depuis|since|until)
            """
        ),
        any_word(
            r"""
            record\w* premiere\sfois first\stime histoire history à\sce\sjour to\sdate
            depuis\s\d{4} since\s\d{4} plus\sgros\w* (?:la|le|les)\splus\s\w+
            """
        ),
    ),
    # It is not necessary.
    _Sense(
        any_word(
            r"""
            besoin need\w* ha(?:s|ve|ving|d)\sto avoir\sà requi\w+ oblig\w+ necessaires? necessary
            must doi(?:t|vent) demand\w+ ask\w*
            """
        ),
        any_word(
            r"""
            inutiles? automati\w+ volontai?r\w+ voluntar\w+ facultati\w+ optional\w* dispens\w+
            suff\w+ exempt\w* echapp\w+
            """
        ),
    ),
    # It is left out.
    _Sense(
        any_word(
            r"""
            inclu\w* compris\w* concern\w* vise\w* touch\w* affect\w* cover\w* target\w* part\sof
            partie
            """
        ),
        any_word(
            r"""
            exclu\w+ left\sout exempt\w* epargn\w* spar(?:e|es|ed|ing) unaffected echapp\w+
            à\s(?:part|l\secart) dehors hors sauf except\w* apart\sfrom
            """
        ),
    ),
    # It is not sure.
    _Sense(
        any_word(
            r"""
            sur(?:e|s|es)? certain\w* convai\w+ convinc\w+ clear\w* claire?s? croi(?:t|ent|re)
            believ\w* prouv\w+ prov(?:e|es|ed|en) decid\w+ tranch\w+ settl\w+
            """
        ),
        any_word(
            r"""
            dout\w* doubt\w* s[ck]epti\w* (?:incertain|uncertain|unclear|undecid)\w* hesit\w*
            (?:ignor|unknown|inconnu)\w*
            """
        ),
    ),
    # It may be so.
    _Sense(
        any_word(
            r"""
            exclu\w* rul\w+\s(?:\w+\s){0,3}out
            """
        ),
        any_word(
            r"""
            pour+ai\w* could may might possib\w* eventuel\w* ouverte?s? open envisag\w* consider\w*
            aller\sjusqu
            """
        ),
    ),
    # So much and no more, or not before.
    _Sense(
        any_word(
            r"""
            plus\s(?:de|d|qu|que) more\sthan depass\w* exced\w* exceed\w* avant before until
            """
        ),
        any_word(
            r"""
            au\s(?:plus|maximum|moins) at\s(?:most|least|the\searliest) max\w* minimum jusqu until
            up\sto seulement only merely patienter attend\w* wait\w*
            (?:repouss|report|postpon|delay)\w* limit\w*
            """
        ),
    ),
)
_SAID, _YET = _SENSES[0], _SENSES[2]
# Denied twice: "pas possible sans", "not unless".
_TWICE = re.compile(
    r"\b(?:not?|never|pas|jamais|ne|n)\b.*\b(?:sans|without|unless|sauf|except|à moins)\b"
)
# What is denied and yet no plain no: "ne sont pas contraires", "ne changent guère".
_HALFWAY = re.compile(r"\b(?:contraires?|against|guere|hardly|barely|presque|almost)\b")
# Words that deny by themselves.
_BY_ITSELF = any_word(
    r"""
    refus\w* declin(?:es?|ed|ing)\sto (?:rejet\w+|reject\w*) ecart(?:e|es|ee|ees|ent|er|ait)
    exclu\w* rul(?:e|es|ed|ing)\s(?:\w+\s){0,2}out dement\w* deni(?:es|ed) deny\w*
    ni(?:e|ent|er|ait|aient) contest\w* disput(?:e|es|ed) (?:interdi|proscri|prohib)\w*
    forb[ai]d\w* bann(?:ed|it|ir|ie|ies|is) barred (?:empech|prevent)\w* block\w* bloqu\w*
    imp(?:ossib|ossibil)\w* unable incapables? inutiles? useless insuffi\w*
    (?:trop|too)\s\w+\s(?:pour|to) manqu\w* lack\w* missing absen\w* faute\sd[e]? depourvue?s?
    priv(?:e|es|ee|ees|ent|er)\sd\w* depriv\w* (?:echou|echec|fail)\w* vain epargn\w*
    spar(?:e|es|ed|ing) exempt\w* (?:echapp|escap)\w* una\w+ed left\sout avoid\w* evit\w* renonc\w*
    abandon\w* drop(?:s|ped) (?:giv|gav)\w*\sup cess\w* arret(?!s\sde\stravail)\w* stop\w* halt\w*
    ceas\w* end(?:s|ed|ing)?(?!\s(?:in|up|with)\b) finie?s?\sl\w* point\smort standstill sauf
    except apart\sfrom unless (?<!un\s)peu (?<!a\s)little hardly barely à\speine
    (?:un|in|im|mal|dis|mis)(?=satisf|happy|content|connu|confirm|chang|comprehens|heureu|accept|willing|aware|suspect|place|serre|impressed)\w+
    mecontent\w* annul\w* cancel\w* suppr\w* interromp\w* suspen\w* (?:appel|annonce)\sl\sappel
    oppos\w*
    """
)


def reworded(said: Place, theirs: list[Place], near: Near) -> bool:
    """Whether a claim tells by a denial what its evidence tells without one, or the other way."""
    clause = said.clause
    for sense in _SENSES:
        if not clause.negated and any(
            p.clause.negated and sense.told.search(p.clause.text) for p in theirs
        ):
            continue  # "il n'est pas automatique": what the claim tells is what is denied
        if _has(clause, sense) and any(
            (clause.negated or p.clause.negated)
            and _has(p.clause, sense)
            and _speak_of_one(clause, _with_its_subject(p), near)
            for p in theirs
        ):
            return True
    by_itself = not clause.negated
    if not _denies(clause) or (
        by_itself and any(not p.clause.negated and _denies(p.clause) for p in theirs)
    ):
        return False
    return any(
        p.clause.negated != clause.negated
        and _denies(p.clause)
        and _speak_of_one(clause, p.clause.words, near, STRONG)
        for p in theirs
    )


def denies_twice(clause: Clause) -> bool:
    """Whether one denial in a clause is of another: "pas possible sans"."""
    return bool(_TWICE.search(clause.text))


def _has(clause: Clause, sense: _Sense) -> bool:
    told = bool(sense.told.search(clause.text))
    if not clause.negated:
        return told
    return not told and bool(sense.denied.search(clause.text)) and not denies_twice(clause)


def _denies(clause: Clause) -> bool:
    """Whether a clause denies once and for all: by "ne … pas", or by a word without it."""
    found = {m.group() for m in _BY_ITSELF.finditer(without_idioms(clause.text))}
    if not clause.negated:
        return len(found) == 1
    found |= {m.group() for m in _HALFWAY.finditer(clause.text)}
    return not (found or denies_twice(clause) or any(_has(clause, s) for s in (_SAID, _YET)))


def _with_its_subject(place: Place) -> list[Word]:
    """The words of a clause; of one that says too little by itself, those of its sentence."""
    clause, sentence = place
    return clause.words if len(clause.content) > FRAGMENT else sentence.words


def _speak_of_one(clause: Clause, words: list[Word], near: Near, least: float = NEAR) -> bool:
    """Whether a clause and words of the evidence have a word in common."""
    if clause.own_names.intersection(word.name for word in words):
        return True
    others = [word for word in words if word.content]
    return any(near(word, other) >= least for word in clause.content for other in others)
