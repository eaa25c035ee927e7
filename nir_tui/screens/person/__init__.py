"""The person screen and the forms that change one case."""
