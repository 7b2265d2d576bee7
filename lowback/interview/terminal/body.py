"""Where it hurts, as a picture: the back and the side, with the numbers of the places.

The numbers are those of the choices of `pain_location`, in their order; a test holds them equal.
"""

BODY = (
    "      back           right side",
    "      .--.              .--.",
    "      |  |              |  )",
    "    .-'  '-.           .'  |",
    "   /   0    \\          | 0 |",
    "  |    :     |         | : |",
    "  |  1 3 1   |         |3 2|",
    "  |  2 : 2   |         |:  |",
    "  |  4 5 4   |         (5 4|",
    " 9|  6 : 6   |9        ( 6 9",
    "  |  7 : 7   |          (7 |",
    "   \\   |    /           |  |",
    "    | 8| 8 |            |8 |",
)
