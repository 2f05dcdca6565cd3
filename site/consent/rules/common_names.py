"""Names that are words as well, and parts of names that are none: lists that the search for names stands on.

Written as the search compares them: without case, accents and marks.
"""

_PARTICLES = """
abd abdel abdul abu al bar bat ben bin bint da dal de del della den der des di dos du el ibn ibnu las le les los mac
oglu ogly san santa st te ter uit ul ould um umm und van ver vom von zu zum
ابن ابو ال بن بنت عبد ام
"""

# A match of one of these may mean nothing, so an officer is asked instead of the text being refused outright.
_COMMON = """
angel april august blessing charity chance christian comfort dawn dean destiny faith favour fortune frank gift glory
goodness grace grant happiness harmony happy heaven honest hope ivy joy june justice king lily love lucky mark may
melody mercy miracle patience peace pearl precious prince princess promise prosper rain rich river rose ruby sky star
success sunday sunny trust victor victory violet will wisdom

aime aimee ange bien celeste claire clement constance desire dieudonne esperance fleur florence france innocent jolie
juste marche marguerite merveille parfait patient pierre prudence reine rene roman sage sincere victoire vivant

امل امال امان ايمان احلام اسلام امير اميره بدر بسمه جمال جميل جميله حريه حسن حسنه حكمه حياه خالد ربيع رجاء رحمه رزق
رضا زهره زهور سعاده سعيد سلام سلامه سما سماء شجاع شمس صابر صادق صباح صبر صفاء ضياء عادل عدل عزيز عزيزه غزال فارس
فجر فرح قمر كامل كرامه كرم كريم محسن محبه مساعد منير ناجح نجاح نجم نجمه ندي نسيم نصر نعمه نور نوره هدي هلال هناء ورد
ورده وفاء يسر يقين
"""

PARTICLES = frozenset(_PARTICLES.split())
COMMON_NAMES = frozenset(_COMMON.split())
