"""What themes and templates may be: colours and contrast, the stylesheet, the language, the HTML. No Django, no clock."""
