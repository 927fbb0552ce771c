"""What is asked about in "Qu'est-ce que l'IGPN ?", "What is chloroquine?": a name, or a term."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.patterns import words
from assistant.reader.folding import fold
from assistant.reader.identification.role_phrases import ADJECTIVE
from assistant.reader.identification.things import THING
from index.lexicon import stem, translations
from index.questions import FUNCTION_WORDS

_MOST_WORDS = 8
_QUOTES = '"«»“”'
# What stands around the term.
_AFTER = re.compile(
    r"(?:,? ?(?:exactement|au juste|exactly|en français|in French"
    r"|(?:d'après|selon|according to) .*))?[ ?.!]*$",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"(?:l[ea] |l'|the )?(?:mot|terme|sigle|acronyme|acronym|term|word) ", re.IGNORECASE
)
_ARTICLE = re.compile(r"(?:(?:l[ea]s?|une?|(?P<english>the|an?)) |l')(?=.)|", re.IGNORECASE)
_INSIDE = frozenset("de du des d la le les l à au aux en sur pour sans et of the and".split())
_IS_ADJECTIVE = re.compile(rf"{ADJECTIVE}|[a-z]{{3,}}(?:us|is|um)")
_IS_THING = re.compile(THING)
_IS_WORD = re.compile(r"[^\W\d_]{4,}(?:-[^\W_]+)*")
# Typed small: a part or a trait of something that is not said, "C'est quoi le problème ?".
_NO_TERM = re.compile(
    words(
        r"""
        adresse affaire âge ambiance ambition annonce argument astuce attente autre avantage avenir
        avis bilan bonne boulot bruit budget but cause changement chiffre choix cible clé combine
        combientième concept condition conséquence constat couleur coût critique danger date débat
        décision défaut défi délai demande démarche dernière? détail différence difficulté dossier
        durée effet enjeu erreur espoir explication fait faute fonction genre grande? hic histoire
        idée impact inconvénient info intérêt justification lien lieu limite logique maladie marque
        mauvaise? meilleure? même message mesure métier mission mot motif nom nombre note
        nouve(?:au|lle) nouveauté objectif objet obstacle offre option origine particularité partie?
        peine petite? peur piège pire place plan plus point poste pourcentage premi(?:er|ère)
        principe prix problème procédure prochaine? profession programme projet promesse proposition
        public question raison rapport réaction record recours référence règle remède réponse
        reproche résultat rêve riposte risque rôle rumeur salaire sanction score secret sens seule?
        site solution sort souci statut stratégie suite sujet surprise tarif taux taille temps
        théorie thème titre total truc type urgence utilité valeur verdict vitesse vrai
        """
    )
    + "s?"
)


def asked_term(text: str) -> str:
    """The term that a question ends with, as it is written, without its article; "" if it is none.

    A name is written with capitals. What is typed without any is one word: in French with an
    article before it, in English one that a French text would not write otherwise.
    """
    said = _CALLED.sub("", _AFTER.sub("", text), count=1)
    quoted = said[:1] in _QUOTES or said[:1] == "'" == said[-1:]
    bare = said.strip(" '" if quoted else " ").strip(f" {_QUOTES}")
    article = _ARTICLE.match(bare)
    written = bare[article.end() :].strip(f" {_QUOTES}") if article else bare
    parts = re.split(" |(?<=[dl]')", written)
    owned = re.search(r"'s .", written)  # "Macron's priority"
    if owned or len(parts) > _MOST_WORDS or not re.fullmatch(r"[\w' .&/-]{2,80}", written):
        return ""
    if _is_name(parts) or (quoted and len(parts) <= _MOST_WORDS // 2):
        return written
    if not written.islower() or not _IS_WORD.fullmatch(written) or fold(written) in FUNCTION_WORDS:
        return ""
    if article and article.group() and not article["english"]:
        return "" if _NO_TERM.fullmatch(written) else written
    known = translations(fold(written), "en")
    alike = stem(fold(written), "fr") in known  # in both languages: "chloroquine"
    definite = article is not None and article.group().lower() == "the "
    return "" if known and (definite or not alike) else written


def _is_name(parts: Sequence[str]) -> bool:
    """Whether words are a name: "Fort de Brégançon", "Œuvre française", "loi Roy"."""
    capital = [_is_capital(part) for part in parts]
    if not any(capital) or not (capital[0] or _IS_THING.fullmatch(parts[0])):
        return False
    french = "of" not in parts  # no "US price of the X"
    adjectives = [french and bool(_IS_ADJECTIVE.fullmatch(part)) for part in parts]
    small = [part.rstrip("'") in _INSIDE for part in parts]
    last = capital[-1] or adjectives[-1]
    return last and all(map(any, zip(capital[1:], adjectives[1:], small[1:], strict=True)))


def _is_capital(part: str) -> bool:
    return part[:1].isupper() or (part[:1].isdigit() and any(map(str.isupper, part)))
