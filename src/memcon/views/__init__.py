"""The record as plain values to show."""
