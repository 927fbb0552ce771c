"""The rules of ``index.cleaning`` as data: what each recognises in French and English pages.

A pattern must match one whole line or sentence, folded as by ``cleaning.fold`` (lower case, single
spaces, straight apostrophes). Patterns are narrow: what a rule removes can never be quoted.
"""

from __future__ import annotations

from typing import NamedTuple


class Rule(NamedTuple):
    """One kind of boilerplate."""

    name: str  # names the group in the combined pattern
    recognises: str
    pattern: str
    weak: bool = False  # may be a heading of the article: counts beside other boilerplate only


def _any(*alternatives: str) -> str:
    return "(?:" + "|".join(alternatives) + ")"


_NETWORK = _any(
    r"facebook|twitter|x|linkedin|pinterest|whatsapp|telegram|t[ée]l[ée]gramm?e?|reddit|tumblr",
    r"(?:facebook )?messenger|flipboard|google(?: news| actualités|\+)|instagram|youtube|tiktok",
    r"snapchat|mastodon|bluesky|threads|viber|skype|pocket|discord|twitch|vk|xing|rss|sms",
    r"e-?mail|courriel|mail",
)
_OUR_PAGES = _any(
    _NETWORK,
    r"réseaux sociaux|social (?:media|networks)|newsletters?|infolettres?|lettre d'information",
    r"notre (?:chaîne|page|compte|application|appli|site)|our (?:channel|page|account|app|site)",
)
_SHARE = _any(
    r"partage[rz]?|share|tweet(?:er|ez)?|imprimer|print|enregistrer|copier(?: le lien)?",
    r"copy(?: link)?|envoyer|épingler|pin(?: it)?|like|j'aime|suivre|follow",
)
_BUTTON = _any(_SHARE, _NETWORK)
_OPINION = _any(
    r"avis|opinions?|commentaires?|comments?|impressions?|expériences?|réactions?|thoughts"
)
_FOLLOW = r"(?:suivez|rejoignez|retrouvez|likez|aimez)"
_REST = r"[^.!?]*[.!?… ]*"  # of the sentence
_NO_SENTENCE = r"(?<![^.]\.)"  # what stands before does not end as a sentence does
_LINK = r"(?: ?[:>»→|–—-].{0,220}| ?:)?"  # after a label: a mark and a title

_COMMENT = r"<!--(?:(?!<!--)(?s:.)){0,4000}?-->"

RULES: tuple[Rule, ...] = (
    Rule("lone_dashes", "a line of dashes, stars or other rulings", r"[-–—―_=*•·~#+|<>/\\: ]+"),
    Rule(
        "image_file",
        "an image's file name, or a Markdown image, alone on a line",
        _any(
            r"[^\s!?:;,]+(?: [^\s!?:;,]+){0,7}\.(?:jpe?g|png|gif|webp|svg|avif|bmp|tiff?|heic)",
            r"(?:\[?!\[[^\]]*\]\([^)]*\)(?:\]\([^)]*\))? ?)+",
        ),
    ),
    Rule(
        "photo_credit",
        "a picture's credit",
        r"(?:crédits?(?: photos?| images?)?|(?:photo|image) (?:credits?|source)"
        rf"|source de l'image) ?: ?.{{0,80}}|photo ?: ?.{{0,80}}{_NO_SENTENCE}",
    ),
    Rule(
        "follow_us",
        "an invitation to follow the publication",
        _any(
            r"nous vous invitons(?: aussi| également)? à |n'hésitez pas (?:aussi |également )?à ",
            r"pensez à |vous pouvez (?:aussi |également )?|merci de |please |don't forget to ",
            r"(?:be|make) sure to |you can (?:also )?",
            "",
        )
        + _any(
            r"nous (?:suivre|retrouver|rejoindre)|(?:suivez|retrouvez|rejoignez)-nous|abonnez-vous",
            r"(?:follow|join|find|like) us",
        )
        + r"(?: aussi| également| also| dès maintenant)?"
        + rf"(?: (?:sur|à|on|via|par)\b[^.!?]*\b{_OUR_PAGES}(?!\w){_REST}| ?[!.:]*)",
    ),
    Rule(
        "follow_our",
        "an invitation to the publication's pages",
        rf"(?:{_FOLLOW} (?:.{{0,40}} sur )?(?=nos|notre|nous)|(?:follow|visit|join|like) our)\b"
        rf"[^.!?]*\b{_OUR_PAGES}(?!\w){_REST}"
        rf"|{_FOLLOW} [^.!?:\d]{{0,60}} sur {_NETWORK}(?:[ ,]+(?:et )?{_NETWORK})*[.!… ]*",
    ),
    Rule(
        "newsletter",
        "an invitation to a newsletter",
        _any(
            r"(?:inscrivez-vous|abonnez-vous|je m'abonne|je m'inscris|recevez|subscribe|sign up)\b"
            r"[^.!?]*\b(?:newsletters?|infolettres?|lettre d'information|notifications?)\b" + _REST,
            r"(?:s'inscrire|s'abonner) à (?:la|notre|nos) (?:newsletters?|infolettres?)",
        ),
    ),
    Rule(
        "invite_comment",
        "an invitation to comment or to share",
        _any(
            r"(?:n'hésitez pas à|merci de|pensez à) (?:nous )?(?:partager|commenter|laisser|donner"
            r"|réagir|liker)\b",
            r"(?:partagez|donnez|laissez)(?:-nous)? (?:vos?|votre|un|cet|l')",
            r"(?:(?:please|feel free to|don't forget to) (?:share|comment|leave)|tell us"
            r"|let us know|share (?:your|this))\b",
        )
        # It says no more than that: it ends with the opinion, or with the page's place for it.
        + rf"[^.!?:\d]*\b(?:{_OPINION}|articles?|post|ci-dessous|below|{_NETWORK}"
        r"|réseaux sociaux|social media|amis|friends)[.!?… ]*",
    ),
    Rule(
        "share_label",
        "the label of share buttons",
        r"(?:partage[rz]?|share|diffuse[rz]|tweete[rz])"
        r"(?: (?:cet article|l'article|cette page|this(?: article| post| page| story)?|ceci))?"
        r"(?: (?:sur|on|via|par|avec|with|:)[ :]*"
        rf"(?:{_NETWORK}|(?:vos|les) réseaux sociaux|vos amis)"
        rf"(?:[ ,/&]+(?:et |and )?{_NETWORK})*)?(?: ?\((?:ouvre|opens)\b[^)]*\))? ?[:!]?",
        weak=True,
    ),
    Rule(
        "share_button",
        "share buttons alone on a line",
        rf"{_BUTTON}(?:[ ,/|·•–-]+(?:{_BUTTON}|\d{{1,5}}))*",
        weak=True,
    ),
    Rule(
        "share_plugin",
        "what a share plug-in says",
        _any(
            r"cliquez pour (?:partager|envoyer|imprimer|tweeter)\b.*",
            r"click to (?:share|email|print)\b.*",
            r"(?:j'aime|like) (?:ça|this) ?:?",
            r"(?:(?:j'aime|like) )?(?:chargement|loading) ?(?:\.\.\.|…)",
            r"(?:articles? similaires?|related (?:posts?|articles?)) ?:?",
        ),
    ),
    Rule(
        "rating",
        "a rating widget",
        _any(
            r"(?:click to )?(?:rate|notez|noter|évaluez|évaluer) (?:this|cet|cette|l'|ce) ?"
            r"(?:post|article|page|billet|contenu|recette)\W*",
            r"\[? ?total ?: ?\d+ (?:average|moyenne) ?: ?[\d.,]+ ?(?:/ ?5)? ?\]?",
            r"[\d.,]+ ?/ ?5 ?[-–(]+ ?\(?\d+ (?:votes?|avis)\)?",
        ),
    ),
    Rule(
        "contents",
        "the label of a table of contents",
        r"(?:table des matières|table of contents|dans cet article|in this article)(?: ?:)?"
        r"(?: ?\[?(?:masquer|afficher|hide|show|toggle)\]?)?",
    ),
    Rule(
        "comment_form",
        "a comment form",
        _any(
            r"(?:laissez?r?|poste[rz]|écri(?:re|vez)|ajoute[rz]|publier|leave|post|add)"
            r" (?:un|votre|le|a|your) (?:commentaire|comment|reply|réponse)"
            r"(?: (?:annuler la réponse|cancel reply))?",
            r"annuler la réponse|cancel reply|post comment|submit comment",
            r"votre adresse (?:e-?mail|courriel|de messagerie) ne sera pas publiée\W*",
            r"your email address will not be published\W*",
            r"les champs obligatoires sont indiqués avec\W*|required fields are marked\W*",
            r"enregistrer mon nom\b.*(?:commentaire|navigateur)\W*|save my name\b.*comment\W*",
            r"(?:prévenez|avertissez)-moi (?:de|par|en)\b.*|notify me of\b.*",
            r"(?:ce site utilise|this site uses) akismet\b.*",
            r"(?:en savoir plus sur|apprenez|learn) (?:comment|how) (?:les|vos|your) "
            r"(?:données|comment)\b.*",
            r"\d+ (?:réflexions?|commentaires?|réponses?|thoughts?|comments?|responses?)"
            r" (?:sur|à|on|to) [«\"].{0,180}[»\"]",
            r"(?:vous devez|you must) (?:être connecté|vous connecter|be logged in)\b.*comment.*",
        ),
    ),
    Rule(
        "comment_field",
        "the fields and counters of comments",
        _any(
            r"(?:nom|name|e-?mail|courriel|site(?: web| internet)?|website|commentaires?|comments?",
            r"votre (?:nom|message|commentaire)|répondre|reply|envoyer|submit|valider) ?[*:]*",
            r"\(?(?:aucun|pas de|no|\d+) (?:commentaires?|comments?|réponses?|replies)\)?",
        ),
        weak=True,
    ),
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
        + _any(
            r"[àa] (?:lire|voir|écouter|découvrir) (?:aussi|également|ensuite|sur le même sujet)",
            r"(?:lire|voir|lisez|voyez|regarder|regardez) (?:aussi|également)",
            r"sur le même (?:sujet|thème)|dans la même (?:catégorie|rubrique)|nos autres articles",
            r"read (?:also|more|next)|also read|see also|you may also like|continue reading",
            r"vous aimerez (?:aussi|également)",
            r"(?:ces articles|cela) (?:pourraient|pourrait) vous intéresser",
            r"lire (?:la suite(?: de l'article)?|l'article(?: complet| original)?)",
        )
        + _LINK
        + rf"|pour aller plus loin(?:{_LINK}{_NO_SENTENCE})?",
    ),
    Rule(
        "navigation",
        "links to other pages and to the page's parts",
        _any(
            rf"(?:[«←<]+ ?)?(?:article|page|billet|post)s? (?:précédente?|suivante?)s?{_LINK}",
            rf"(?:previous|next) (?:post|article|page|story){_LINK}",
            r"navigation (?:de l'article|des articles)|post navigation|vous êtes ici ?:.{0,120}",
            r"aller (?:directement )?au contenu(?: principal)?|skip to (?:main )?content",
            r"(?:ouvrir|fermer|open|close) (?:le |the )?menu",
        ),
    ),
    Rule(
        "menu_word",
        "a page's menu and footer",
        _any(
            r"menu|accueil|home|actualités?|actus?|news|blog|vidéos?|podcasts?|boutique",
            r"rechercher?|search|se connecter|connexion|log ?in|sign in|contact",
            r"à propos|about|mentions légales|plan du site|cookies|fermer|close|sommaire",
            r"catégories? ?:.{0,200}|categories ?:.{0,200}|accepter|refuser|accept|reject",
        ),
        weak=True,
    ),
    Rule(
        "advertisement",
        "the label of an advertisement",
        _any(
            r"(?:- )?(?:publicité|advertisement|sponsored|sponsorisé)(?: -)?",
            r"(?:la suite|l'article continue) après (?:cette|la) (?:publicité|annonce)",
            r"(?:story|article) continues (?:below|after) (?:this )?(?:ad|advertisement)\b.{0,20}",
            r"(?:passer|skip) (?:la publicité|ad)",
        ),
    ),
    Rule(
        "cookies",
        "a cookie banner",
        _any(
            r"(?:nous utilisons|ce site utilise|we use|this (?:web)?site uses)\b[^.]*\bcookies\b.*",
            r"tout (?:accepter|refuser)|(?:accepter|refuser) (?:tout|(?:tous )?les cookies)",
            r"(?:accept|reject|decline) all(?: cookies)?",
            r"(?:gérer|paramétrer|personnaliser|manage) (?:les |mes |vos |my |your )?"
            r"(?:cookies|choix|préférences|consentement|preferences)",
        ),
    ),
    Rule(
        "paywall",
        "the notice of an article for subscribers",
        _any(
            r"(?:cet )?article (?:est )?réservé (?:aux|à nos) abonnés\W*",
            r"la suite est réservée aux abonnés\W*|déjà abonné ?\?.{0,30}",
            r"il vous reste [\d.,]+ ?% de cet article à lire\W*",
        ),
    ),
    Rule(
        "reading_time",
        "the time it takes to read",
        _any(
            r"(?:(?:temps|durée) de lecture(?: estimée?)?|reading time) ?:? ?.{0,20}",
            r"lecture ?:? ?(?:de )?\d+ ?min(?:ute)?s?\.?",
            r"\d+ ?min(?:ute)?s?\.? ?(?:de lecture|read)",
        ),
    ),
    Rule(
        "labels",
        "an article's labels",
        r"(?:étiquettes?|mots[- ]clés|filed under|tagged|posted in|classé dans) ?: ?.{0,200}"
        rf"|tags? ?: ?.{{0,200}}{_NO_SENTENCE}",
    ),
    Rule(
        "rights",
        "a copyright notice",
        _any(
            r"(?:©|\(c\)|copyright (?:©|\(c\)|\d{4}))[^.]{0,100}\W*",
            r".{0,80}(?:tous droits réservés|all rights reserved)\W*",
            r"politique de confidentialité|conditions (?:générales )?d'utilisation",
            r"privacy policy|terms (?:of (?:use|service)|and conditions)",
        ),
    ),
)

# Found anywhere in the text as it is.
INLINE: tuple[Rule, ...] = (
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
