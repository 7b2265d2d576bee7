"""How small a page must print to stay on its sheets of A4.

The letters on paper were counted against the sheets that a browser needs, with a wide font;
`tests/browser` prints many results and counts the sheets again.
"""

import re

Limits = tuple[int, ...]
TWO_SHEETS: Limits = (15_000, 16_900, 19_300)
ONE_SHEET: Limits = (7_600, 8_400, 9_600)
PICTURE = 1_100
_OFF_PAPER = re.compile(
    r"<style>.*?</style>|<svg.*?</svg>|<details>.*?</details>|"
    r'<p class="small on-screen">.*?</p>|<section class="helpful.*?</section>|'
    r'<span class="(?:whole|on-screen)">.*?</span>|<[^>]*>|\s+(?=\s)',
    re.DOTALL,
)


def letters(page: str) -> int:
    """Return how many letters of a page come on paper; the training picture takes their room."""
    return len(_OFF_PAPER.sub("", page)) + PICTURE * page.count('<svg class="weeks"')


def fitted(page: str, limits: Limits) -> str:
    """Return the page with the class of the smaller print that it needs, if any."""
    level = sum(letters(page) > limit for limit in limits)
    return page.replace("<body>", f'<body class="dense-{level}">', 1) if level else page
