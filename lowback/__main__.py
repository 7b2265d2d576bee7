"""Run `python -m lowback`."""

from lowback.cli import main

main()
