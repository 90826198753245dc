"""Settings with every default and its sentence, the taxonomy, the working-day calendar."""
