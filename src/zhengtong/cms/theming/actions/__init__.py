"""The acts of template management: themes, templates, mourning."""
