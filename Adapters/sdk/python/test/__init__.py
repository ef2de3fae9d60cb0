"""Tests of the package: python3 -m unittest discover -s test -t . in this folder."""
