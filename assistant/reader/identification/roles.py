"""What people are called: by what they do or are to others, and before their names."""

from __future__ import annotations

from assistant.patterns import words

ROLE = words(
    r"""
    (?:homme|femme)(?=\s(?:politique|d['’]affaires|d['’]État)) (?<!fondation\s)abbé accusée?
    act(?:eur|rice) actionnaire adjointe? adjudante? administrat(?:eur|rice) adversaire
    agricult(?:eur|rice) aide-soignante? ailier ambassad(?:eur|rice) ambulanci(?:er|ère) amie?
    amiral analyste animat(?:eur|rice) arbitre archevêque architecte assassin assistante?
    astronaute athlète attachée? attaquante? aumônier auteure? autrice avocate? banqui(?:er|ère)
    bâtonni(?:er|ère) batteu(?:r|se) bénévole bibliothécaire blogueu(?:r|se) bouch(?:er|ère)
    boulang(?:er|ère) bourgmestre bras\sdroit brigadi(?:er|ère) buteu(?:r|se) (?<!\ble\s)cadre
    candidate? capitaine caporal cardinal CEO champion championne chanceli(?:er|ère)
    chanteu(?:r|se) chargée? chauffeur (?<!\ben\s)cheff?e? chercheu(?:r|se) chirurgienn?e?
    chorégraphe chroniqueu(?:r|se) cinéaste coach coiffeu(?:r|se) colistière?
    collaborat(?:eur|rice) collégienn?e? colonel(?:le)? comédienn?e? commandante? commerçante?
    commissaire compagne compagnon complice composit(?:eur|rice) conduct(?:eur|rice) conjointe?
    conseill(?:er|ère) conservat(?:eur|rice) consule? consultante? coordinat(?:eur|rice)
    coordonnat(?:eur|rice) cosmonaute coureu(?:r|se) cousine? couturi(?:er|ère) créat(?:eur|rice)
    cuisini(?:er|ère) curateu(?:r|se) curé danseu(?:r|se) dauphine? défenseure? déléguée?
    démographe députée? dessinat(?:eur|rice) DG dictateur direct(?:eur|rice) dirigeante?
    dissidente? DJ doct(?:eur|oresse) doyenn?e? duc duchesse écrivaine? édit(?:eur|rice)
    éleveu(?:r|se) élue? empereur employée? enseignante? entraîneu(?:re?|se) entrepreneu(?:r|se)
    épouse époux étudiante? eurodéputée? évêque experte? (?<=\b[sm]a\s)femme fiancée? figure fille
    fils (?:co)?fondat(?:eur|rice) footballeu(?:r|se) frère gardienn?e? gendarme gendre général
    géographe gérante? gestionnaire gouverneure? greffière? guide habitante? hériti(?:er|ère)
    historienn?e? huissi(?:er|ère) \w+iatre \w+icienn?e? icône imam impératrice
    importat(?:eur|rice) infirmi(?:er|ère) influenceu(?:r|se) ingénieure? inspect(?:eur|rice)
    institut(?:eur|rice) interprète invent(?:eur|rice) investisseu(?:r|se)
    (?!(?:rac|sex|optim|pessim|réal|fatal|alarm|égo|l|p|tr|ins|ass|ex|cons|rés|pers|subs|dés)iste)\w+iste
    joueu(?:r|se) judokate? juge lauréate? leader (?<!\bde\s)légende lieutenante? lutteu(?:r|se)
    lycéenn?e? magistrate? maire (?<!état[-\s])major manager mannequin maraîch(?:er|ère) maréchal
    mari médaillée? médecin membre meneu(?:r|se) mère metteu(?:r|se)\sen\sscène meurtri(?:er|ère)
    milieu militaire militante? milliardaire ministre musicienn?e? nageu(?:r|se)
    navigat(?:eur|rice) négociat(?:eur|rice) neveu nièce notaire \w+ologiste \w+ologue oncle
    \w+onome opposante? otage ouvri(?:er|ère) pape parolier parolière pasteure? patineu(?:r|se)
    patronn?e? paysann?e? PDG pêcheu(?:r|se) peintre père pharmacienn?e? philosophe photographe
    pilote pionni(?:er|ère) plasticienn?e? poète poétesse polici(?:er|ère) pompi(?:er|ère)
    porte-parole poulain prédécesseure? préfet préfète? présentat(?:eur|rice) présidente? prêtre
    prévenue? prince princesse proche procureure? product(?:eur|rice) professeure? propriétaire
    proviseure? psychologue rabbin rappeu(?:r|se) rapporteure? ravisseu(?:r|se)
    réalisat(?:eur|rice) rect(?:eur|rice) rédact(?:eur|rice) reine repentie? reporter
    représentante? rescapée? résistante? responsable restaurat(?:eur|rice) retraitée? rival rivale
    riveraine? roi romanci(?:er|ère) rugbyman sage-femme salariée? scientifique sculpt(?:eur|rice)
    secrétaire sélectionneu(?:r|se) sénat(?:eur|rice) sergente? serveu(?:r|se) shérif skieu(?:r|se)
    skippeu?r soeur soldate? spationaute star successeure? survivante? suspecte? sœur tante
    tennisman tête\sde\sliste traduct(?:eur|rice) trésori(?:er|ère) vainqueu(?:r|se) vedette
    vendeu(?:r|se) vétérinaire veuf veuve victime vigneronn?e? voisine? youtubeu(?:r|se)
    """
)
"""One of them, in lower case; a pattern."""
PARTICLES = frozenset("de du des d la le von van der den ben bin ibn al el da di do dos".split())
"""Small words inside names of persons, folded."""
TITLE = rf"(?:{words('MM? Dr Pr Mr Mrs Ms')}\.?|{words('Me Mme Mlle Monsieur Madame Maître')})"
"""Forms of address before a name; a pattern."""
