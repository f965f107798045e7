"""栏目更新: every column is kept up within its cycle; who lets it lapse is found by supervision, through the journal."""
