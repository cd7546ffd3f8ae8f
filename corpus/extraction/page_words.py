"""The words of share bars, site controls and menus, all in lower case."""

_CONTROLS = """
a+ a- a aa add app back big bookmark close comment comments copied copy default download email e-mail facebook favorite
favorites feedback follow font gallery gmail google hatena home in instagram instapaper kakaotalk keep large larger line
link linkedin linkedln listen log login logo mail medium mid middle menu message messenger more naver nav navigation next normal ok
open our page pinterest pocket prev previous print qq qr qzone reading read reddit register reset resize rss save scan
scroll search send share show sign sina site size skip skype slide slides small smaller subscribe telegram text this to
toggle top tumblr tweet twitter up us version video via view views wechat weibo weixin whatsapp x youtube zoom zoom-in
zoom-out button content listen player sharing accessibility skip main article story url icon photos player playerclose + - | / · • > < » « › ‹ & * # …
"""

_SECTIONS = """
about account advertise and archive archives arts asia auto autos automotive banking biz business careers china chinese
city companies company contact corporate culture data economy editorial education energy english entertainment events
exclusive exclusives faq features finance for forum free global government guide headlines climate headline health help homepage hot i
industries industry information innovation international invest investment investing jobs language languages latest life
lifestyle live local market markets media metro money multimedia nation national new news newsletter newsletters
newsroom of opinion opinions overview people photo policies policy politics press products property regional regions
release releases research resources room science sections services society special specials sport sports stories
sci sitemap map site services startups tech technology the today topics tourism travel trending update updates videos we what world
"""

# A line of nothing else is no part of an article, wherever it stands; they also stand on the line of the date.
CONTROL_WORDS = frozenset(_CONTROLS.split())
# A line of these is a menu or the name of a section where no text has come yet.
SECTION_WORDS = CONTROL_WORDS | frozenset(_SECTIONS.split())
