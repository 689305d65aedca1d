"""CalDAV over the books: the calendar a person has, and one to say when they are away. Needs the extra ``dav``."""
