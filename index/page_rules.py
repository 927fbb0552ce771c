"""Rules of ``index.cleaning`` as data: what a page holds around an article.

Links, menus, advertisements, notices. As in ``index.boilerplate_rules``.
"""

from __future__ import annotations

import re

from index.boilerplate_rules import NO_SENTENCE, Rule, any_of

_LINK = r"(?: ?[:>»→|–—-].{0,220}| ?:)?"  # after a label: a mark and a title
_COMMENT = r"<!--(?:(?!<!--)(?s:.)){0,4000}?-->"
# Pages of the publisher, as its footer has them in one line.
_NOTICE = any_of(
    r"mentions légales|cg[uv]|conditions générales(?: d'utilisation| de vente)?|plan du site",
    r"(?:gestion des |gérer les |paramétrer les )?cookies|(?:politique de )?confidentialité",
    r"données personnelles|(?:nous )?contact(?:er|ez-nous)?|à propos|qui sommes-nous ?\??|aide|faq",
    r"accessibilité|publicité|abonnements?|accueil|archives",
)

PAGE: tuple[Rule, ...] = (
    Rule(
        "back_to_top",
        "a link to the top of the page",
        r"(?:retour|revenir|remonter|aller) (?:en|au|vers le) haut(?: de (?:la )?page)?"
        r"|(?:retour )?haut de (?:la )?page|(?:back|scroll) to (?:the )?top|[↑^] ?(?:haut|top)",
    ),
    Rule(
        "read_also",
        "a link to another article",
        r"[>»→▶►👉*• -]*"
        + any_of(
            r"[àa] (?:lire|voir|écouter|découvrir) (?:aussi|également|ensuite|sur le même sujet)",
            r"(?:lire|voir|lisez|voyez|regarder|regardez) (?:aussi|également)",
            r"sur le même (?:sujet|thème)|dans la même (?:catégorie|rubrique)|nos autres articles",
            r"read (?:also|more|next)|also read|see also|you may also like|continue reading",
            r"vous aimerez (?:aussi|également)",
            r"lire (?:la suite(?: de l'article)?|l'article(?: complet| original)?)",
        )
        + _LINK
        + rf"|pour aller plus loin(?:{_LINK}{NO_SENTENCE})?",
    ),
    Rule(
        "other_articles",
        "the label of links to other articles",
        any_of(
            r"(?:(?:ces|nos) (?:articles|contenus|sujets|vidéos)|cela)"
            r" (?:pourr(?:aien|ai)t|peuvent|devraient)(?: aussi| également)?"
            r" vous (?:intéresser|plaire)",
            r"(?:articles?|contenus?|liens?) (?:recommandée?s?|sponsorisée?s?)",
            r"(?:articles |contenus )?(?:les )?plus (?:lus|partagés|commentés|consultés)",
            r"(?:nos |les )?derniers articles|articles (?:récents|populaires)",
            r"most (?:read|popular|shared)|recent (?:posts|articles)|recommended for you",
        )
        + r"(?: du jour| du moment| de la semaine)?(?: ?:)?",
    ),
    Rule(
        "navigation",
        "links to other pages and to the page's parts",
        any_of(
            rf"(?:[«←<]+ ?)?(?:article|page|billet|post)s? (?:précédente?|suivante?)s?{_LINK}",
            rf"(?:previous|next) (?:post|article|page|story){_LINK}",
            r"navigation (?:de l'article|des articles)|post navigation|vous êtes ici ?:.{0,120}",
            r"aller (?:directement )?au contenu(?: principal)?|skip to (?:main )?content",
            r"(?:ouvrir|fermer|open|close) (?:le |the )?menu",
            r"(?:accueil|home)(?: ?[>›»/] ?[^>›»/.!?]{1,60}){1,8}",
        ),
    ),
    Rule(
        "menu_word",
        "a page's menu and footer",
        any_of(
            r"menu|accueil|home|actualités?|actus?|news|blog|vidéos?|podcasts?|boutique",
            r"rechercher?|search|se connecter|connexion|log ?in|sign in|contact",
            r"à propos|about|mentions légales|plan du site|cookies|fermer|close|sommaire",
            r"mon compte|s'abonner|je m'abonne|s'inscrire|je m'inscris|newsletters?",
            r"catégories? ?:.{0,200}|categories ?:.{0,200}|accepter|refuser|accept|reject",
        ),
        weak=True,
    ),
    Rule(
        "article_button",
        "a button beside an article, often just below its title",
        r"réagir(?: ?\(\d+\))?|écouter(?: (?:l'|cet )article)?|en savoir plus\.?"
        r"|offrir(?: cet article)?",
        weak=True,
    ),
    Rule(
        "advertisement",
        "the label of an advertisement",
        any_of(
            r"(?:- )?(?:publicité|advertisement|sponsored|sponsorisé)(?: -)?",
            r"(?:la suite|l'article continue) après (?:cette|la) (?:publicité|annonce)",
            r"(?:story|article) continues (?:below|after) (?:this )?(?:ad|advertisement)\b.{0,20}",
            r"(?:passer|skip) (?:la publicité|ad)",
        ),
    ),
    Rule(
        "cookies",
        "a cookie banner",
        any_of(
            r"(?:nous utilisons|ce site utilise|we use|this (?:web)?site uses)\b[^.]*\bcookies\b.*",
            r"nous et nos (?:\d[\d ]* )?partenaires\b"
            r"[^.]*\b(?:informations|données|cookies|traceurs|appareil|terminal)\b.*",
            r"continuer sans accepter\W*",
            r"tout (?:accepter|refuser)|(?:accepter|refuser) (?:tout|(?:tous )?les cookies)",
            r"(?:accept|reject|decline) all(?: cookies)?",
            r"(?:gérer|paramétrer|personnaliser|manage) (?:les |mes |vos |my |your )?"
            r"(?:cookies|choix|préférences|consentement|preferences)",
        ),
    ),
    Rule(
        "paywall",
        "the notice of an article for subscribers",
        any_of(
            r"(?:(?:cet )?article )?(?:est )?réservé (?:aux|à nos) abonnés\W*",
            r"la suite est réservée aux abonnés\W*|déjà abonné ?\?.{0,30}",
            r"il vous reste [\d.,]+ ?% de cet article à lire\W*",
        ),
    ),
    Rule(
        "reading_time",
        "the time it takes to read",
        any_of(
            r"(?:(?:temps|durée) de lecture(?: estimée?)?|reading time) ?:? ?.{0,20}",
            r"lecture ?:? ?(?:de )?\d+ ?min(?:ute)?s?\.?",
            r"\d+ ?min(?:ute)?s?\.? ?(?:de lecture|read)",
        ),
    ),
    Rule(
        "labels",
        "an article's labels",
        r"(?:étiquettes?|mots[- ]clés|filed under|tagged|posted in|classé dans) ?: ?.{0,200}"
        rf"|tags? ?: ?.{{0,200}}{NO_SENTENCE}|#[^\W\d][\w-]*(?:,? #\w[\w-]*)+",
    ),
    Rule(
        "rights",
        "a copyright notice",
        any_of(
            r"(?:©|\(c\)|copyright (?:©|\(c\)|\d{4}))[^.]{0,100}\W*",
            r".{0,80}(?:tous droits réservés|all rights reserved)\W*",
            rf"{_NOTICE}(?: ?[|•·–—/-] ?{_NOTICE})+",
            r"politique de confidentialité|conditions (?:générales )?d'utilisation",
            r"privacy policy|terms (?:of (?:use|service)|and conditions)",
        ),
    ),
    Rule(
        "disclaimer",
        "a notice that opinions are their authors'",
        r"(?:les|cette|ces|nos)"
        r" (?:tribunes?|opinions?|points? de vue|chroniques?|textes?|articles?)"
        r"[^.!?:;«»\d]* n'engage(?:nt)? que (?:leurs?|son|la responsabilité de (?:leurs?|son))"
        r" (?:auteure?s?|autrices?)\.?",
    ),
)

# Kinds of article and parts of a paper, above a title: "TRIBUNE", "Économie | Énergie".
_LABEL = any_of(
    r"tribunes?|(?:grand )?reportages?|(?:grand )?(?:entretien|interview)(?: exclusi(?:f|ve))?",
    r"enquêtes?|portraits?|chroniques?|[ée]dito(?:s|rial)?|analyses?|d[ée]cryptages?|récits?",
    r"t[ée]moignages?|billet(?: d'humeur)?|opinions?|points? de vue|grand format|dossiers?",
    r"débats?|critiques?|comptes?[- ]rendus?|n[ée]crologie|disparitions?|carnet(?: noir)?",
    r"exclusi(?:f|vit[ée])|courrier(?: des lecteurs)?|brèves?|en bref|en direct|faits? divers",
    r"à la une|agenda|politique|[ée]conomie|international|monde|france|europe",
    r"soci[ée]t[ée]|culture|sports?|sciences?|sant[ée]|planète|environnement|climat|justice",
    r"[ée]ducation|m[ée]dias|idées|régions?|technologies?|high-tech|num[ée]rique|immobilier",
    r"emploi|bourse|finances?|entreprises?|[ée]nergie|industrie|transports|agriculture|cuisine",
    r"gastronomie|voyages?|musique|cin[ée]ma|livres|arts|litt[ée]rature|histoire|football|rugby",
    r"basket(?:-ball)?|handball|volley(?:-ball)?|tennis|cyclisme|athl[ée]tisme|natation|judo|voile",
    r"vue? (?:d[eu]s? |d'|depuis )(?:l'|la |le )?[\w'-]+(?: [\w'-]+)?",
)
_PART = r"[^\W\d][\w' -]{1,30}"  # what a label may be divided into: "Football / Ligue 2"
KICKER = re.compile(rf"\W{{0,3}}{_LABEL}(?: ?[/|·•>] ?{_PART}| ?[,–—-] ?{_LABEL}){{0,3}}\W{{0,3}}")

# Found anywhere in the text as it is.
_SPACE = r"[ \t\u00a0]*"
TAG = r"<(?:/|(?!(?i:script|style|head)\b))[A-Za-z][\w-]*(?:\s[^<>]{0,2000})?/?>"
_BLOCK = any_of(
    r"</?(?i:p|div|h[1-6]|[uod]l|li|d[td]|table|thead|tbody|tr|t[dh]|caption|section|article|header"
    r"|footer|nav|aside|main|figure|figcaption|blockquote|hr|pre|html|body|meta|link|title|form)(?:\s[^<>]{0,2000})?/?>",
    rf"<(?i:br){_SPACE}/?>(?!\s*[a-zà-öø-ÿœ])",
)
# Those that stand in paragraphs; "<rires>" is text, as is a tag that HTML does not know.
_INSIDE = any_of(
    r"</?(?i:a|abbr|b|br|button|cite|code|del|em|font|i|iframe|img|ins|label|mark|noscript|picture"
    r"|q|s|small|source|span|strong|sub|sup|svg|time|u|video)(?:\s[^<>]{0,2000})?/?>",
    r"</(?i:script|style|head)\s*>",
)
_KNOWN = any_of(_BLOCK, _INSIDE)
_BLANK = r"&(?i:nbsp|#160|#xa0);"
# What code begins with; a sentence about "<style>" does not.
_CODE_BEGINS = r"\s*(?:[<{}();@#]|\.\w|//|/\*|(?:var|let|const|function|window)\b)"


def _code(name: str) -> str:
    """The pattern of a script or its like, with what stands in it if that is no prose."""
    inside = rf"(?!</?(?i:{name})\b)"
    closing = rf"</(?i:{name})\s*>"
    in_line = rf"(?! ?[a-zà-öø-ÿœ]+ [a-zà-öø-ÿœ])(?:{inside}[^\n])*+{closing}"
    return (
        rf"<(?i:{name})(?:\s[^<>]{{0,2000}})?>"
        rf"(?={_SPACE}\r?(?m:$)|{_CODE_BEGINS}|{in_line})(?:{inside}(?s:.))*+{closing}"
    )


_CODE = any_of(*map(_code, ("script", "style", "head")), r"<!(?i:doctype)\b[^<>]{0,2000}>")
INLINE: tuple[Rule, ...] = (
    Rule(
        "code",
        "a script, a style sheet, a page's head, unless it stands inside a sentence",
        rf"(?:(?m:^)|(?<=>)){_SPACE}{_CODE}",
    ),
    Rule(
        "tags",
        "HTML around paragraphs; tags inside one stay, or they would part it",
        rf"(?:{_KNOWN}{_SPACE}){{0,8}}{_BLOCK}(?:{_SPACE}(?:{_KNOWN}|{_BLANK}))*"
        rf"|(?m:^){_SPACE}(?:(?:{_KNOWN}|{_BLANK}){_SPACE})+(?=\r?(?m:$))",
    ),
    Rule(
        "html_comment",
        "a comment in a page's code, unless it stands inside a sentence",
        rf"(?m:^)[ \t]*{_COMMENT}[ \t]*(?m:$)"
        rf"|{_COMMENT}(?=[ \t]*(?:\r?\n[ \t]*\r?\n|(?:\r?\n)?\Z))",
    ),
    Rule(
        "embedded_script",
        "what a player's script left behind",
        r"\bwindow\.[\w$.]+ ?= ?(?:new \w+\(|window\.|\{|function\b)[^\r\n]*",
    ),
)
