"""What an edit by hand would do, break and cost, in milliseconds. No storage, no search over more than its own item."""
