"""The words and endings of French questions: lists, no code."""

from __future__ import annotations

import re

from assistant.conversation.follow_ups.grammar import Grammar, word_set
from assistant.patterns import lines, words

# "va-t-il", "sera-t-elle", "peut-on", "dis-moi": a verb with a pronoun behind it.
INVERTED = re.compile(rf"-(?:t-)?({words('ils? elles? on ce je tu nous vous moi')})$")

# "l'a dit", "qui le dirige", "va-t-il la vendre": where "le" is no article. The infinitive is told
# by its ending, which few nouns share.
OBJECT_AFTER = word_set("qui il elle ils elles on ne n'")

_NOUNS = words(
    """
    mer hiver fer avenir cancer danger ordre cadre livre lettre maître œuvre fièvre chèvre cuivre
    cidre gendre
    """
)
INFINITIVE = re.compile(rf"(?!{_NOUNS}$)\w+(?:er|ir|[cdpv]re|ttre|[êî]tre)$")

# Nouns that end as those of the other gender do.
MASCULINE = word_set(
    """
    incendie musée lycée trophée génie comité traité côté été silence programme dimanche reproche
    emploi député arrêté invité retraité comté malade stade grade
    """
)
FEMININE = word_set("maison eau peau plage page image cage main fin faim mort dent nuit forêt")

_FRENCH_CONNECTOR = lines(
    r"""
    (?:qu['’]en est-il|quid|à propos|au sujet) (?P<of>d(?:es?|u)\b|d['’])
    (?:qu['’]en est-il|quid) pour
    d['’]accord
    et
    mais
    alors
    donc
    puis
    sinon
    ok
    merci
    """
)

# "Je voulais dire en 2023", "pas la Chine, le Japon": before the word that was meant.
_MEANT = r"(?= (?:(?-i:[A-ZÀ-Þ])|\d|l['’]|(?:en|à|aux?|les?|la|dans|sur)\b)[^,]*$)"  # no clause
_FRENCH_CORRECTION = lines(
    rf"""
    (?:non|pardon|désolée?|oups|euh)(?=[,.!]| (?:je|pas|plutôt)\b)
    (?:ou )?plutôt(?! (?:que|de)\b| qu['’]| d['’])|en fait
    je (?:veux|voulais) dire(?! que\b| qu['’])
    je (?:parl(?:e|ais)|(?:veux|voulais) parler|pensais) (?P<of>d(?:es?|u)\b|d['’]|à\b|aux?\b)
    pas (?!de\b|d['’])[^,?]+(?:,| mais){_MEANT}
    """
)

_IMPERSONAL_VERB = words(
    r"""
    faut faudra faudrait fallait agit agira reste existe existait suffit manque pleut neige semble
    paraît
    """
)

_IMPERSONAL_ADJECTIVE = words(
    "possible impossible vrai faux prévu probable certain question interdit permis normal temps sûr"
)

FRENCH = Grammar(
    feminine=word_set("la une cette sa ma ta"),
    masculine=word_set("le un ce cet du au son mon ton"),
    singular=word_set("l' notre votre leur"),
    plural=word_set("les des ces aux ses leurs mes tes nos vos plusieurs quelques"),
    possessive=word_set("son sa ses leur leurs"),
    demonstrative=word_set("ce cet cette ces"),
    of=word_set("de d' du des"),
    places=word_set("en à au aux dans"),
    prepositions=word_set(
        """
        à au aux en dans sur sous par pour avec sans chez vers entre depuis pendant durant contre
        selon après avant dès jusqu' jusque face lors malgré parmi hors derrière devant autour
        """
    ),
    verbs=word_set(
        """
        est sont était étaient sera seront serait seraient fut furent a ont avait avaient aura
        auront aurait va vont allait peut peuvent pourra pourront pourrait pourraient doit doivent
        devra devrait devraient veut veulent voudrait fait font faisait fera feront faut faudra
        faudrait dit disent
        """
    ),
    auxiliaries=word_set("a ont avait avaient aura auront est sont était étaient sera seront"),
    other=word_set(
        """
        il elle ils elles on je j' tu nous vous lui y eux moi toi se s' me m' te t' ne n' pas plus
        jamais rien ça cela ceci c' celui celle ceux celles celui-ci celle-ci ceux-ci celles-ci
        celui-là celle-là là là-bas ici et ou ni mais donc or car que qu' qui quoi dont si comme
        lorsqu' puisqu' quand aussi encore déjà toujours maintenant alors très trop moins autant
        bien même mêmes aujourd'hui hier demain bientôt est-ce n'est-ce ensuite plutôt seulement
        vraiment exactement précisément environ quelqu'un
        """
    ),
    before_noun=word_set(
        """
        futur futurs future futures nouveau nouvel nouveaux nouvelle nouvelles premier premiers
        première premières deuxième deuxièmes second seconds seconde secondes troisième dernier
        derniers dernière dernières prochain prochaine prochains prochaines grand grands grande
        grandes petit petits petite petites gros grosse propre propres ancien ancienne anciens
        anciennes autre autres vieux vieille bon bonne meilleur meilleure meilleurs meilleures
        haut haute principal principale principaux principales seul seule double jeune jeunes
        deux trois quatre cinq six sept huit neuf dix cent mille célèbre célèbres véritable
        """
    ),
    adjective=re.compile(
        r"(?:iques?|els?|elles?|als?|ales?|aux|ifs?|ives?|eux|euses?|[ié]ens?|[ié]ennes?|aires?|ais|aises?"
        r"|ois|oises?|ibles?|ables?|ains?|aines?|iers?|ières?|ées?|és?|ants?|antes?|istes?|ines?"
        r"|vert[es]*|rouges?|bleue?s?|suisses?|russes?|belges?)$"
    ),
    feminine_noun=re.compile(
        r"(?:[gnst]ion|xion|té|ure|ance|ence|ée|ie|ise|ine|ette|elle|esse|ole|ade|ude|trice|euse|ère"
        r"|aine|tte|nne|asse|che|logie|ique|onomie|ille|voiture|ville|loi|mer|crise|grippe|guerre)$"
    ),
    masculine_noun=re.compile(
        r"(?:ment|[^n]age|eau|isme|eur|ier|oir|al|et|ôme|ème|ium|in|on|ois|if|phone|el|ort|if|cle"
        r"|teur|us|ais|ard|scope|mètre|gramme|syndicat|parti|prix|pays|musée|lycée)$"
    ),
    adverbial=word_set("où quand combien comment pourquoi"),
    asking=word_set(
        "qui que qu' quoi quel quelle quels quelles lequel laquelle lesquels lesquelles"
    ),
    fillers=word_set(
        """
        exactement précisément ça cela au juste donc alors encore aussi déjà environ s'il d'autre
        autre autres d' svp plus est-ce ensuite après
        """
    ),
    roles=word_set(
        """
        entreprise société groupe constructeur marque firme compagnie géant fabricant banque club
        équipe parti enseigne start-up organisation association institution chaîne journal média
        syndicat constructeurs groupes entreprises sociétés marques fabricants partenaires
        """
    ),
    persons=word_set(
        """
        président présidente ministre maire préfet préfète sénateur sénatrice député députée
        gouverneur chancelier chancelière roi reine pape directeur directrice patron patronne chef
        dirigeant dirigeante fondateur fondatrice économiste avocat avocate juge procureur
        procureure médecin auteur autrice entraîneur entraîneuse capitaine colonel commandant
        commandante homme femme garçon fille
        """
    ),
    vague=word_set("cas affaire fois chose façon manière raison sujet propos point titre moment"),
    relatives=word_set(
        """
        femme mari épouse époux père mère frère frères soeur soeurs sœur sœurs fils fille filles
        enfants parents compagne compagnon conjoint conjointe famille avocat avocate
        """
    ),
    outcomes=word_set(
        """
        personne personnes gens mort morts morte mortes décès décédé décédée décédés décédées tué
        tuée tués tuées blessé blessée blessés blessées victime victimes disparu disparue disparus
        disparues arrêté arrêtée arrêtés arrêtées rescapés survivants survécu passé bilan dégâts
        conséquences causes eu été
        """
    ),
    units=word_set(
        """
        an année mois semaine jour matin soir nuit été hiver printemps automne heure saison siècle
        décennie midi week-end trimestre
        """
    ),
    days=word_set(
        """
        lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin
        juillet août septembre octobre novembre décembre
        """
    ),
    of_units=word_set(
        """
        dernier derniers dernière dernières prochain prochains prochaine prochaines passé passés
        passée passées même mêmes cours début milieu fin premier premiers première premières
        deuxième second seconde troisième deux trois quatre cinq six sept huit neuf dix cent mille
        """
    ),
    moments=word_set("hier aujourd'hui demain maintenant"),
    unreferred=word_set(
        """
        ville pays endroit lieu région année date jour mois moment heure montant somme nombre
        manière façon raison raisons part mesure durée temps domaine niveau âge métier profession
        rôle nom prénom surnom nationalité
        """
    ),
    attributes=word_set(
        """
        prix coût montant durée date budget nombre taux taille nom capacité population superficie
        profondeur hauteur longueur poids âge chiffre résultat score bilan tarif salaire vitesse
        autonomie puissance température niveau part valeur cours rôle métier profession nationalité
        """
    ),
    of_amounts=re.compile(r"^(?:augment|baiss|mont|diminu|évolu|chang|attei|pass|recul|progress)"),
    of_things=re.compile(
        r"^(?:(?:coût|cout|pès|pes|mesur|appell|fonctionn|ouvr|roul|dispon|dur)\w*(?:-t-\w+|-\w+)?"
        r"|(?:construit|terminé|achevé|inauguré|produit|vendu|fabriqué|voté|adopté|prêt)e?s?)$"
    ),
    connectors=re.compile(
        rf"(?:{_FRENCH_CONNECTOR}(?:,? +|, *|(?<=['’])|$))+",
        re.IGNORECASE,
    ),
    corrections=re.compile(
        rf"(?:{_FRENCH_CORRECTION}(?:[ ,.!:\u00a0\u202f]+|(?<=['’])|$))+", re.IGNORECASE
    ),
    afterthoughts=re.compile(
        r"(?:,? (?:plutôt|je veux dire)|, (?:et )?(?:non )?pas [^,?]+)$", re.IGNORECASE
    ),
    impersonal=re.compile(
        lines(
            rf"""
            \b(?:il +)?(?:n['’])?y +(?:en +)?(?:a|avait|aura|aurait)\b
            \b{_IMPERSONAL_VERB}(?:-t)?-il\b
            \bil +(?:ne +|n['’])?(?:s['’])?{_IMPERSONAL_VERB}\b
            \b(?:est|était|serait|sera)(?:-t)?-il +(?:\w+ +)?{_IMPERSONAL_ADJECTIVE}\b
            \bil +(?:est|était|serait|sera) +(?:\w+ +)?{_IMPERSONAL_ADJECTIVE}\b
            \b(?:temps|froid|chaud|beau|jour|nuit)\b.*\bfait-il\b
            \bfait-il +(?:froid|chaud|beau|jour|nuit)\b
            \bheure +est-il\b
            \bs['’]est-il +(?:passé|produit)\b
            \bse +(?:passe|produi\w+)-t-il\b
            (?:(?<=\blui )|(?<=\bleur ))(?:est|était|serait|sera)-il\b
            \bqu['’](?:est|était)-il +(?:arrivé|advenu)\b
            \bvaut-il +mieux\b
            """
        ),
        re.IGNORECASE,
    ),
)
