"""One letter into its wishes: units, their roles by a trained sequence model, spans."""
