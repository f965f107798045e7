"""The pages of template management behind the editors' door, and the files of themes for everybody."""
