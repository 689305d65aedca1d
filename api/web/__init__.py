"""The frame of the web pages: who asks, what a route asks, the language, and the page around the content."""
