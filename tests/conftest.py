"""What every test may lean on; `tests/ground.py` has already brought the database."""
