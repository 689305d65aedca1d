"""Calendar files read by programs of others: what each understood, in one form."""
