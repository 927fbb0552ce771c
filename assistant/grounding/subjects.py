"""Whom a sentence of a French article is about: the one name that acts in it, or speaks.

Where others may be meant by what follows it is about no one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from assistant.grounding.claims import PRENOMINAL, PREPOSITIONS, Claim, is_governed, read_claim
from assistant.grounding.concepts import is_person, is_place
from assistant.grounding.polarity import finite
from assistant.grounding.words import PART, Word, plain

Kind = Literal["", "person", "firm", "body", "place", "thing"]
Gender = Literal["", "m", "f"]

_BEFORE_NAME = 5  # words at most before the name of a subject: "le directeur général délégué"
_BEFORE_LAST = 3  # words before a name that tell who it is: "l'ancienne avocate"
_GOVERNED = 5  # words at most between a preposition and a name that does not act

_FIRMS = frozenset(
    """
    enseigne operateur brasseur distributeur equipementier editeur plateforme chaine assureur
    transporteur armateur producteur laboratoire avionneur motoriste startup hotelier exploitant
    industriel developpeur afficheur
    """.split()
)
_BODIES = frozenset(
    """
    club association organisation syndicat federation agence institution parti ong collectif
    regulateur
    """.split()
)
PERSONS = frozenset(
    """
    ministre maire acteur actrice chanteur chanteuse comedien comedienne elu elue depute deputee
    senateur senatrice candidat candidate joueur joueuse pilote entraineur entraineuse champion
    championne journaliste animateur animatrice ecrivain auteur autrice patron patronne dirigeant
    dirigeante pdg directeur directrice star realisateur realisatrice rappeur rappeuse
    humoriste eurodepute eurodeputee syndicaliste milliardaire chroniqueur chroniqueuse
    presentateur presentatrice artiste musicien musicienne cuisinier cuisiniere athlete chercheur
    chercheuse economiste sociologue historien historienne grimpeur navigateur navigatrice
    attaquant defenseur gardien buteur selectionneur fondateur fondatrice cofondateur cofondatrice
    president presidente adjoint adjointe avocat avocate
    """.split()
)
# Others who may act, beside the kinds above; and words that only end like people.
_ACTS = re.compile(
    r"(?:direction|gouvernement|commission|tribunal|cour|justice|parquet|parlement|senat|assemblee"
    r"|conseil|police|prefecture|mairie|region|ministere|departement|etat|universite|hopital|famille"
    r"|equipe|fonds|filiale|rivale?|concurrente?|adversaire|partenaire|fournisseur|repreneur"
    r"|acquereur|celui|celle|actionnaire|investisseur|creancier|avocate?|procureure?|mari"
    r"|epou(?:x|se)|compagn(?:on|e)"
    r"|frere|soeur|pere|mere|fils|fille|oncle|tante|cousine?|amie?|collegue|temoin|inconnue?|dame"
    r"|banque|librairie|chef|prefete?|medecin|coach|arbitre|medias?|site|journal"
    r"|\w{3,}(?:trice|teur|iste|ienne))s?\Z"
)
_THINGS = re.compile(r"(?:sec|mo|fac|ordina|reac|indica|trac)teurs?\Z|(?:p|l)istes?\Z")
# What tells, plans and asks for as people do; and what refuses to eat.
_TEXTS = re.compile(
    r"(?:loi|regle|reglement|projet|texte|rapport|accord|plan|reforme|etude|livre|film|roman|serie"
    r"|offre|article|avis|decret|budget|contrat|traite|directive|convention|arrete|charte|sondage"
    r"|programme|proposition|document|mesure|dispositif|systeme|enfant|bebe|chien|chienne|chat"
    r"|chatte|cheval|animal)\Z"
)
# Nouns of what nobody is: "une lettre", "une décision".
_LIFELESS = re.compile(
    r"(?:lettre|plainte|greve|aide|enquete|usine|voiture|hausse|baisse|prix|an|mois|jour|semaine"
    r"|million|milliard|\w{2,}(?:tion|sion|ment|age|ure|ance|ence|ite|isme|ee))\Z"
)
_PLACES = frozenset("pays ile ville capitale commune royaume".split())
_LEADING = (PREPOSITIONS - {"selon"}) | frozenset(
    """
    ainsi pourtant cependant toutefois enfin puis ensuite donc aussi apres avant depuis lors malgre
    outre pendant durant desormais alors hier aujourd lundi mardi mercredi jeudi vendredi samedi
    dimanche bref certes cette ce cet ces deux trois quelques
    """.split()
)
_JOINING = frozenset("mais et or car alors ainsi puis pourtant".split())
_PARTICIPLE = re.compile(r"(?:ée?s?|(?<!qu)ant)\Z")  # as written: not "le"
GENDERS: dict[str, Gender] = {
    **dict.fromkeys("le un ce cet il m celui".split(), "m"),
    **dict.fromkeys("la une cette elle mme celle".split(), "f"),
}
_DETERMINERS = frozenset("le la l un une ce cet cette".split())
_HAS = frozenset("a ont avait aussitot ainsi egalement".split())
_OF = frozenset("de d des".split())
_NOT_ACTING = _OF | frozenset("du des à au aux en vers".split())
_TITLES = frozenset("m mme".split())
_PARTICLES = frozenset("de van von le la du".split())
TELLS = re.compile(
    r"(?:dit|declare|affirme|assure|annonce|explique|ajoute|precise|rappelle?|indique|confie"
    r"|souligne|regrette|lance|repondu?|raconte|ecrit|conclut?|poursuivi|poursuit|insiste|estime"
    r"|commente|martele|tweete|twitte|reagit?|observe|deplore|plaisante|juge|soutient|soutenu"
    r"|promis|promet|detaille|resume|argumente|argue|fustige|glisse|admet|admis|reconnait|reconnu"
    r"|jure|prevenu|previent|averti|avertit|affirmait|expliquait|suggere|note)\Z"
)
FIRST_PERSON = re.compile(r"\b(?:[Jj]e|[Jj]'|m'|[Nn]ous|moi|[Mm]on|[Mm]es|nos|notre)\b")
QUOTED = re.compile(
    r"^[^\"]*[^\s\"(]\"(?=\W|\Z)|«[^«»]*(?:»|\Z)|\"[^\"]*(?:\"|\Z)|“[^“”]*(?:”|\Z)"
    r"|^[^«»]*»|^[^“”]*”"
)


class Other(NamedTuple):
    """One who is told of beside the subject, and may be meant by what follows."""

    # "": who may be anybody, "un rival"; "name": of one word; "lifeless": "une décision"
    kind: Kind | Literal["name", "full name", "lifeless"]
    gender: Gender
    many: bool


@dataclass(frozen=True, slots=True)
class Subject:
    """The one whom a sentence is about."""

    name: str  # as written
    kind: Kind = ""  # as far as the sentence tells; "thing": "la Taycan"
    gender: Gender = ""
    since: int = 0  # sentences since the one that has the name
    others: frozenset[Other] = frozenset()  # who else that sentence tells of


def subject_of(claim: Claim) -> Subject | None:
    """The one name that is the subject of a sentence; None where there are others."""
    words = bare(claim.words)
    at = opening(claim)
    if at is None or FIRST_PERSON.search(QUOTED.sub(" ", claim.shown)):
        return None
    opens = words[at]
    kind: Kind = "person" if opens.text in _TITLES else ""
    gender = GENDERS.get(opens.text, "")
    at += opens.text in _DETERMINERS or opens.text in _TITLES
    first = at
    while at < len(words) and words[at].clause == opens.clause:
        word = words[at]
        if word.name and word.text not in PERSONS | _BODIES:  # "le PDG"
            break
        called = kind in ("firm", "body") and word.text in _OF  # "l'agence de voyages TUI"
        if at - first >= _BEFORE_NAME or finite(word.text) or (word.function and not called):
            break
        kind = kind or kind_of(word)
        gender = gender or (_gender_of(word) if word.clause == opens.clause and kind else "")
        at += 1
    if at >= len(words):
        return None
    if not words[at].name or words[at].clause != opens.clause:
        at = _apposed_at(claim, words, at) if kind == "person" else len(words)
        if at >= len(words):
            return None
    elif words[at - 1].text in _OF:
        return None  # "la marque d'Amsterdam"
    elif at == first and opens.text in ("le", "la") and not claim.as_written(words[at]).isupper():
        kind = "thing"  # "la Taycan"
    run = _run(words, at)
    behind = words[at + len(run) : at + len(run) + 1]
    if any(word.text in ("et", "ou", "comme") for word in behind) or _others(claim, run):
        return None
    others = others_told(claim, opens.start, run[-1].start, written(claim, run))
    if all(is_place(word.name) for word in run):
        return Subject(written(claim, run), "place", gender, 0, others)
    return Subject(written(claim, run), kind or _apposed(claim, run), gender, 0, others)


def speaker_of(claim: Claim, names: frozenset[str]) -> Subject | None:
    """The one name that tells what a sentence quotes: "…", a dit Paul Hudson."""
    outside = QUOTED.sub(" ", claim.shown).strip(" ,.")
    if not outside:
        return None
    claim = read_claim(outside, "fr", names)
    words = bare(claim.words)
    told = next((n for n, word in enumerate(words) if _tells_at(claim, words, n)), None)
    if told is None or any(w.name and not is_place(w.name) for w in words[:told]):
        return None
    runs: list[list[Word]] = []
    at = told + 1
    while at < len(words):
        if words[at].name and not is_governed(claim.words, words[at]):
            runs.append(_run(words, at))
            at += len(runs[-1])
        at += 1
    if len(runs) != 1 or _within(words[told + 1 :], runs[0][0]):
        return None
    name = written(claim, runs[0])
    others = others_told(claim, words[told].start, runs[0][-1].start, name)
    return Subject(name, "person" if len(runs[0]) > 1 else "", "", 0, others)


def others_told(claim: Claim, start: int, end: int, name: str) -> frozenset[Other]:
    """Who is told of outside of what is quoted, of the phrase ``[start:end]`` and of its name."""
    quoted = list(QUOTED.finditer(claim.shown))
    words = bare(claim.words)
    own = frozenset(PART.findall(plain(name)[1]))
    found: set[Other] = set()
    for at, word in enumerate(words):
        outside = not any(q.start() <= word.start < q.end() for q in quoted)
        if start <= word.start <= end or not outside or _is_apposed(claim, words, at):
            continue
        if _is_acted_on(words, at):
            gender, lifeless = _gender_at(words, at), bool(_LIFELESS.match(word.text))
            found.add(Other("lifeless" if lifeless else "thing", gender, many=False))
        acts = bool(_ACTS.match(word.text)) and not _THINGS.match(word.text)
        if word.name and not acts and word.text not in PERSONS:
            if word.text in own or claim.as_written(word).isupper():
                continue
            if is_place(word.name):
                found.add(Other("place", "", many=False))
            elif _is_of_two(words, at) or words[at - 1].text in _TITLES:
                found.add(Other("full name", "", many=False))
            elif word.start > start and _governor(words, at) in _NOT_ACTING:
                continue  # "le projet de Nissan", "ouvre à Nice"
            elif " " not in name:
                found.add(Other("name", "", many=False))
            continue
        if _TEXTS.match(word.text):
            found.add(Other("thing", _gender_at(words, at), many=False))
        kind = "person" if is_person(word.text) else kind_of(word)
        if kind or acts:
            many = word.text.endswith(("s", "x")) and word.text not in ("fonds", "pays", "fils")
            found.add(Other(kind, _gender_at(words, at), many))
    return frozenset(found)


def _is_apposed(claim: Claim, words: list[Word], at: int) -> bool:
    """Whether a noun is of what the name before it is said to be: "BAIC, un groupe d'État"."""
    first = next(n for n, word in enumerate(words) if word.clause == words[at].clause)
    told = claim.clauses[words[at].clause].verbal or words[first].text in PREPOSITIONS
    return first > 0 and bool(words[first - 1].name) and not told


def _is_acted_on(words: list[Word], at: int) -> bool:
    """Whether a noun with its article stands behind no preposition: "a recruté un ailier"."""
    before = at - 1
    while before >= 0 and words[before].text in PRENOMINAL - _OF:
        before -= 1
    led = before >= 0 and words[before].text in _DETERMINERS | {"son", "sa"}
    former = words[before - 1].text if led and before else ""
    return led and former not in PREPOSITIONS - {"par"} and words[at].text not in PRENOMINAL


def _is_of_two(words: list[Word], at: int) -> bool:
    """Whether a name has two words: "Paul Durand"."""
    beside = (*words[max(0, at - 1) : at], *words[at + 1 : at + 2])
    return any(w.name and w.clause == words[at].clause for w in beside)


def _governor(words: list[Word], at: int) -> str:
    """The nearest preposition before a word in its clause; empty if there is none."""
    before = (w.text for w in reversed(words[:at]) if w.clause == words[at].clause)
    return next((text for text in before if text in PREPOSITIONS), "")


def _gender_at(words: list[Word], at: int) -> Gender:
    """The gender of a noun, by what stands before it or else by its ending."""
    before = at - 1
    while before >= 0 and words[before].text in PRENOMINAL:
        before -= 1
    told = GENDERS.get(words[before].text, "") if before >= 0 else ""
    if before >= 0 and words[before].text in ("sa", "du", "au"):
        told = "f" if words[before].text == "sa" else "m"
    return told or _gender_of(words[at])


def _apposed_at(claim: Claim, words: list[Word], at: int) -> int:
    """Where the name of an office stands behind it: "le directeur de Lotis, Hugo Morvan, …"."""
    office = claim.clauses[words[at - 1].clause]
    beside = claim.clauses[office.number + 1 : office.number + 2]
    names = [word for clause in beside for word in bare(clause.words)]
    named = len(names) > 1 and all(word.name for word in names)
    if office.verbal or not named or claim.shown[: names[0].start].rstrip()[-1:] != ",":
        return len(words)
    return words.index(names[0])


def _gender_of(noun: Word) -> Gender:
    """The gender of a noun, by its ending: "l'agence", "l'opérateur"."""
    if re.search(r"(?:tion|ce|te|ise|elle)\Z", noun.text):
        return "f"
    return "m" if re.search(r"(?:eur|ant|ier)\Z", noun.text) else ""


def _tells_at(claim: Claim, words: list[Word], at: int) -> bool:
    """Whether a verb for telling begins a clause, as one behind what is told does."""
    start = next(n for n, word in enumerate(words) if word.clause == words[at].clause)
    before = [word.text for word in words[start:at]]
    return bool(TELLS.match(words[at].text)) and set(before) <= _HAS and not words[at].name


def only_name(claim: Claim) -> list[Word]:
    """The words of the one name that a sentence has, places aside; none where it has others."""
    words = bare(claim.words)
    first = next((n for n, w in enumerate(words) if w.name and not is_place(w.name)), None)
    if first is None:
        return []
    run = _run(words, first)
    own = {word.name for word in run}
    joined = claim.shown[max(0, run[0].start - 1) : run[0].start] in ("-", "'")  # "Côte-d'Azur"
    others = any(w.name not in own and not is_place(w.name) for w in words if w.name)
    return [] if joined or others else run


def last_named(claim: Claim) -> Subject | None:
    """The name that a sentence ends with."""
    words = bare(claim.words)
    if not words or not words[-1].name:
        return None
    at = len(words) - 1
    while (
        at
        and words[at - 1].clause == words[-1].clause
        and (
            words[at - 1].name
            or (words[at - 1].text in _PARTICLES and at > 1 and words[at - 2].name)
        )
    ):
        at -= 1
    run = words[at:]
    if len(run) == 1 or any(is_place(word.name) for word in run):
        return None
    if words[at - 1].text in _OF:
        return None  # "le voisin d'Hugo Morvan"
    first = at
    while first > max(0, at - _BEFORE_LAST) and words[first - 1].text not in PREPOSITIONS:
        first -= 1
    name, start = written(claim, run), words[first].start
    return Subject(name, "person", "", 0, others_told(claim, start, run[-1].start, name))


def _apposed(claim: Claim, run: list[Word]) -> Kind:
    """What a name is said to be between commas: "Hugo Morvan, fondateur de Lotis, …"."""
    clauses = claim.clauses[run[0].clause + 1 : run[0].clause + 2]
    if claim.clauses[run[0].clause].verbal:
        return ""
    return next((k for c in clauses for w in c.words[:3] if (k := kind_of(w))), "")


def _others(claim: Claim, run: list[Word]) -> bool:
    """Whether others than the subject act in a sentence, and may be meant by what follows."""
    own = {word.name for word in run}
    beside = run[0].clause + (not claim.clauses[run[0].clause].verbal)
    quoted = list(QUOTED.finditer(claim.shown))
    words = bare(claim.words)
    return any(
        word.name
        and word.text not in PERSONS  # "le PDG"
        and word.name not in own
        and not is_place(word.name)
        and not _within(words[max(0, at - _GOVERNED) : at], word)
        and not (word.clause == beside != run[0].clause)
        and not any(q.start() <= word.start < q.end() for q in quoted)
        for at, word in enumerate(words)
    )


def _within(before: list[Word], name: Word) -> bool:
    """Whether a name belongs to what a preposition governs: "le patron du groupe Canal"."""
    governed = False
    for word in before:
        if word.start >= name.start:
            break
        if word.clause != name.clause:
            continue
        if word.text in PREPOSITIONS:
            governed = word.text != "par"  # who does it: "racheté par Lotis"
        elif finite(word.text):
            governed = False
    return governed


def opening(claim: Claim) -> int | None:
    """The place of the first word behind what leads into a sentence; None where it is quoted."""
    words = bare(claim.words)
    at = 0
    for clause in claim.clauses:
        inside = bare(clause.words)
        if not inside:
            break
        end = inside[-1].start + len(inside[-1].text)
        first = next((w for w in inside if w.text not in _JOINING), inside[0])
        leads = first.text in _LEADING or _PARTICIPLE.search(claim.as_written(first)) or at
        free = any(not _within(inside, w) for w in inside if w.name)
        aside = at and claim.shown[end : end + 3].startswith((" (", "),", ") "))  # "(7 mai)"
        ends = claim.text[end : end + 1] in (",", "") or aside
        if clause.verbal or free or not leads or not ends:
            break
        at += len(inside)
    while at < len(words) and words[at].text in _JOINING:
        at += 1
    if at >= len(words) or any(
        q.start() <= words[at].start < q.end() for q in QUOTED.finditer(claim.shown)
    ):
        return None
    return at


def _run(words: list[Word], at: int) -> list[Word]:
    """The words of the name that begins at a place: "Vincent de Wolf"."""
    run = [words[at]]
    for word, after in pairwise([*words[at + 1 :], words[at]]):
        if word.clause != run[0].clause:
            break
        particle = word.text in _PARTICLES and after.name and not is_place(after.name)
        if not (word.name or (particle and len(run) == 1 and after.clause == word.clause)):
            break
        run.append(word)
    return run


def written(claim: Claim, run: list[Word]) -> str:
    """A name as written, without the party before it: "LREM Bruno Studer"."""
    if len(run) > 2 and sum(map(str.isupper, claim.as_written(run[0]))) > 1:
        run = run[1:]
    return claim.shown[run[0].start : run[-1].start + len(run[-1].text)]


@lru_cache(maxsize=2_000)
def kind_of(noun: Word) -> Kind:
    if noun.text in PERSONS:
        return "person"
    if noun.text in _PLACES:
        return "place"
    if noun.text in _BODIES:
        return "body"
    return "firm" if noun.text in _FIRMS or "company" in noun.concepts else ""


def bare(words: Iterable[Word]) -> list[Word]:
    return [word for word in words if not word.expression]
