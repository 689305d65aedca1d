"""Cases: their life, vertrekplan, documents and outcomes, entered by people."""
