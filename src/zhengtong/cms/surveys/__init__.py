"""调查征集 as a part of an article: choosing one, showing it."""
