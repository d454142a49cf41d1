"""Words of other programs for what a journey knows: attributes, kinds of points, channels, emotions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from journey.model import NodeKind
from resources.catalogue import catalogue
from resources.i18n import LANGUAGES
from strategy.imports.mapping import plain_name

POINT_NAMES: Mapping[str, str] = {
    "name": "label|name|title|nom|libelle|titre|text|texte|node label|touchpoint|point de contact|task|tache|activity|"
    "activite|step name|page|page name|event",
    "kind": "kind|node ?kind|node ?type|nature|role",
    "type": "type|touchpoint ?type|type de point de contact",
    "stage": "stage|phase|etape|section|column|colonne|cluster|group|groupe|stage name|phase name|step",
    "stage_order": "stage number|stage order|phase number|ordre des etapes|numero d etape",
    "channel": "channel|channels|canal|canaux|medium|media",
    "emotion": "emotion|emotions|feeling|feelings|ressenti|mood|humeur|sentiment",
    "valence": "valence",
    "score": "score|satisfaction|emotion ?score|score d emotion|csat|rating|experience|note sur 5",
    "friction": "frictions?|friction ?points?|points? de friction|pains?|pain ?points?|irritants?|problems?|problemes?|"
    "issues?|douleurs?",
    "severity": "severity|gravite|pain severity|friction severity",
    "frequency": "frequency|frequence",
    "owner": "owner|owner department|responsable|department|departement|service|team|equipe|proprietaire",
    "actors": "actors?|acteurs?|people|personnes|who|qui|persona",
    "minutes": "minutes|time spent|temps passe|duration minutes|duree minutes|duree",
    "note": "notes?|comments?|commentaires?|description|desc|remarks?|remarques?|details?|tooltip",
    "content_tool": "content|contenu|tool|outil|content tool|content and tool|contenu et outil|support",
    "opportunity": "opportunity|opportunities|opportunites?|ideas?|idees?|improvements?",
    "direction": "direction|sens",
    "x": "x|pos ?x",
    "y": "y|pos ?y",
}
"""What attributes of points are called, as patterns on plain names."""

PASSAGE_NAMES: Mapping[str, str] = {
    "label": "label|name|title|text|texte|libelle|nom|edge label",
    "probability": "probability|proba|prob|p|share|rate|part|probabilite|taux|conversion|conversion rate|"
    "transition probability",
    "percent": "percent|percentage|pct|pourcent|pourcentage|probability percent|share percent",
    "count": "counts?|n|nb|volume|volumes|visits?|visitors?|customers?|clients?|sessions?|passages?|frequency|"
    "frequence|nombre|effectif|users|cases",
    "weight": "weight|poids|value|valeur",
    "delay_hours": "delay|delai|delay hours|hours|heures|delai heures|mean hours|duration hours|duration|duree|time",
    "delay_days": "delay days|days|jours|delai jours",
    "delay_minutes": "delay minutes|minutes|delai minutes",
    "friction": POINT_NAMES["friction"],
    "severity": POINT_NAMES["severity"],
}
"""What attributes of passages are called."""

_KINDS: Mapping[NodeKind, str] = {
    NodeKind.ENTRY: "entry|entries|entree|start|starts|begin|beginning|debut|depart|source|nk start|initial|"
    "entry point|point d entree|start event",
    NodeKind.SUCCESS: "success|successful exit|sortie reussie|succes|goal|nk goal|conversion|converted|converti|"
    "won|win|objectif|reussite|objectif atteint|happy end",
    NodeKind.DROP_OFF: "drop ?off|drop ?out|dropout|exit|nk exit|abandon|abandons|abandonne|churn|churned|lost|leave|"
    "leaves|left|perdu|depart|desertion|abandon ou depart|drop off or departure|bounce|bounced|quit|quits|rebond|"
    "resiliation|attrition|desabonnement|cancelled|cancel",
    NodeKind.TOUCHPOINT: "touchpoint|touch point|nk touchpoint|point de contact|contact",
}
"""Words that say what a point is; a name is only taken for one where the drawing agrees."""

_END = "end|fin|stop|done|finish|finished|termine|complete|completed|the end|end event"
_LOSS = (
    r"\b(abandon|leave|leaves|left|churn|cancel|quit|exit|drop|lost|lose|bounce|perdu|quitte|annul|resili|desabonn|"
    r"refus|echec|fail|reject|depart|never|jamais)"
)

_CHANNEL_WORDS: Mapping[str, str] = {
    "ch_website": "web|site|site web|website|site internet|internet|online|web site|en ligne",
    "ch_mobile_app": "app|mobile|application|appli|mobile app|smartphone",
    "ch_social": "social|social media|reseaux sociaux|facebook|instagram|linkedin|twitter|tiktok|x twitter",
    "ch_live_chat": "chat|live chat|messagerie|whatsapp",
    "ch_chatbot": "chatbot|bot|assistant virtuel|virtual assistant",
    "ch_customer_service": "customer service|support|service client|help ?desk|call cent(?:er|re)|centre d appels",
    "ch_sales_rep": "sales|commercial|conseiller|adviser|advisor|sales rep|vendeur|agent",
    "ch_self_service": "self service|libre service|faq",
    "ch_email": "e ?mail|mail|courriel|mel|newsletter|e mailing|emailing",
    "ch_phone": "phone|telephone|tel|call|appel|voice",
    "ch_store": "store|shop|boutique|magasin|agence|branch|point de vente|in store|retail|face to face|physique",
    "ch_in_product": "in product|produit|in app",
    "ch_sms": "sms|push|notification|push notification|texto",
    "ch_mail_document": "post|courrier|letter|invoice|facture|paper|papier|direct mail",
    "ch_blog_content": "blog|content|contenu|video|podcast|article",
    "ch_webinar": "webinar|webinaire|tutorial|tutoriel",
    "ch_event": "event|evenement|salon|trade show|fair",
    "ch_community": "community|forum|communaute",
    "ch_online_reviews": "reviews?|avis|review site|avis en ligne",
    "ch_word_of_mouth": "word of mouth|bouche a oreille|referral|friends|amis|recommandation",
    "ch_influencer": "influencers?|influenceurs?|influenceuse",
    "ch_advertising": "ads?|advertising|advertisement|publicite|pub|banner|banniere|display|sea|google ads",
}


def meaning_of(attribute: str, names: Mapping[str, str]) -> str | None:
    """What an attribute of this name says, None when it is none that journeys know."""
    plain = plain_name(attribute)
    return next((meaning for meaning, pattern in names.items() if re.fullmatch(pattern, plain)), None)


def kinds_of(word: str) -> tuple[NodeKind, ...]:
    """What kinds of points a word may mean: "départ" is where one starts, or where one leaves."""
    plain = plain_name(word)
    return tuple(kind for kind, pattern in _KINDS.items() if re.fullmatch(pattern, plain))


def is_end(word: str) -> bool:
    """Whether a word only says that the drawing ends here."""
    return re.fullmatch(_END, plain_name(word)) is not None


def is_loss(name: str) -> bool:
    """Whether a name says that the customer leaves."""
    return re.search(_LOSS, plain_name(name)) is not None


def channel_of(word: str) -> str | None:
    """The channel of the method that a word means; None for one that is known to nobody, or to the plan alone."""
    found = entry_of("channels", word)
    if found is not None:
        return found
    plain = plain_name(word)
    return next((channel for channel, pattern in _CHANNEL_WORDS.items() if re.fullmatch(pattern, plain)), None)


def entry_of(list_name: str, word: str) -> str | None:
    """The entry of a list of the method that is called so in either language, or has this id."""
    return _labels(list_name).get(plain_name(word)) if word.strip() else None


_EMOTION_WORDS: Mapping[str, str] = {
    "emo_joy": "happy|very happy|happiness|joyful|delight|delighted|heureux|tres content|ravi|very positive|excellent",
    "emo_satisfaction": "satisfied|positive|good|content|satisfait|positif|bien|pleased|great",
    "emo_neutral": "neutral|ok|okay|neutre|mixed|mitige|average|moyen",
    "emo_confusion": "confused|perdu|lost|confus|uncertain|unsure",
    "emo_frustration": "frustrated|negative|frustre|agace|annoyed|negatif|bad|mauvais|mecontent|unhappy|very negative",
    "emo_disappointment": "disappointed|decu|sad|triste",
    "emo_anger": "angry|colere|en colere|furious|furieux",
    "emo_impatience": "impatient|impatiente|waiting",
    "emo_distrust": "distrust|mefiance|mefiant|worried|inquiet|anxious|anxiety|stress|stressed|inquietude",
    "emo_enthusiasm": "excited|enthusiastic|enthousiaste|exciting|excitement",
    "emo_surprise": "surprised|surpris",
    "emo_trust": "confident|confiant|reassured|rassure",
    "emo_relief": "relieved|soulage",
    "emo_indifference": "indifferent|bored|ennui",
}
_FACES: Mapping[str, str] = {
    "emo_joy": "😀😃😄😁😍🤩😊",
    "emo_satisfaction": "🙂☺👍",
    "emo_neutral": "😐😑😶",
    "emo_confusion": "😕🤔",
    "emo_disappointment": "🙁☹😞😟😢😭",
    "emo_frustration": "😣😖😤👎",
    "emo_anger": "😠😡🤬",
}


def emotion_of(word: str) -> str | None:
    """The emotion of the method that a word or a face means; None for another one."""
    found = entry_of("emotions", word)
    if found is not None:
        return found
    plain = plain_name(word)
    if not plain:
        return next((emotion for emotion, faces in _FACES.items() if any(face in word for face in faces)), None)
    return next((emotion for emotion, pattern in _EMOTION_WORDS.items() if re.fullmatch(pattern, plain)), None)


@cache
def _labels(list_name: str) -> Mapping[str, str]:
    entries = catalogue().entries(list_name)
    ids = {plain_name(entry.id): entry.id for entry in entries}
    return ids | {plain_name(entry.label(language)): entry.id for language in LANGUAGES for entry in entries}
