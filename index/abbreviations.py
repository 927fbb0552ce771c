"""Words that may stand before a full stop without ending the sentence, as data."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Before a name, as written here: never the last word.
BEFORE_NAME = _words(
    """M MM Mr Mrs Ms Mme Mmes Mlle Mlles Me Mes Mgr Dr Drs Pr Prof Rev Hon Sgt Cdt Cpt Capt Col Lt
    Gal Gén Gen Adj Brig Sen Rep Gov Pt St Ste Sts Fr Vve Mt Ft"""
)

# Never the last word, in any case of letters.
NEVER_LAST = _words(
    """cf p.ex c.-à-d c-à-d càd i.e e.g viz vs av apr ap env bd bld boul tél réf dépt trad resp
    approx prép sté éts ets ss sq sqq n.b op"""
)

# Before a number or a letter: "p. 12", "vol. II", "art. L. 123".
BEFORE_NUMBER = _words(
    """p pp pg art arts al n no nos n° nᵒ num vol vols chap ch t éd ed fig figs ex alin liv sect
    tabl tab ann f fol ff"""
)

# May end a sentence, and do so before a word that begins sentences.
MAY_END = _words("etc cie inc ltd corp co bros jr sr hab coll dir")

# After or before a number: "le 1er sept. 2021", "12 janv. Paul".
MONTHS = _words("janv févr fév avr juil juill sept oct nov déc jan feb apr aug dec")

# Before a day of a month: "dim. 17 nov."; some are words that may end a sentence.
DAYS = _words("lun mar mer jeu ven sam dim")

# Before a letter that is not an initial: "vitamine C. Paul".
LETTERED = _words(
    """plan vitamine hépatite groupe catégorie série classe type point lettre grade poule ligne zone
    annexe division bloc option phase variante formule ligue vitamin group category class point
    letter hepatitis"""
)

# Words that begin sentences and that are not, capitalised, part of a name.
STARTERS = _words(
    """le la les l un une des du de d au aux à ce c cet cette ces ceci cela ça il ils elle elles on
    nous vous je j tu son sa ses leur leurs mon ma mes notre nos votre vos qui que qu quoi quand
    comment pourquoi où quel quelle quels quelles mais et ou or donc car ni si s en y dans sur sous
    pour par avec sans chez depuis pendant après avant selon entre vers contre malgré parmi dès lors
    lorsque puis puisque ensuite ainsi alors aussi aujourd hier demain cependant toutefois pourtant
    néanmoins enfin ici là voici voilà tout toute tous toutes plusieurs certains certaines chaque
    aucun aucune beaucoup plus moins très trop même comme bien n ne m t pas jamais déjà encore outre
    quant afin parce tandis deux trois quatre cinq six sept huit dix chacun chacune celui celle ceux
    celles autre autres autrefois parfois souvent toujours désormais finalement grâce seul seule
    seuls seules tel telle tels telles rien quelque quelques quelqu jusqu sinon surtout ayant étant
    the a an it he she they we you i this that these those in on at by for from with as but and if
    when while after before since there here his her their its our my your what who why how where
    not no yes nor thus however therefore because although moreover furthermore also both each
    every many most some such then so only once over under during between"""
)

# Within a word, "d'audienceLe": a sentence begins there, and a line's end was lost before it. Few
# names have one of these behind lower case, as "LinkedIn" has "In".
GLUED = _words(
    """Le Les La Un Une Des Du Dans En Au Aux Ce Cet Cette Ces Il Ils Elle Elles Nous Vous Pour
    Par Sur Sans Selon Mais Si Après Avant Depuis Lors Avec Chez Son Sa Ses Leur Leurs Quant Quand À
    Face Interrogé Interrogée Contacté Contactée Invité Invitée"""
)

# Starters that are part of names too: "J. Le Pen", "P. De Smet".
PARTICLES = _words("le la les l du de des d")

# After a full stop without a space: how a domain or a file name ends, not a sentence.
SUFFIXES = _words(
    """com fr net org eu io uk ch biz gouv gov js ts py php html htm asp aspx pdf doc docx xls xlsx
    ppt txt md csv json xml zip exe dll jpg jpeg png gif svg mp3 mp4 app tv"""
)
