"""Flows and the command line: the only package that knows Prefect, and that nobody imports."""
