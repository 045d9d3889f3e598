"""Notebooks run in fresh processes that begin with the libraries loaded."""
