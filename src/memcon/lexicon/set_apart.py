"""How an article marks what it sets apart: words in quotation marks, months and weekdays.

Of `the Norland text has "concluded", the Saran text "examined" since May` these are `concluded`, `examined` and `May`.
"""

from __future__ import annotations

import re

MARKED = re.compile(r"(?<!\w)[“\"‘']([^“”\"‘’']{2,60})[”\"’'](?!\w)")
"""A few words in marks; group 1 has them."""
MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday"
    r"|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)
"""A month or weekday by its name."""
