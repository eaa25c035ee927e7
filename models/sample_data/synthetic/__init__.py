"""Registers of any size for trials: reproducible from a seed, uneven as a country is."""

from models.sample_data.synthetic.build import make_synthetic_register

__all__ = ["make_synthetic_register"]
