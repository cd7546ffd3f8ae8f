"""Where an article ends and the page goes on: comment forms, related stories, contact forms, notices."""

from __future__ import annotations

import re

from corpus.ingest.line_rules import is_notice

_FORMS = (
    r"leave a (?:reply|comment|message)\b.{0,80}",
    r"leave (?:your )?(?:a )?(?:message|comment|reply)(?: here)?",
    r"(?:post|add|write) (?:a|your) (?:comment|reply)",
    r"your email address will not be published.{0,120}",
    r"(?:please leave a message|your (?:e-?mail|name)).{0,80}",
    r"(?:comments?|\d+ comments?|no comments(?: yet)?|join the (?:conversation|discussion))",
    r"(?:maybe|perhaps) you(?:'|’)?(?:re| are) interested(?: in)?",
    r"are you ready to start your business\b.{0,60}",
    r"newspapers (?:in english|from hong kong)",
    r"(?:friendly|useful|external|quick) links?",
    r"(?:cision )?view original content.{0,200}",
    r"disclaimer(?:\s?:.{0,400})?",
    r"(?:registration|website identification) (?:code|number).{0,100}",
    r"(?:newsletter sign-?up|sign up (?:for|to) (?:our|the) .{0,60}newsletters?.{0,40}|subscribe to (?:our|the) .{0,60})",
    r"(?:privacy policy|terms (?:of (?:use|service)|and conditions)|cookie (?:policy|settings))(?:\s?[|·].{0,100})?",
    r"our standards: the thomson reuters trust principles.{0,20}",
    r"(?:we use cookies|this (?:web)?site uses cookies).{0,300}",
)
_LISTS = (
    r"(?:more )?(?:related|recommended|similar|relevant) ?(?:articles?|news|stories|story|posts?|links?|reading|reports?|"
    r"topics?|contents?|coverage|information|videos?|photos?|for you)?s?",
    r"(?:today'?s )?(?:latest|top|hot|breaking|trending|popular|featured|recent|editor'?s'?|more|other|our)"
    r" ?(?:news|stories|story|headlines|articles?|posts?|picks?|choice|now|updates?|topics?|reads?|videos?)",
    r"(?:the )?most (?:popular|read|viewed|shared|recent|commented)(?: (?:in|on|stories|articles|news).{0,30})?",
    r"(?:you (?:may|might|could)|we think you(?:'ll|’ll| will)?) (?:also )?(?:like|be interested(?: in)?|want to read)(?: this)?",
    r"(?:also read|read also|see also|read next|up next|next (?:up|article|story|in .{1,30})|previous (?:article|story)|what to read next)",
    r"more (?:from .{1,30}|(?:in|on) this .{1,20}|(?:in|on) (?:the web|the topic))|(?:from|around) the web",
    r"(?:read|see|view|load|show|find out|learn|discover) (?:more|all)(?: (?:news|stories|articles|posts))?",
    r"(?:sponsored|promoted|partner)(?: (?:content|stories|links))?",
    r"(?:explore|discover) more(?: .{1,30})?",
    r"trending(?: now| topics)?|recommended|stay (?:connected|informed|tuned)|follow us(?: on.{0,60})?",
    r"prev(?:ious)?(?: article| page| post)?\s?[|/]?\s?next(?: article| page| post)?",
    r"(?:go|back) to (?:top|source)",
    r"(?:share|print) this (?:article|story|post|page|news).{0,60}",
    r"(?:all |popular |article )?(?:tags?|topics?)|latest (?:on|in|from) .{1,25}|share your (?:thoughts|views?|opinions?|feedback)",
    r"be the first to (?:comment|know|share)|(?:got|have) a (?:news )?tip\??.{0,40}|(?:license|reprint) this article",
    r"(?:we recommend|full coverage|key ?words|about the authors?|don'?t miss|what's (?:hot|new))",
    r"photos? (?:gallery|galleries)|media contacts?|about us|contact us",
)
_CONTACTS = re.compile(
    r"(?:(?:tel(?:ephone)?|phone|fax|e-?mail|post ?code|postal code|zip(?: code)?|address|add|hotline|whatsapp|wechat)\s?[.]?\s?[:：]"
    r"|(?:tags?|topics?|filed under|key ?words|last (?:one|article|page)|next (?:one|article|page)|previous|prev)\s?[:：])",
    re.IGNORECASE,
)
_LONGEST_CLOSING = 250
_RATING = re.compile(r"[★☆]|what the stars mean", re.IGNORECASE)
_MARKS = " \t-–—•*·>»›→:|…+[]【】#"

_LINK = r"(?:also read|read (?:more|also)|see also|read|related|watch|must read|more|prev(?:ious)?|next)\s?[:：|]\s?\S"
_FOLLOW = r"\(?for (?:the latest|more) .{1,40}, (?:please )?follow\b"
_INSET = re.compile(rf"{_LINK}|{_FOLLOW}", re.IGNORECASE)
_FORM = re.compile("|".join(f"(?:{form})" for form in _FORMS), re.IGNORECASE)
_LIST = re.compile("|".join(f"(?:{heading})" for heading in _LISTS), re.IGNORECASE)


def ends_article(line: str) -> bool:
    """A comment form, a notice or a menu of the page's end: nothing after it belongs to the article."""
    return is_notice(line) or bool(_FORM.fullmatch(line.strip(_MARKS)[:400]))


def heads_list(line: str) -> bool:
    """The heading of a list of other stories. Such lists also stand between paragraphs."""
    return len(line) < 80 and bool(_LIST.fullmatch(line.strip(_MARKS)))


def closes_page(line: str) -> bool:
    """What only the end of a page holds once the text is over: an address, tags. Above the end the same words may belong
    to the article."""
    start = line.lstrip(_MARKS)
    return len(line) < _LONGEST_CLOSING and bool(_CONTACTS.match(start) or _RATING.search(line))


def is_inset(line: str) -> bool:
    """A link to another story between paragraphs: "Read more: ..."."""
    return len(line) < 200 and not line.endswith(".") and bool(_INSET.match(line.lstrip(_MARKS)))
