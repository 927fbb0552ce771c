"""What things are called: organisations, works, products, places, medicines, events.

Words that as often say what somebody is or what has happened, "figure", "décision", are left out.
"""

from __future__ import annotations

from assistant.patterns import words

TELLING = words(
    r"""
    académie aérodrome agence\sde\snotation album antalgique antibiotique anticoagulant
    antidépresseur antiviral application archipel association astéroïde bidonville biotech cargo
    centrale\s(?:nucléaire|électrique|thermique|solaire|hydro\w+|à|d) chalutier chatbot club
    coalition collectif comète confrérie congrégation constructeur court-métrage cyclone
    dessin\sanimé destroyer détroit discothèque émission équipementier exoplanète fabricant
    faubourg festival feuilleton fleuve forum frégate fusée glacier
    groupe\s(?:de\s(?:rock|rap|musique|travail)|terroriste|djihadiste|jihadiste) groupuscule
    hebdomadaire herbicide îlot insecticide jeu\svidéo journal laboratoire lac lanceur logiciel
    long-métrage magazine massif médicament mensuel messagerie milice mini-série
    moteur\sde\srecherche navette newsletter ONG(?!\s\w+es\b) opérateur ouragan paquebot
    parti(?!\s(?:en|pour|à|avec|vivre|sur|hier|dans|d['’]une?)\b) pesticide pétrolier planète
    podcast porte-avions porte-conteneurs quotidien rançongiciel rivière robot roman satellite
    secte série sonde sous-marin start-up startup syndicat téléfilm télescope think\stank
    thriller torrent typhon voilier volcan webzine zoo
    """
)
"""One that tells something where it stands alone before a name, in lower case; a pattern."""
_OTHER = words(
    r"""
    abbaye agence agglomération algorithme aliment alliance allocation animal anticorps appareil
    arbre arme armée assemblée avion banque barrage base basilique bassin\sde bateau berline
    bière bijouterie biocarburant blog boisson boîte\sde bombe bourgade boutique branche brigade
    bâtiment bête café camp cancer cartel casino casque cathédrale
    centre(?!\s(?:gauche|droit|de\sgravité)|-) centre-ville chaîne champignon chanson chapelle
    chef-lieu château cimenterie cimetière cinéma citadelle
    cité\s(?:fantôme|antique|balnéaire|ouvrière|sainte|impériale|médiévale|lacustre|maya|inca|romaine|interdite)
    clinique cocktail collection collège colonie combustible comité commission communauté
    commune compagnie compétition complexe composant concoction confédération conglomérat
    console consortium coopérative coupé course crapaud crossover culte danse département dérivé
    désert discipline dispositif distillerie distributeur documentaire domaine drogue drone
    éco-organisme école église émirat encyclopédie engin enseigne ensemble\s(?:de|d['’])
    entreprise entrepôt enzyme épreuve
    espèce(?!\s(?:menacée|protégée|en|invasive|endémique|qui)\b) établissement exposition
    faction famille\sde fédération ferme filiale firme fleuron fondation fonds(?!\sspécial)
    formation forteresse forêt foyer franchise fromage fruit fête galaxie galerie gazoduc géant
    gène gouvernorat grand-messe gratte-ciel grotte groupe groupement hameau hélicoptère hormone
    hydrocarbure hypermarché hôpital hôtel île immeuble incubateur indicateur indice infection
    infrastructure insecte institut institution instrument jardin jet jeu label lanceur\sd['’]
    langue légume librairie ligne limousine livre localité lycée machine magasin maison
    maison-mère maladie manoir marché\s(?:de|du|des|aux) marque(?!\sd(?:e\s(?!\w+s\b)|['’]))
    matériau maternité métal méthode méthodologie métropole minerai mini-jeu missile molécule
    monastère monnaie monospace mont montagne montre(?=\s(?:connectée|suisse|à|de)) mosquée
    moteur mouvance mouvement musée musical mutuelle navire nébuleuse observatoire océan oiseau
    oléoduc opéra opérette opioïde orchestre ordre organe organisation organisme outil ouvrage
    palace palais parc paroisse pathologie patrouille pays péninsule phare pièce\sde\sthéâtre
    plage plaine plante plate-forme plateforme poisson police polluant pont port poudre
    préfecture principauté prison procédé produit programme projet protéine prototype province
    psychotrope pub quartier raffinerie raffineur réacteur région remède république réseau
    réserve résidence restaurant revue rite rituel roadster rocher rongeur royaume sanctuaire
    scooter secteur semi-conducteur serpent site smartphone société sous-préfecture sous-région
    sous-traitant spectacle sport(?!s) stade
    station\s(?:de|balnéaire|thermale|orbitale|spatiale) stimulant structure studio substance
    super-héros supercalculateur supercar supermarché SUV syndrome système tablette talk-show
    technique technologie télé-réalité temple terme textile thérapie tour tournoi toxine train
    traité tribu tribunal trimaran troupe tube tumeur union unité université usine utilitaire
    vaccin vaisseau vallée variant variante variété véhicule viaduc vignoble village ville virus
    voie\s(?:de|d['’]) voiture zone\s(?:de|d['’]|industrielle|commerciale)
    """
)
THING = rf"(?:{TELLING}|{_OTHER})"
"""Any one of them, in lower case; a pattern."""
