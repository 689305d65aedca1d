"""Every page in the two languages of the screen."""
