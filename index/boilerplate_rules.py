"""Rules of ``index.cleaning`` as data: pictures, invitations, share buttons, comments.

What else a page holds, ``index.page_rules`` has. French and English.

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


def any_of(*alternatives: str) -> str:
    return "(?:" + "|".join(alternatives) + ")"


_NETWORK = any_of(
    r"facebook|twitter|x(?: \((?:ex-)?twitter\))?|linkedin|pinterest|whatsapp|reddit|tumblr",
    r"telegram|t[ée]l[ée]gramm?e?",
    r"(?:facebook )?messenger|flipboard|google(?: news| actualités|\+)|instagram|youtube|tiktok",
    r"snapchat|mastodon|bluesky|threads|viber|skype|pocket|discord|twitch|vk|xing|rss|sms",
    r"e-?mail|courriel|mail",
)
_OUR_PAGES = any_of(
    _NETWORK,
    r"réseaux sociaux|social (?:media|networks)|newsletters?|infolettres?|lettre d'information",
    r"notre (?:chaîne|page|compte|application|appli|site)|our (?:channel|page|account|app|site)",
)
_SHARE = any_of(
    r"partage[rz]?|share|tweet(?:er|ez)?|imprimer|print|enregistrer|copier(?: le lien)?",
    r"copy(?: link)?|envoyer(?: par (?:e-?mail|mail|courriel|sms))?|épingler|pin(?: it)?",
    r"like|j'aime|suivre|follow",
)
_BUTTON = any_of(_SHARE, _NETWORK)
_OPINION = any_of(
    r"avis|opinions?|commentaires?|comments?|impressions?|expériences?|réactions?|thoughts"
)
_FOLLOW = r"(?:suivez|rejoignez|retrouvez|likez|aimez)"
_REST = r"[^.!?]*[.!?… ]*"  # of the sentence
NO_SENTENCE = r"(?<![^.]\.)"  # what stands before does not end as a sentence does

INVITATIONS: tuple[Rule, ...] = (
    Rule(
        "lone_dashes",
        "a line of dashes, stars or other rulings, the fences of code among them",
        r"[-–—―_=*•·~#+|<>/\\: ]+|(?:`{3,}|~{3,}) ?[\w+#.-]{0,20}",
    ),
    Rule(
        "image_file",
        "an image's file name, or a Markdown image, alone on a line",
        any_of(
            r"[^\s!?:;,]+(?: [^\s!?:;,]+){0,7}\.(?:jpe?g|png|gif|webp|svg|avif|bmp|tiff?|heic)",
            r"(?:\[?!\[[^\]]*\]\([^)]*\)(?:\]\([^)]*\))? ?)+",
        ),
    ),
    Rule(
        "photo_credit",
        "a picture's credit",
        r"(?:crédits?(?: photos?| images?)?|(?:photo|image) (?:credits?|source)"
        rf"|source de l'image) ?: ?.{{0,80}}|photo ?: ?.{{0,80}}{NO_SENTENCE}",
    ),
    Rule(
        "follow_us",
        "an invitation to follow the publication",
        any_of(
            r"nous vous invitons(?: aussi| également)? à |n'hésitez pas (?:aussi |également )?à ",
            r"pensez à |vous pouvez (?:aussi |également )?|merci de |please |don't forget to ",
            r"(?:be|make) sure to |you can (?:also )?",
            "",
        )
        + any_of(
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
        any_of(
            r"(?:inscrivez-vous|abonnez-vous|je m'abonne|je m'inscris|recevez|subscribe|sign up)\b"
            r"[^.!?]*\b(?:newsletters?|infolettres?|lettre d'information|notifications?)\b" + _REST,
            r"(?:s'inscrire|s'abonner) à (?:la|notre|nos) (?:newsletters?|infolettres?)",
            r"recevez (?:chaque|tous les) [^.!?:\d]*\b(?:l'essentiel|l'actu(?:alité)?|les infos?"
            r"|(?:nos|les) (?:articles|actualités)|(?:notre|la) sélection)\b" + _REST,
            r"votre (?:adresse )?(?:e-?mail|mail)\b.*\b(?:newsletters?|consentement)\b" + _REST,
        ),
    ),
    Rule(
        "invite_comment",
        "an invitation to comment or to share",
        any_of(
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
        any_of(
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
        any_of(
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
        any_of(
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
        any_of(
            r"(?:nom|name|e-?mail|courriel|site(?: web| internet)?|website|commentaires?|comments?",
            r"votre (?:nom|message|commentaire|e-?mail)|répondre|reply|envoyer|submit|valider)"
            r" ?[*:]*",
            r"\(?(?:aucun|pas de|no|\d+) (?:commentaires?|comments?|réponses?|replies)\)?",
            r"(?:commentaires?|comments?) ?\(\d+\)",
        ),
        weak=True,
    ),
)
