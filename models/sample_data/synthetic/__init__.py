"""Registers of any size for tests: reproducible from a seed, as uneven as a real country."""

from models.sample_data.synthetic.build import make_synthetic_register

__all__ = ["make_synthetic_register"]
