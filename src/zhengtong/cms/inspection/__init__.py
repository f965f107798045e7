"""网页检查: what the national inspection of government websites would find, found at home every night."""
