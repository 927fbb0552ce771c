"""What people are called by what they do, or are to others."""

from __future__ import annotations

from assistant.patterns import words

ROLE = words(
    r"""
    (?<=\b[sm]a\s)femme \w+iatre \w+icienn?e? \w+ologiste \w+ologue \w+onome accusée?
    act(?:eur|rice) actionnaire adjointe? adjudante? agricult(?:eur|rice) aide-soignante? ailier
    ambassad(?:eur|rice) ambulanci(?:er|ère) amie? amiral analyste animat(?:eur|rice) arbitre
    archevêque architecte assassin assistante? astronaute athlète attachée? attaquante? auteure?
    autrice avocate? banqui(?:er|ère) batteu(?:r|se) bibliothécaire blogueu(?:r|se) bouch(?:er|ère)
    boulang(?:er|ère) bras\sdroit brigadi(?:er|ère) buteu(?:r|se) bâtonni(?:er|ère) bénévole
    (?<!\ble\s)cadre candidate? capitaine caporal cardinal champion championne chanceli(?:er|ère)
    chanteu(?:r|se) chargée? chauffeur (?<!\ben\s)cheff?e? chercheu(?:r|se) chirurgienn?e?
    chorégraphe chroniqueu(?:r|se) cinéaste (?:co)?fondat(?:eur|rice) coach coiffeu(?:r|se)
    collaborat(?:eur|rice) collégienn?e? colonel colonelle? commandante? commerçante? commissaire
    compagne compagnon complice composit(?:eur|rice) comédienn?e? conduct(?:eur|rice) conjointe?
    conseill(?:er|ère) conservat(?:eur|rice) consule? consultante? coordinat(?:eur|rice)
    coordonnat(?:eur|rice) cosmonaute coureu(?:r|se) cousine? couturi(?:er|ère) créat(?:eur|rice)
    cuisini(?:er|ère) curateu(?:r|se) curé danseu(?:r|se) dessinat(?:eur|rice) DG dictateur
    direct(?:eur|rice) dirigeante? dissidente? DJ doct(?:eur|oresse) doyenn?e? duc duchesse
    défenseure? déléguée? démographe députée? empereur employée? enseignante? entraîneu(?:r|se)
    entraîneure entrepreneu(?:r|se) eurodéputée? experte? figure fille fils footballeu(?:r|se)
    frère gardienn?e? gendarme gestionnaire gouverneure? greffière? guide général géographe
    gérante? habitante? historienn?e? (?:homme|femme)(?=\s(?:politique|d['’]affaires|d['’]État))
    huissi(?:er|ère) hériti(?:er|ère) icône imam impératrice infirmi(?:er|ère) influenceu(?:r|se)
    ingénieure? inspect(?:eur|rice) institut(?:eur|rice) interprète invent(?:eur|rice)
    investisseu(?:r|se) joueu(?:r|se) judokate? juge lauréate? leader lieutenante? lutteu(?:r|se)
    lycéenn?e? (?<!\bde\s)légende magistrate? maire (?<!état[-\s])major manager mannequin
    maraîch(?:er|ère) mari maréchal membre meurtri(?:er|ère) milieu militaire militante?
    milliardaire ministre musicienn?e? mère médaillée? médecin nageu(?:r|se) navigat(?:eur|rice)
    neveu nièce notaire oncle opposante? otage ouvri(?:er|ère) pape parolier parolière pasteure?
    patineu(?:r|se) patronn?e? paysann?e? PDG peintre pharmacienn?e? philosophe photographe pilote
    pionni(?:er|ère) plasticienn?e? polici(?:er|ère) pompi(?:er|ère) porte-parole poète poétesse
    prince princesse proche procureure? product(?:eur|rice) professeure? propriétaire proviseure?
    préfet préfète? présentat(?:eur|rice) présidente? prévenue? prêtre psychologue père
    pêcheu(?:r|se) rabbin rappeu(?:r|se) ravisseu(?:r|se) rect(?:eur|rice) reine repentie? reporter
    représentante? rescapée? responsable restaurat(?:eur|rice) retraitée? riveraine? roi
    romanci(?:er|ère) rugbyman réalisat(?:eur|rice) rédact(?:eur|rice) résistante? sage-femme
    scientifique sculpt(?:eur|rice) secrétaire sergente? serveu(?:r|se) skieu(?:r|se) skippeu?r
    soeur soldate? spationaute star survivante? suspecte? sélectionneu(?:r|se) sénat(?:eur|rice)
    sœur tante tennisman traduct(?:eur|rice) trésori(?:er|ère) tête\sde\sliste vainqueu(?:r|se)
    vedette vendeu(?:r|se) veuf veuve victime vigneronn?e? voisine? vétérinaire youtubeu(?:r|se)
    écrivaine? édit(?:eur|rice) éleveu(?:r|se) élue? épouse époux étudiante? évêque
    (?!(?:rac|sex|optim|pessim|réal|fatal|alarm|égo|l|p|tr|ins|ass|ex|cons|rés|pers|subs|dés)iste)\w+iste
    rival rivale adversaire prédécesseure? successeure? gendre fiancée? dauphine? poulain CEO
    bourgmestre (?<!fondation\s)abbé meneu(?:r|se) salariée? administrat(?:eur|rice)
    négociat(?:eur|rice) metteu(?:r|se)\sen\sscène aumônier colistière? rapporteure?
    """
)
"""One of them, in lower case; a pattern."""
