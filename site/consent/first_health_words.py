"""The health words that a new site starts with. From then on the office edits its own lists, in the CMS.

Words of illness, treatment, disability, pregnancy and the mind, as they occur in stories of migration; the office
of each language knows its own better. A star stands for any ending.
"""

FIRST_HEALTH_WORDS: dict[str, tuple[str, ...]] = {
    "en": (
        "abortion*", "addict*", "AIDS", "asthma*", "blind", "cancer*", "chemotherapy", "chronic*", "clinic*", "deaf",
        "depress*", "diabet*", "diagnos*", "dialysis", "disab*", "disease*", "doctor*", "epilep*", "hepatitis", "HIV",
        "hospital*", "ill", "illness*", "injur*", "kidney*", "medical*", "medicin*", "miscarriage*", "operation",
        "pregnan*", "psychiatr*", "psycholog*", "PTSD", "rehabilitation", "sick", "sickness*", "stroke", "suicid*",
        "surger*", "surgical", "therap*", "transplant*", "trauma*", "treatment*", "tuberculosis", "tumour*",
        "wheelchair*", "wounded",
    ),
    "fr": (
        "accouchement*", "avortement*", "asthm*", "aveugle*", "blessé*", "blessure*", "cancer*", "chimiothérapie*",
        "chirurg*", "chronique*", "clinique*", "dépress*", "diabèt*", "diabétique*", "diagnos*", "dialyse*",
        "enceinte*", "épilep*", "fauteuil roulant", "fausse couche", "grossesse*", "handicap*", "hépatite*", "hôpita*",
        "hospitali*", "infirm*", "malade*", "maladie*", "médecin*", "médica*", "opération", "psychiatr*", "psycholog*",
        "sida", "soins", "sourd*", "suicid*", "thérap*", "toxicoman*", "traitement*", "trauma*", "tuberculose",
        "tumeur*", "VIH",
    ),
    "ar": (
        "أدوية", "إجهاض", "إدمان", "إصابة", "إعاقة", "اكتئاب", "الإيدز", "انتحار", "جراحة", "جراحية", "حامل", "حمل",
        "دواء", "ربو", "سرطان", "سكري", "سل", "شلل", "صدمة", "صرع", "صماء", "ضرير", "طبي", "طبيب", "طبيبة", "طبية",
        "علاج", "عملية جراحية", "عيادة", "غسيل الكلى", "فيروس", "كرسي متحرك", "كلى", "مرض", "مريض", "مريضة", "مزمن",
        "مستشفى", "معاق", "نفسي", "نفسية", "ولادة",
    ),
}  # fmt: skip
