"""Measurements that a person runs: ratios within one run, never asserted in a test."""
