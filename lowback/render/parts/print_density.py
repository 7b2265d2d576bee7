"""How small the hand-over must print to stay on one sheet of A4, front and back.

The letters on paper were counted against the sides that a browser needs, with a wide font;
`tests/browser` prints many results and counts the sides again.
"""

import re

TWO_SIDES = (7_400, 9_100)
_OFF_PAPER = re.compile(
    r"<style>.*?</style>|<svg.*?</svg>|<section class=\"references.*?</section>|"
    r'<span class="(?:cite|on-screen)">.*?</span>|<[^>]*>|\s+(?=\s)',
    re.DOTALL,
)


def letters(page: str) -> int:
    """Return how many letters of a page come on paper."""
    return len(_OFF_PAPER.sub("", page))


def fitted(page: str) -> str:
    """Return the page with the class of the smaller print that it needs, if any."""
    level = sum(letters(page) > limit for limit in TWO_SIDES)
    return page.replace("<body>", f'<body class="dense-{level}">', 1) if level else page
