"""Pages of a regievoerder: the own week, conversations, absence; and the letters that invite people."""
