"""What an outside event must be, and how a file's columns become events. No database, no clock."""
