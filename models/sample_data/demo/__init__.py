"""The demo register: the guide's own persons, and a generated population beside them."""

from models.sample_data.demo.build import DEMO_DAY, DEMO_USER, make_demo_register

__all__ = ["DEMO_DAY", "DEMO_USER", "make_demo_register"]
