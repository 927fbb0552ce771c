"""Countries and cities that are told by their names alone, in French and in English."""

from __future__ import annotations

# A line each, folded: the French names of one country, as one word; its English ones, where they
# differ; how words for what is of it begin, where not as its name does.
_COUNTRIES = """
    afghanistan
    afrique-du-sud / south-africa / sud-afric
    algerie / algeria
    allemagne / germany
    angola
    arabie-saoudite arabie / saudi-arabia / saoud
    argentine / argentina
    armenie / armenia
    australie / australia
    autriche / austria
    azerbaidjan / azerbaijan
    bangladesh
    belgique / belgium
    benin
    bielorussie / belarus
    birmanie / myanmar burma
    bolivie / bolivia
    bosnie / bosnia
    bresil / brazil
    bulgarie / bulgaria
    burkina / burkina-faso
    burundi
    cambodge / cambodia
    cameroun / cameroon
    canada
    centrafrique
    chili / chile
    chine / china
    chypre / cyprus
    colombie / colombia
    congo
    coree-du-nord / north-korea
    coree-du-sud coree / south-korea korea
    cote-d'ivoire / ivory-coast / ivoirien
    croatie / croatia
    cuba
    danemark / denmark / danois
    ecosse / scotland
    egypte / egypt
    equateur / ecuador
    espagne / spain
    estonie / estonia
    etats-unis / united-states us usa u.s / americ
    ethiopie / ethiopia
    finlande / finland
    france
    gabon
    georgie / georgia
    ghana
    grece / greece
    guatemala
    guinee / guinea
    haiti
    honduras
    hongrie / hungary
    inde / india / indien
    indonesie / indonesia
    irak / iraq
    iran
    irlande / ireland
    irlande-du-nord / northern-ireland
    islande / iceland
    israel
    italie / italy
    jamaique / jamaica
    japon / japan / nippon
    jordanie / jordan
    kazakhstan
    kenya
    kosovo
    koweit / kuwait
    lettonie / latvia
    liban / lebanon
    libye / libya
    lituanie / lithuania
    luxembourg / luxemburg
    madagascar / / malgach
    malaisie / malaysia
    mali
    malte / malta
    maroc / morocco
    mauritanie / mauritania
    mexique / mexico
    moldavie / moldova
    monaco
    mongolie / mongolia
    montenegro
    nepal
    nicaragua
    niger
    nigeria
    norvege / norway
    nouvelle-zelande / new-zealand / neo-zeland
    pakistan
    palestine
    panama
    pays-bas / netherlands holland / neerland holland
    pays-de-galles galles / wales / gallois
    perou / peru / peruv
    philippines
    pologne / poland
    portugal
    qatar
    republique-tcheque tchequie / czech-republic czechia / tcheq
    roumanie / romania
    royaume-uni grande-bretagne angleterre / united-kingdom uk britain england / britann angl
    russie / russia
    rwanda
    senegal
    serbie / serbia
    singapour / singapore
    slovaquie / slovakia
    slovenie / slovenia
    somalie / somalia
    soudan / sudan
    suede / sweden
    suisse / switzerland / helvet
    syrie / syria
    taiwan
    tchad / chad
    thailande / thailand
    togo
    tunisie / tunisia
    turquie / turkey / turc
    ukraine
    uruguay
    venezuela
    vietnam
    yemen
    zimbabwe
"""
_CITIES = """
    paris lyon marseille toulouse nice nantes montpellier strasbourg bordeaux lille rennes reims
    toulon grenoble dijon angers nimes villeurbanne brest tours amiens limoges metz besancon
    perpignan orleans rouen mulhouse caen nancy avignon cannes berlin munich rome milan madrid
    barcelone lisbonne bruxelles geneve zurich vienne amsterdam londres dublin athenes istanbul
    ankara moscou kiev varsovie budapest bucarest stockholm oslo copenhague helsinki washington
    new-york chicago boston montreal ottawa toronto pekin shanghai hong-kong wuhan tokyo seoul delhi
    mumbai teheran bagdad damas beyrouth jerusalem riyad doha dubai tunis alger rabat casablanca
    dakar bamako kinshasa sydney melbourne bangkok jakarta caire
"""
_REGIONS = """
    bretagne normandie alsace corse provence occitanie aquitaine lorraine picardie bourgogne
    auvergne guadeloupe martinique guyane mayotte reunion europe asie afrique amerique oceanie
    californie floride texas quebec gaza
"""
_LINES = [(line + " / / ").split("/")[:3] for line in _COUNTRIES.strip().split("\n")]
COUNTRIES: dict[str, str] = {
    name: french.split()[0] for french, english, _ in _LINES for name in (french + english).split()
}
"""Each name of a country, in either language, with the first French one."""
CITIES = frozenset(_CITIES.split())
PLACES = frozenset(
    [name for french, _, _ in _LINES for name in french.split()] + (_CITIES + _REGIONS).split()
)
"""What names a place in French."""
_ALIKE = 4  # letters that the forms of a name share: Lyon, lyonnais; Russie, russes
_OF_CITIES = {"nice": "nicois", "rome": "romain", "reims": "remois", "metz": "messin"}


def _beginning(name: str) -> str:
    return name.replace("-", "[ -]") if "-" in name else name[:_ALIKE]


SPEAKS_OF: dict[str, tuple[str, ...]] = {
    city: (_beginning(city), *_OF_CITIES.get(city, "").split()) for city in CITIES
} | {
    french.split()[0]: (*map(_beginning, french.split()), *others.split())
    for french, _, others in _LINES
}
"""How words begin, as patterns, that speak of a country, by its first French name, or a city."""
